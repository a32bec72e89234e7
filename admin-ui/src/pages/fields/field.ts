import type { ManifestField } from '@guildhall/sdk/manifest'

export type Texts = Readonly<Record<string, string>>

export interface Choice {
  readonly value: string
  readonly labels: Texts
  readonly archived?: boolean
}

/** A tenant's own field, as `/api/fields` says it. */
export interface OwnField {
  readonly id: string
  readonly resource: string
  readonly key: string
  readonly kind: string
  readonly status: 'active' | 'archived'
  readonly position: number
  readonly ready: boolean
  readonly version: number
  readonly labels: Texts
  readonly help?: Texts
  readonly group?: Texts
  readonly required?: boolean
  readonly default?: unknown
  readonly unique?: boolean
  readonly filterable?: boolean
  readonly searchable?: boolean
  readonly listed?: boolean
  readonly multiline?: boolean
  readonly maxLength?: number | null
  readonly minimum?: number | null
  readonly maximum?: number | null
  readonly scale?: number
  readonly choices?: readonly Choice[]
  readonly target?: string
}

export type Draft = Omit<OwnField, 'id' | 'status' | 'position' | 'ready' | 'version' | 'resource'>

export const kinds = [
  'text',
  'integer',
  'decimal',
  'money',
  'date',
  'instant',
  'boolean',
  'enumeration',
  'choices',
  'ref',
  'email',
  'phone',
  'url',
] as const

export const hasChoices = (kind: string) => kind === 'enumeration' || kind === 'choices'
export const hasRange = (kind: string) => ['integer', 'decimal', 'money'].includes(kind)
export const isSearched = (kind: string) => ['text', 'email', 'phone', 'url'].includes(kind)
export const mayBeUnique = ({ kind, multiline }: Draft) =>
  ['text', 'email', 'phone', 'url', 'integer', 'date', 'ref'].includes(kind) && !multiline
export const mayBeFiltered = ({ kind, multiline, maxLength }: Draft) =>
  kind !== 'url' && kind !== 'ref' && !(kind === 'text' && (multiline === true || (maxLength ?? 200) > 500))

/** In the reader's language, else in the tenant's, else in any. */
export const textIn = (texts: Texts | undefined, language: string, tenant: string): string =>
  texts?.[language] ?? texts?.[tenant] ?? Object.values(texts ?? {})[0] ?? ''

/** `Numéro de série` → `numeroDeSerie`; in a script without Latin letters there is no proposal. */
export function keyFrom(label: string): string {
  const words = label
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
  const joined = words
    .map((word, nth) => (nth === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()))
    .join('')
  return joined.replace(/^\d+/, '').slice(0, 40)
}

/** What is sent: nothing that does not go with the kind. */
export function bodyOf(draft: Draft): Record<string, unknown> {
  const { kind } = draft
  const kept = (texts: Texts | undefined) => {
    const entries = Object.entries(texts ?? {}).filter(([, text]) => text.trim())
    return entries.length > 0 ? Object.fromEntries(entries) : null
  }
  return {
    ...draft,
    labels: kept(draft.labels) ?? {},
    help: kept(draft.help),
    group: kept(draft.group),
    filterable: draft.filterable === true && mayBeFiltered(draft),
    searchable: draft.searchable === true && isSearched(kind),
    unique: draft.unique === true && mayBeUnique(draft),
    multiline: draft.multiline === true && kind === 'text',
    maxLength: kind === 'text' ? (draft.maxLength ?? null) : null,
    minimum: hasRange(kind) ? (draft.minimum ?? null) : null,
    maximum: hasRange(kind) ? (draft.maximum ?? null) : null,
    choices: hasChoices(kind) ? draft.choices : undefined,
    scale: kind === 'decimal' ? (draft.scale ?? 2) : undefined,
    target: kind === 'ref' ? draft.target : undefined,
  }
}

/** The field as its form would have it. */
export const previewOf = (draft: Draft, label: string): ManifestField => ({
  name: 'preview',
  kind: draft.kind,
  label,
  required: draft.required === true,
  optional: true,
  ...(draft.multiline && { multiline: true }),
  ...(draft.scale !== undefined && { scale: draft.scale }),
  ...(draft.target && { target: draft.target }),
  values: (draft.choices ?? []).filter(({ archived }) => !archived).map(({ value }) => value),
})
