import { can, defineResource, enumeration, instant, integer, me, ref, state, text } from '@guildhall/sdk'
import { reportOutputs } from '../outputs/outputs.ts'
import { reports } from '../reports/reports.ts'

const computed = { computed: true } as const
const maybe = { computed: true, optional: true } as const
const seen = [
  ...(['name', 'report', 'about', 'format', 'owner', 'expiresAt', 'status', 'uses', 'lastUsedAt'] as const),
] as const
const mine = { owner: me } as const

/**
 * An address by which somebody without an account fetches a report as it was when the link was made. Whoever has the address has the report, so
 * it ends, and can be ended; only its hash is kept. Each use is in its history.
 */
export const reportLinks = defineResource('report-links', {
  fields: {
    /** For whom it is. */
    name: text({ personal: true, searchable: true }),
    report: ref(reports, { ...computed, onDelete: 'cascade', onArchive: 'cascade' }),
    /** What it is narrowed to: `companies/<id>`; nothing for all that its owner sees. */
    about: text(maybe),
    format: enumeration(['pdf', 'xlsx', 'csv'], computed),
    output: ref(reportOutputs, { ...computed, onDelete: 'cascade' }),
    /** SHA-256 of what stands in the address, in hexadecimal digits. */
    tokenHash: text({ ...computed, unique: true, maxLength: 64 }),
    owner: ref('people', { ...maybe, onDelete: 'clear' }),
    expiresAt: instant({ ...computed, indexed: true }),
    status: state(['active', 'revoked'], { indexed: true }),
    uses: integer({ ...computed, default: 0 }),
    lastUsedAt: instant(maybe),
  },
  customFields: false,
  actions: {
    revoke: { from: 'active', to: 'revoked' },
    use: {
      from: 'active',
      by: 'system',
      past: 'used',
      run: ({ record, scope }) => ({ uses: record.uses + 1, lastUsedAt: scope.clock.now() }),
    },
  },
  rules: {
    admin: [can('read', seen), can('revoke')],
    manager: [can('read', mine, seen), can('revoke', mine)],
  },
  sort: ['createdAt', 'DESC'],
  views: {
    list: ['name', 'report', 'status', 'expiresAt', 'uses', 'lastUsedAt'],
    filters: ['report', 'status', 'owner'],
    sections: { what: [...seen] },
    icon: 'link',
    menu: 'hidden',
  },
})
