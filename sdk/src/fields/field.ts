import type { TSchema } from '@sinclair/typebox'
import type { Where } from '../where.ts'

/** The kinds of field the platform knows. Each has one storage, one wire form, one input, one cell and one filter. */
export const fieldKinds = [
  'text',
  'integer',
  'decimal',
  'money',
  'boolean',
  'date',
  'instant',
  'duration',
  'enumeration',
  'choices',
  'state',
  'ref',
  'refs',
  'many',
  'files',
  'subject',
  'email',
  'phone',
  'url',
  'color',
  'json',
] as const

export type FieldKind = (typeof fieldKinds)[number]

/** Options every field takes. */
export interface FieldOptions {
  /** May be null. Without it a value must be given at creation, unless there is a default. */
  optional?: boolean
  /** Set by hooks only; never accepted from outside. */
  computed?: boolean
  /** May be given at creation and never changed afterwards. */
  immutable?: boolean
  /** One record per tenant may hold this value; null does not count. */
  unique?: boolean
  /** The column gets an index that starts with the tenant; needed for sorting and filtering long lists. */
  indexed?: boolean
  /** Taken into the resource's full search (`q`). */
  searchable?: boolean
  /** Says something about a natural person: erasure reaches it. */
  personal?: boolean
  /** Settings only: kept, used, and never shown again. */
  secret?: boolean
  /** The name this field had in an earlier release, so that a migration renames the column and keeps its data. */
  renamedFrom?: string
}

export interface FieldFlags {
  optional: boolean
  computed: boolean
  defaulted: boolean
}

/** What the options of one field say about its presence in a record and in the input of a creation. */
export type FlagsOf<Options> = {
  optional: Options extends { optional: true } ? true : false
  computed: Options extends { computed: true } ? true : false
  defaulted: Options extends { default: unknown } ? true : false
}

/** What becomes of a reference to a person when he leaves and names an heir. */
export type OnLeave = 'keep' | 'handOver' | { readonly handOver: Where }

/** Which records may be chosen for a reference: those that records of another resource point to, as members of a project are. */
export interface Among {
  /** The resource that says who belongs: `'project-members'`. */
  readonly through: string
  /** Its `ref` to those who may be chosen: `'person'`. */
  readonly field: string
  /** Which of its records count. `'$record.project'` stands for what the record with the reference says in `project`. */
  readonly where: Where
  /** The code with which all others are refused (422, at the field); the plugin has its text. */
  readonly error: string
}

declare const wireValue: unique symbol
declare const presence: unique symbol

/**
 * A field of a resource. `schema` is the TypeBox schema of its value on the wire (never of null);
 * `kind` decides storage, form input, list cell and filter.
 */
export interface Field<Value = unknown, Kind extends FieldKind = FieldKind, Flags extends FieldFlags = FieldFlags>
  extends FieldOptions {
  readonly kind: Kind
  readonly schema: TSchema
  readonly default?: unknown
  /** text: shown in a box of several lines. */
  readonly multiline?: boolean
  /** text: `'P-{year}-{0000}'` numbers the records of a tenant, see {@link numbered}. */
  readonly numbering?: string
  /** text: unique values are compared without regard to case. */
  readonly caseInsensitive?: boolean
  /** decimal: digits after the point. */
  readonly scale?: number
  /** enumeration, state: the allowed values, in their order; a state starts in the first. */
  readonly values?: readonly string[]
  /** ref, refs, many: the resource pointed to. */
  readonly target?: string
  /** ref, refs: what deleting the target does to this record. */
  readonly onDelete?: 'restrict' | 'cascade' | 'clear'
  /** ref: whether archiving the target archives this record with it (and restoring restores it). */
  readonly onArchive?: 'keep' | 'cascade'
  /** ref, refs to persons: what becomes of it when the person leaves. */
  readonly onLeave?: OnLeave
  /**
   * ref, refs, subject: the record tells of whom it points to. His copy has it whole, and his erasure empties what is `personal` in it.
   * Unless told so for a `ref` that is unique or goes where its target goes (`cascade`); elsewhere he is only named.
   */
  readonly about?: boolean
  /** ref, refs: which records may be chosen. */
  readonly among?: Among
  /** many: the ref or refs field of the target that points back here. */
  readonly through?: string
  /** files: the media types that may be named, `image/*` among them, and the most bytes of each. */
  readonly accept?: readonly string[]
  readonly maxBytes?: number
  /** subject: the capability a resource must declare to be pointed to. */
  readonly capability?: string
  readonly [wireValue]?: Value
  readonly [presence]?: Flags
}

/** A reference whose target's fields are known to the type system, so that rules may follow it safely. */
export interface TargetedField<Value, Kind extends FieldKind, Flags extends FieldFlags, Target>
  extends Field<Value, Kind, Flags> {
  readonly targetFields?: () => Target
}

export type Fields = Readonly<Record<string, Field>>

export type ValueOf<F> = F extends Field<infer Value, FieldKind, FieldFlags> ? Value : never
type Flagged<F, Flag extends keyof FieldFlags> = F extends Field<unknown, FieldKind, infer Flags> ? Flags[Flag] : false

/** What a tenant's own fields say, by their names without `custom.`; a plugin reads them and need not know them. */
export type CustomValues = Readonly<Record<string, unknown>>

/** Columns every record has besides its fields. Instants are ISO 8601 in UTC with milliseconds. */
export interface SystemFields {
  readonly id: string
  readonly version: number
  readonly createdAt: string
  readonly createdBy: string | null
  readonly updatedAt: string
  readonly updatedBy: string | null
  readonly archivedAt: string | null
  /** Absent where the tenant added no field to the resource. */
  readonly custom?: CustomValues
}

/** A record as it is read: every field, null where an optional one is empty. */
export type RecordOf<F extends Fields> = Simplify<
  SystemFields & {
    [K in keyof F as F[K] extends Field<unknown, 'many'> ? never : K]: Flagged<F[K], 'optional'> extends true
      ? ValueOf<F[K]> | null
      : ValueOf<F[K]>
  }
>

type Writable<F extends Fields> = {
  [K in keyof F]: F[K] extends Field<unknown, 'many'> ? never : Flagged<F[K], 'computed'> extends true ? never : K
}[keyof F]

type RequiredAtCreation<F extends Fields> = {
  [K in keyof F]: K extends Writable<F>
    ? Flagged<F[K], 'optional'> extends true
      ? never
      : Flagged<F[K], 'defaulted'> extends true
        ? never
        : F[K] extends Field<unknown, 'state' | 'refs' | 'files' | 'boolean'>
          ? never
          : K
    : never
}[keyof F]

/** What a creation takes: required fields, the rest optional; computed ones are refused. */
export type CreateOf<F extends Fields> = Simplify<
  { [K in RequiredAtCreation<F>]: ValueOf<F[K]> } & {
    [K in Exclude<Writable<F>, RequiredAtCreation<F>>]?: ValueOf<F[K]> | null
  } & { custom?: CustomValues }
>

/** What an update takes: any of the writable fields. */
export type UpdateOf<F extends Fields> = Simplify<{
  [K in Writable<F>]?: ValueOf<F[K]> | (Flagged<F[K], 'optional'> extends true ? null : never)
}>

/** What a hook may hold and change: writable and computed fields together. */
export type DraftOf<F extends Fields> = Simplify<{
  [K in keyof F as F[K] extends Field<unknown, 'many'> ? never : K]: Flagged<F[K], 'optional'> extends true
    ? ValueOf<F[K]> | null
    : ValueOf<F[K]>
}>

export type Simplify<T> = { [K in keyof T]: T[K] } & {}
