import type { LongJob, Scope } from '@guildhall/sdk'
import { dropProofOf, linksOf } from './link.ts'
import { seals } from './seals.ts'

/** Every night: what is older than the business keeps its history is deleted for good, a seal at a time; the seals stay, so the chain does. */
export const retire: LongJob = {
  cron: '50 2 * * *',
  async steps({ within }) {
    while (await within(retireNext));
  },
}

/** Drops what the oldest seal holds, if all of it is old enough. Gives whether it was. */
export function retireNext(scope: Scope): Promise<boolean> {
  return scope.asSystem('audit.retention', async (system) => {
    const months = system.setting<number>('audit', 'keepMonths')
    if (months === 0) return false
    const seal = await system.records(seals).first({ where: { droppedAt_null: true }, sort: ['number', 'ASC'] })
    if (!seal || seal.sealedAt >= monthsBefore(system.clock.now(), months)) return false
    await system.history.drop(linksOf(seal).map(({ id }) => id))
    await system.records(seals).update(seal.id, { droppedAt: system.clock.now(), dropped: dropProofOf(system, seal) })
    return true
  })
}

/** The same day of an earlier month, or its last one. */
function monthsBefore(instant: string, months: number): string {
  const at = new Date(instant)
  const day = at.getUTCDate()
  at.setUTCDate(1)
  at.setUTCMonth(at.getUTCMonth() - months)
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate()
  at.setUTCDate(Math.min(day, last))
  return at.toISOString()
}
