/** The kinds a tenant's own field may be of. */
export const customKinds = [
  'text',
  'email',
  'phone',
  'url',
  'integer',
  'decimal',
  'money',
  'boolean',
  'date',
  'instant',
  'enumeration',
  'choices',
  'ref',
] as const
export type CustomKind = (typeof customKinds)[number]

/** A text in the tenant's languages: `{ en: 'Colour', ro: 'Culoare' }`. */
export type Texts = Readonly<Record<string, string>>

export interface CustomChoice {
  readonly value: string
  readonly labels: Texts
  /** Records keep it; nobody chooses it any more. */
  readonly archived?: boolean
}

/** What a field is, as its tenant wrote it down. */
export interface CustomDefinition {
  readonly kind: CustomKind
  readonly labels: Texts
  readonly help?: Texts
  /** Fields with the same group stand together in forms. */
  readonly group?: Texts
  readonly required?: boolean
  readonly default?: unknown
  readonly unique?: boolean
  /** Can be filtered and sorted by. */
  readonly filterable?: boolean
  readonly searchable?: boolean
  /** A column of lists unless the reader chose others. */
  readonly listed?: boolean
  readonly multiline?: boolean
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly scale?: number
  readonly choices?: readonly CustomChoice[]
  readonly target?: string
}

export interface CustomField {
  readonly id: string
  readonly resource: string
  /** `colour` of `custom.colour`. */
  readonly key: string
  readonly status: 'active' | 'archived' | 'deleted'
  readonly position: number
  readonly definition: CustomDefinition
  /** Whether every record has its row in custom_values. */
  readonly ready: boolean
  readonly version: number
}

/** Before every name of a tenant's own field. */
export const customPrefix = 'custom.'
/** What a filter of texts may be as long as: an index keeps no longer ones. */
export const longestIndexed = 500

export type Slot = 'text' | 'number'

/** Whether records leave something beside them for the field to be found by. */
export const isKept = (definition: CustomDefinition) => slotOf(definition) !== null || definition.searchable === true

/** Where the value of a field can be found by an index. */
export function slotOf({ kind, multiline, maxLength, filterable }: CustomDefinition): Slot | null {
  // What points to records is always looked up: by whoever deletes the target.
  if (kind === 'ref') return 'text'
  if (!filterable) return null
  if (kind === 'text') return multiline || (maxLength ?? 200) > longestIndexed ? null : 'text'
  if (kind === 'url') return null
  return ['email', 'phone', 'enumeration', 'choices'].includes(kind) ? 'text' : 'number'
}
