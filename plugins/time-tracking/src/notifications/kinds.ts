import { tellOf } from '@guildhall/contract-notifications'
import {
  budgetReached,
  timeCorrected,
  timeCorrections,
  timeEntries,
  timerForgotten,
  timesheetApproved,
  timesheetReturned,
  timesheets,
} from '@guildhall/contract-time-tracking'
import {
  type EventToken,
  type RecordOf,
  type recordChange,
  refs,
  resourceToken,
  type Scope,
  text,
} from '@guildhall/sdk'
import { timeBudgets } from '../budgets/budgets.ts'
import { titlesOf } from '../titles.ts'

const roles = resourceToken('roles', { archetype: text() })
const people = resourceToken('people', { name: text(), status: text(), roles: refs(roles) })
const texts = (kind: string) => ({
  label: `time-tracking:notifications.${kind}.label`,
  title: `time-tracking:notifications.${kind}.title`,
  text: `time-tracking:notifications.${kind}.text`,
})

/** What people are told of time, where the notifications plugin is there to tell it. */
export const kinds = [
  tellOf('time-tracking.corrected', {
    event: timeCorrected,
    about: timeCorrections,
    texts: texts('corrected'),
    record: ({ event }) => event.payload.id,
    to: ['person'],
    placeholders: { by: 'text', day: 'date', from: 'instant', to: 'instant', reason: 'text' },
    values: async ({ scope, record }) => {
      const correction = record as unknown as RecordOf<typeof timeCorrections.fields>
      return {
        by: await nameOf(scope, correction.by),
        day: correction.day,
        from: correction.startedAfter,
        to: correction.endedAfter,
        reason: correction.reason,
      }
    },
  }),
  tellOf('time-tracking.forgotten', {
    event: timerForgotten,
    about: timeEntries,
    texts: texts('forgotten'),
    record: ({ event }) => event.payload.id,
    to: ['person'],
    importance: 'urgent',
    channels: ['app', 'mail', 'push'],
    placeholders: { work: 'text', since: 'instant' },
    values: async ({ scope, record }) => ({
      work: (await titlesOf(scope, [String(record.subject)])).get(String(record.subject)) ?? null,
      since: record.startedAt,
    }),
  }),
  tellOf('time-tracking.budget', {
    event: budgetReached,
    about: timeBudgets,
    texts: texts('budget'),
    record: ({ event }) => event.payload.id,
    to: ({ scope }) => leadersOf(scope),
    alsoActor: true,
    placeholders: { project: 'text', share: 'number' },
    values: async ({ scope, event, record }) => ({
      project: (await titlesOf(scope, [String(record.project)])).get(String(record.project)) ?? null,
      share: event.payload.share,
    }),
  }),
  ...[['approved', timesheetApproved] as const, ['returned', timesheetReturned] as const].map(
    ([kind, event]: readonly [string, EventToken<typeof recordChange>]) =>
      tellOf(`time-tracking.${kind}`, {
        event,
        about: timesheets,
        texts: texts(kind),
        record: ({ event: { payload } }) => payload.id,
        to: ['person'],
        placeholders: { from: 'date', to: 'date', remark: 'text' },
        values: async ({ record }) => ({ from: record.startsOn, to: record.endsOn, remark: record.remark }),
      }),
  ),
]

async function nameOf(scope: Scope, id: string | null): Promise<string | null> {
  return id ? ((await scope.records(people).find(id))?.name ?? null) : null
}

/** Who runs the business, and who leads work in it. */
async function leadersOf(scope: Scope): Promise<string[]> {
  const where = { status: 'active', 'roles.archetype_in': ['admin', 'manager'] } as const
  return (await scope.records(people).list({ where })).map(({ id }) => id)
}
