import { type Static, Type } from '@guildhall/sdk'
import { mostColumns } from './files/table.ts'

const oneOf = <const T extends string>(words: readonly T[]) => Type.Unsafe<T>({ type: 'string', enum: words })
const name = Type.String({ minLength: 1, maxLength: 100 })

/** What a column means: a field, or a part of one; a reference says by what it names its target. */
export const targetSchema = Type.Object(
  {
    /** A field of the resource; `id` is our own, `$external` that of the program it comes from. */
    field: name,
    /** Money: the column says the currency. */
    part: Type.Optional(oneOf(['currency'])),
    /** References: `external`, `id`, or a field of the target. */
    by: Type.Optional(name),
  },
  { additionalProperties: false },
)
export type Target = Static<typeof targetSchema>

export const mappingSchema = Type.Object(
  {
    resource: name,
    columns: Type.Array(Type.Unsafe<Target | null>({ anyOf: [{ type: 'null' }, targetSchema] }), {
      maxItems: mostColumns,
    }),
    mode: oneOf(['create', 'update', 'both']),
    /** How a row finds the record it is about: `external`, `id`, or a field no two records share. Null where each row is a new one. */
    match: Type.Unsafe<string | null>({ anyOf: [{ type: 'null' }, { type: 'string', maxLength: 100 }] }),
    /** The program the external ids are of. */
    source: Type.String({ pattern: '^[a-z0-9][a-z0-9_-]{0,59}$' }),
    dates: oneOf(['dmy', 'mdy', 'ymd']),
    decimal: oneOf([',', '.']),
    /** What a bare number of a duration counts. */
    durations: oneOf(['hours', 'minutes', 'seconds']),
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
    /** Between several values of one cell. */
    separator: oneOf([';', ',', '|', '\n']),
    /** What an empty cell does to a record that is there. */
    blanks: oneOf(['keep', 'clear']),
  },
  { additionalProperties: false },
)
export type Mapping = Static<typeof mappingSchema>

/** A sheet of an import: what it holds, and what was said it means. */
export interface Sheet {
  readonly name: string
  readonly labels: readonly string[]
  readonly rows: number
  readonly parts: number
  readonly samples: readonly (readonly (string | number | boolean | null)[])[]
  readonly mapping: Mapping | null
}
