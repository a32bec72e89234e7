import {
  boolean,
  can,
  date,
  defineResource,
  email,
  enumeration,
  instant,
  integer,
  json,
  me,
  ref,
  refs,
  state,
  Type,
  text,
} from '@guildhall/sdk'
import { sendNow } from '../deliveries/plan.ts'
import { reports } from '../reports/reports.ts'
import { cronPattern } from './timing.ts'

/** Somebody without an account, and the record whose part of the report he gets: `companies/<id>`. */
const outsider = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    address: Type.Unsafe<string>(email().schema),
    about: Type.String({ pattern: '^[a-z][a-z0-9-]*/[0-9a-f-]{36}$' }),
  },
  { additionalProperties: false },
)

const timing = ['every', 'unit', 'time', 'startsOn', 'cron'] as const
const written = [
  ...(['name', 'report', ...timing, 'untilToday', 'format', 'sendEmpty', 'recipients', 'outside'] as const),
] as const
const mine = { owner: me } as const

/** When a report is sent, as what, and to whom. Times are the tenant's wall clock. */
export const reportSchedules = defineResource('report-schedules', {
  fields: {
    name: text({ searchable: true }),
    report: ref(reports, { onDelete: 'cascade', onArchive: 'cascade' }),
    unit: enumeration(['day', 'week', 'month', 'cron'], { default: 'week' }),
    every: integer({ default: 1, minimum: 1, maximum: 365 }),
    time: text({ default: '08:00', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', maxLength: 5 }),
    /** The first day; its weekday and its day of the month are those of all that follow. */
    startsOn: date({ default: '$today' }),
    cron: text({ optional: true, pattern: cronPattern, maxLength: 100 }),
    /** The period ends with the day of sending instead of the day before. */
    untilToday: boolean(),
    format: enumeration(['pdf', 'xlsx', 'csv'], { default: 'pdf' }),
    /** Also when there is nothing to tell. */
    sendEmpty: boolean(),
    recipients: refs('people', { onDelete: 'clear' }),
    outside: json(Type.Array(outsider, { maxItems: 50 }), { default: [], personal: true }),
    owner: ref('people', { optional: true, default: '$me', onDelete: 'clear', onLeave: 'handOver' }),
    status: state(['active', 'paused'], { indexed: true }),
    nextAt: instant({ optional: true, computed: true, indexed: true }),
  },
  customFields: false,
  actions: {
    pause: { from: 'active', to: 'paused' },
    resume: { from: 'paused', to: 'active' },
    send: { past: 'sent', run: sendNow },
  },
  rules: {
    admin: [can('manage')],
    manager: [
      can('read', mine),
      can('create', written),
      can('update', mine, written),
      can('delete', mine),
      can('archive', mine),
      can('restore', mine),
      can('pause', mine),
      can('resume', mine),
      can('send', mine),
    ],
  },
  sort: ['name', 'ASC'],
  views: {
    list: ['name', 'report', 'unit', 'every', 'time', 'nextAt', 'status'],
    filters: ['report', 'status'],
    sections: {
      what: ['name', 'report', 'format', 'sendEmpty'],
      when: ['unit', 'every', 'time', 'startsOn', 'cron', 'untilToday', 'nextAt'],
      who: ['recipients', 'outside', 'owner', 'status'],
    },
    showWhen: {
      cron: { unit: 'cron' },
      every: { unit_ne: 'cron' },
      time: { unit_ne: 'cron' },
      startsOn: { unit_ne: 'cron' },
    },
    icon: 'schedule_send',
    menu: 'hidden',
  },
})
