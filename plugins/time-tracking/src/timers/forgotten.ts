import { timeEntries, timerForgotten } from '@guildhall/contract-time-tracking'
import type { JobDefinition } from '@guildhall/sdk'
import { settingOf } from '../settings.ts'

/** A timer that runs longer than anybody works: its person is told once, and where the house wants it, it is ended at the limit. */
export const forgotten: JobDefinition = {
  cron: '*/10 * * * *',
  async run(scope) {
    const longest = settingOf<number>(scope, 'longestHours') * 3_600_000
    const now = scope.clock.now()
    const before = new Date(Date.parse(now) - longest).toISOString()
    const where = { endedAt_null: true, remindedAt_null: true, startedAt_lte: before } as const
    const isEnded = settingOf<string>(scope, 'forgotten') === 'stop'
    for (const { id, startedAt } of await scope.records(timeEntries).list({ where })) {
      const endedAt = new Date(Date.parse(startedAt) + longest).toISOString()
      await scope.records(timeEntries).update(id, { remindedAt: now, ...(isEnded && { endedAt }) })
      await scope.emit(timerForgotten, { id })
    }
  },
}
