import { defineError, type LongJob, type PluginSetup } from '@guildhall/sdk'
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
const firstId = '00000000-0000-0000-0000-000000000000'

export const resend: LongJob = {
  async steps(work) {
    const { endpoint, since, until } = work.data as { endpoint: string; since: string; until: string }
    const failed = { endpoint, status: 'failed', happenedAt_gte: since, happenedAt_lte: until, event_ne: ping } as const
    const total = await work.within((scope) => scope.records(deliveries).count({ where: failed }))
    let last = firstId
    for (let done = 0; ; done += page) {
      const some = await work.within(async (scope) => {
        // Gone through by id: what fails again meanwhile is not met again.
        const where = { ...failed, id_gt: last } as const
        const found = await scope.records(deliveries).list({ where, sort: ['id', 'ASC'], limit: page })
        last = found.at(-1)?.id ?? last
        const nextAt = scope.clock.now()
        for (const { id } of found) await scope.records(deliveries).update(id, { status: 'waiting', tries: 0, nextAt })
        await endRest(scope, endpoint)
        await askToSend(scope, endpoint)
        return found.length
      })
      await work.progress(Math.min(done + some, total), total)
      if (some < page) return
    }
  },
}
