import { boolean, can, defineResource, instant, integer, many, me, readable, ref, refs, text } from '@guildhall/sdk'

/** Bytes that are kept once, however many files have them; nobody's to see. */
export const contents = defineResource('file-contents', {
  fields: {
    sha256: text({ computed: true, unique: true, maxLength: 64 }),
    /** Under which it is stored. Of its own, so that what was collected and comes again cannot be mistaken for one another. */
    key: text({ maxLength: 40 }),
    size: integer({ computed: true, minimum: 0 }),
    type: text({ computed: true, maxLength: 127 }),
    width: integer({ optional: true, computed: true }),
    height: integer({ optional: true, computed: true }),
    files: many('files', 'content'),
  },
  archivable: false,
  quota: { name: 'storage', sum: 'size', unit: 1_000_000 },
  history: false,
  customFields: false,
})

/** An earlier version is of whom the later one is. */
const isEarlier = { later: { $named: true } } as const
const own = { uploader: me, $named: false, $not: isEarlier } as const
/** Whoever brought it, as long as nobody names it; afterwards whoever reads a record that does. No role sees more. */
const seen = [
  can('read', { $named: readable }),
  can('read', { later: { $named: readable } }),
  can('read', { uploader: me, $named: false }),
] as const
const usual = [...seen, can('update', own, ['name']), can('delete', own)] as const

export const files = defineResource('files', {
  fields: {
    name: text({ searchable: true, indexed: true, maxLength: 255 }),
    type: text({ computed: true, indexed: true, maxLength: 127 }),
    size: integer({ computed: true, indexed: true, minimum: 0 }),
    uploader: ref('people', { optional: true, computed: true, onDelete: 'clear' }),
    width: integer({ optional: true, computed: true }),
    height: integer({ optional: true, computed: true }),
    /** SHA-256 of the bytes as they came, in hexadecimal digits. */
    sha256: text({ computed: true, maxLength: 64 }),
    content: ref(contents, { computed: true }),
    /** What it was before, the newest first. */
    earlier: refs('files', { computed: true, onDelete: 'clear' }),
    later: many('files', 'earlier'),
    /** Made of an earlier version: who did so did not bring its bytes, and has them as everybody has. */
    broughtBack: boolean({ computed: true, default: false }),
    /** Since when no record names it, nor a version that came later; what nobody named again in time is collected. */
    unnamedAt: instant({ optional: true, computed: true }),
  },
  archivable: false,
  customFields: false,
  title: 'name',
  rules: { admin: [...usual], manager: [...usual], worker: [...usual], client: [...usual], observer: [...seen] },
  sort: ['createdAt', 'DESC'],
  views: {
    list: ['name', 'type', 'size', 'uploader', 'createdAt'],
    filters: ['type', 'size', 'uploader', 'createdAt'],
    sections: {
      file: ['name', 'type', 'size', 'width', 'height', 'uploader'],
      proof: ['sha256', 'unnamedAt', 'earlier'],
    },
    icon: 'attach_file',
  },
})
