import type { PluginSetup, Scope } from '@guildhall/sdk'
import { nobodyToSendTo, wrongSchedule } from '../errors.ts'
import { requireNarrowing } from '../query/narrow.ts'
import { reports } from '../reports/reports.ts'
import { reportSchedules } from './schedules.ts'
import { nextSlot, type Timing } from './timing.ts'

const timing = ['unit', 'every', 'time', 'startsOn', 'cron', 'status', 'archivedAt'] as const

/** Judges what is scheduled, reckons when it is due, and asks for that with the transaction. */
export function keepSchedules({ before, after }: PluginSetup): void {
  before.write(reportSchedules, async ({ next, previous, scope }) => {
    if (next.status === 'active' && next.recipients.length === 0 && next.outside.length === 0)
      throw nobodyToSendTo({}, [{ path: 'recipients', code: nobodyToSendTo.code }])
    const known = next.report === previous?.report ? previous.outside.map(({ about }) => about) : []
    await judgeOutside(scope, next, new Set(known))
    const isMoved = timing.some(
      (name) => JSON.stringify(valueIn(next, name)) !== JSON.stringify(valueIn(previous, name)),
    )
    if (!isMoved) return undefined
    return { nextAt: next.status === 'active' ? dueAfter(next as Timing, scope) : null }
  })
  after.write(reportSchedules, async ({ record, previous, scope }) => {
    if (record.nextAt === null || record.nextAt === previous?.nextAt) return
    await scope.later(
      'reports.plan',
      { schedule: record.id, at: record.nextAt },
      { at: record.nextAt, lane: `plan ${record.id}` },
    )
  })
}

const valueIn = (record: object | null, name: string): unknown =>
  (record as Record<string, unknown> | null)?.[name] ?? null

function dueAfter(next: Timing, scope: Scope): string | null {
  try {
    return nextSlot(next, scope.tenant.zone, scope.clock.now())
  } catch {
    throw wrongSchedule({}, [{ path: 'cron', code: wrongSchedule.code }])
  }
}

/** Who sends something outside sees the record himself, and the report can be narrowed to it. */
async function judgeOutside(
  scope: Scope,
  next: { readonly report: string; readonly outside: readonly { readonly about: string }[] },
  known: ReadonlySet<string>,
) {
  const added = [...next.outside.entries()].filter(([, { about }]) => !known.has(about))
  if (added.length === 0) return
  const { definition } = await scope.records(reports).get(next.report)
  for (const [at, { about }] of added) await requireNarrowing(scope, { definition, about }, `outside.${at}.about`)
}
