import { definition } from '@guildhall/contract-reports'
import { can, date, defineResource, enumeration, integer, json, me, ref, state, text } from '@guildhall/sdk'
import { reportFiles } from '../files/files.ts'

const computed = { computed: true } as const
const maybe = { computed: true, optional: true } as const
const mine = can('read', { owner: me })

/**
 * A report on its way to a file, made by the worker: with what its owner may see when it is made. Nobody else sees it, because nobody else may
 * see the same.
 */
export const reportOutputs = defineResource('report-outputs', {
  fields: {
    name: text({ ...computed, searchable: true }),
    definition: json(definition, computed),
    format: enumeration(['pdf', 'xlsx', 'csv'], computed),
    /** Instead of the report's own period. */
    range: text({ ...maybe, maxLength: 20 }),
    from: date(maybe),
    to: date(maybe),
    /** What it is narrowed to: `companies/<id>`. */
    about: text(maybe),
    owner: ref('people', { ...computed, onDelete: 'cascade' }),
    status: state(['making', 'ready', 'failed'], { indexed: true }),
    /** Lines that are written, and lines there are. */
    done: integer({ ...computed, default: 0 }),
    total: integer({ ...computed, default: 0 }),
    /** Why it failed, as a key. */
    reason: text({ ...maybe, maxLength: 500 }),
    file: ref(reportFiles, { ...maybe, onDelete: 'clear' }),
  },
  history: false,
  archivable: false,
  customFields: false,
  title: 'name',
  rules: { admin: [mine], manager: [mine], worker: [mine], client: [mine], observer: [mine] },
  sort: ['createdAt', 'DESC'],
  views: {
    list: ['name', 'format', 'status', 'createdAt'],
    filters: ['status'],
    sections: { what: ['name', 'format', 'status'] },
    icon: 'description',
    menu: 'hidden',
  },
})
