import { can, date, defineResource, email, instant, integer, me, ref, state, text } from '@guildhall/sdk'
import { reportFiles } from '../files/files.ts'
import { sendAgain } from './plan.ts'

const computed = { computed: true } as const
const maybe = { computed: true, optional: true } as const

/**
 * One report on its way to one receiver, for one period: the database has each only once. `sending` is written before the mail leaves, so that
 * whatever stops in between leaves a trace; `uncertain` is such a trace found later, and only a person sends it again.
 */
export const reportDeliveries = defineResource('report-deliveries', {
  fields: {
    schedule: ref('report-schedules', { ...computed, onDelete: 'cascade', onArchive: 'cascade' }),
    /** When it was due; of one sent by hand, when that was. */
    dueAt: instant({ ...computed, indexed: true }),
    periodFrom: date(computed),
    periodTo: date(computed),
    /** A person's id, or an address outside with what it is narrowed to. */
    recipient: text({ ...computed, maxLength: 400, personal: true }),
    person: ref('people', { ...maybe, onDelete: 'clear' }),
    name: text({ optional: true, personal: true }),
    address: email({ ...maybe, personal: true }),
    /** What it is narrowed to: `companies/<id>`. */
    about: text(maybe),
    status: state(['waiting', 'sending', 'sent', 'skipped', 'failed', 'uncertain'], { indexed: true }),
    tries: integer({ ...computed, default: 0 }),
    sentAt: instant(maybe),
    /** Why it failed, as a key. */
    reason: text({ ...maybe, maxLength: 500 }),
    file: ref(reportFiles, { ...maybe, onDelete: 'clear' }),
  },
  unique: [['schedule', 'dueAt', 'recipient']],
  indexes: [['schedule', 'dueAt']],
  history: false,
  archivable: false,
  customFields: false,
  title: 'recipient',
  actions: {
    resend: { from: ['sent', 'skipped', 'failed', 'uncertain'], to: 'waiting', past: 'resent', run: sendAgain },
  },
  rules: {
    admin: [can('read'), can('resend')],
    manager: [can('read', { 'schedule.owner': me }), can('resend', { 'schedule.owner': me })],
    worker: [can('read', { person: me }, ['dueAt', 'periodFrom', 'periodTo', 'status', 'sentAt', 'person', 'file'])],
    client: [can('read', { person: me }, ['dueAt', 'periodFrom', 'periodTo', 'status', 'sentAt', 'person', 'file'])],
    observer: [can('read', { person: me }, ['dueAt', 'periodFrom', 'periodTo', 'status', 'sentAt', 'person', 'file'])],
  },
  sort: ['dueAt', 'DESC'],
  views: {
    list: ['dueAt', 'schedule', 'name', 'address', 'periodFrom', 'periodTo', 'status', 'sentAt'],
    filters: ['schedule', 'status', 'dueAt'],
    icon: 'outgoing_mail',
    menu: 'hidden',
  },
})
