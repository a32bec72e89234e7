import { defineError, type LongJob, type PluginSetup, type Scope } from '@guildhall/sdk'
import { endpoints } from '../endpoints/endpoints.ts'
import { ping } from '../endpoints/ping.ts'
import { askToSend } from '../sending/ask.ts'
import { endRest } from '../sending/rests.ts'
import { deliveries } from './deliveries.ts'

const notActive = defineError('webhooks.endpoint_not_active', 409)

/** One delivery again, or all that failed since an instant; whoever asks for it does not wait for the end of a rest. */
export function resendOnRequest({ before, after }: PluginSetup): void {
  before.action(deliveries, 'resend', async ({ record, scope }) => {
    if ((await scope.records(endpoints).get(record.endpoint)).status !== 'active') throw notActive()
  })
  after.action(deliveries, 'resend', ({ record: { endpoint }, scope }) =>
    scope.asSystem('webhooks.resend', async (system) => {
      await endRest(system, endpoint)
      await askToSend(system, endpoint)
    }),
  )
  after.action(endpoints, 'resend', async ({ record, input, scope }) => {
    await scope.later('webhooks.resend', { endpoint: record.id, since: input.since, until: scope.clock.now() })
  })
  after.action(endpoints, 'activate', ({ record, scope }) =>
    scope.asSystem('webhooks.activate', async (system) => {
      await endRest(system, record.id)
      await askToSend(system, record.id)
    }),
  )
}

const page = 200
const mostRead = 1000

export const resend: LongJob = {
  async steps(work) {
    const asked = work.data as Asked
    // Found first, so that what fails again meanwhile is not met again.
    const ids = await work.within((scope) => failedSince(scope, asked))
    for (let done = 0; done < ids.length; done += page) {
      await work.within((scope) => again(scope, asked.endpoint, ids.slice(done, done + page)))
      await work.progress(Math.min(done + page, ids.length), ids.length)
    }
  },
}

interface Asked {
  readonly endpoint: string
  readonly since: string
  readonly until: string
}

async function failedSince(scope: Scope, { endpoint, since, until }: Asked): Promise<string[]> {
  const where = { endpoint, status: 'failed', happenedAt_gte: since, happenedAt_lte: until, event_ne: ping } as const
  const ids: string[] = []
  for (let size = mostRead; size === mostRead; ) {
    const options = { where, sort: ['happenedAt', 'ASC'], limit: mostRead, offset: ids.length } as const
    const found = await scope.records(deliveries).list(options)
    ids.push(...found.map(({ id }) => id))
    size = found.length
  }
  return ids
}

async function again(scope: Scope, endpoint: string, ids: readonly string[]): Promise<void> {
  const due = { status: 'waiting', tries: 0, nextAt: scope.clock.now() } as const
  const still = await scope.records(deliveries).list({ where: { id_in: [...ids], status: 'failed' } })
  for (const { id } of still) await scope.records(deliveries).update(id, due)
  await endRest(scope, endpoint)
  await askToSend(scope, endpoint)
}
