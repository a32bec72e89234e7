import type { LongJob, Scope, Work } from '@guildhall/sdk'
import { deliveries } from '../deliveries/deliveries.ts'
import { askToSend } from './ask.ts'
import { restUntil } from './rests.ts'
import { sendRound, takeRound } from './round.ts'
import { settleRound } from './settle.ts'

/** Milliseconds after which a run makes way for others; what is left is asked for anew. */
const longEnough = 20_000

/** Sends what is due for one endpoint. Killed in the middle it begins again: what was not written down goes out once more, under the same id. */
export const send: LongJob = {
  async steps(work: Work) {
    const { endpoint } = work.data as { endpoint: string }
    const end = performance.now() + longEnough
    for (;;) {
      const round = await work.within((scope) => takeRound(scope, endpoint))
      if (!round) return
      if (round.due.length === 0) break
      const told = await sendRound(work, round)
      await work.within((scope) => settleRound(scope, round, told))
      if (performance.now() > end) break
    }
    await work.within((scope) => askAgain(scope, endpoint))
  },
}

async function askAgain(scope: Scope, endpoint: string): Promise<void> {
  const where = { endpoint, status: 'waiting', 'endpoint.status': 'active' } as const
  const next = await scope.records(deliveries).first({ where, sort: ['nextAt', 'ASC'] })
  if (!next?.nextAt) return
  const rested = await restUntil(scope, endpoint)
  await askToSend(scope, endpoint, rested && rested > next.nextAt ? rested : next.nextAt)
}
