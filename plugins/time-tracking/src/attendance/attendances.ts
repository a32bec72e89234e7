import { attendances as declared } from '@guildhall/contract-time-tracking'
import { can, defineError, defineResource, me, type PluginSetup } from '@guildhall/sdk'
import { localDay, secondsBetween } from '../calendar.ts'
import { endsBeforeStart, inFuture } from '../entries/errors.ts'

export const attendanceOverlap = defineError('time.attendance_overlap', 409)

export const attendances = defineResource(declared.name, {
  fields: declared.fields,
  archivable: false,
  sort: ['startedAt', 'DESC'],
  exclude: [{ equal: ['person'], range: ['startedAt', 'endedAt'], error: attendanceOverlap.code }],
  indexes: [['person', 'day']],
  rules: {
    admin: [can('manage')],
    manager: [can('read')],
    worker: [can('read', { person: me })],
  },
  views: {
    list: ['day', 'person', 'startedAt', 'endedAt', 'elapsed', 'leftFor'],
    filters: ['person', 'day'],
    calendar: { from: 'startedAt', to: 'endedAt' },
    icon: 'badge',
    menu: 'settings',
  },
})

export function prepareAttendances({ before }: PluginSetup) {
  before.write(declared, ({ next, scope }) => {
    const { startedAt, endedAt } = next
    if (startedAt > scope.clock.now()) throw inFuture({}, [{ path: 'startedAt', code: inFuture.code }])
    if (endedAt && endedAt < startedAt) throw endsBeforeStart({}, [{ path: 'endedAt', code: endsBeforeStart.code }])
    const zone = (next as { startedAtZone?: string | null }).startedAtZone ?? scope.zone
    return { day: localDay(startedAt, zone), elapsed: endedAt ? secondsBetween(startedAt, endedAt) : null }
  })
}
