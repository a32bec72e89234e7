import { definition, ranges } from '@guildhall/contract-reports'
import { type Static, Type } from '@guildhall/sdk'

const range = Type.String({ pattern: `^(${ranges.join('|')})$` })
const day = Type.String({ format: 'date' })
const closed = { additionalProperties: false } as const

/** Instead of the report's own period. */
export const periodFields = { range: Type.Optional(range), from: Type.Optional(day), to: Type.Optional(day) }

export const previewBody = Type.Object({ definition, ...periodFields }, closed)
export const rowsBody = Type.Object(
  {
    definition,
    /** What the line stands for: a key for each group, null for none. */
    keys: Type.Array(Type.Union([Type.String({ maxLength: 500 }), Type.Null()]), { maxItems: 3 }),
    ...periodFields,
  },
  closed,
)
export const resultQuery = Type.Object(periodFields, closed)
export const fileQuery = Type.Object({ format: Type.String({ pattern: '^(pdf|xlsx|csv)$' }), ...periodFields }, closed)
export const fileBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    definition,
    format: Type.String({ pattern: '^(pdf|xlsx|csv)$' }),
    ...periodFields,
  },
  closed,
)

type Given = Pick<Static<typeof fileQuery>, 'range' | 'from' | 'to'>

export function periodOf(given: unknown) {
  const { range: wanted, from, to } = given as Given
  return wanted === undefined ? undefined : { range: wanted, ...(from && { from }), ...(to && { to }) }
}

const text = Type.String()
const line = Type.Object({
  texts: Type.Array(text),
  values: Type.Array(Type.Union([Type.Number(), Type.Null()])),
  keys: Type.Array(Type.Union([text, Type.Null()])),
  id: Type.Optional(text),
})
/** A report as a screen shows it: every figure in words, and as a number for the picture. */
export const resultSchema = Type.Object({
  resource: text,
  columns: Type.Array(Type.Object({ label: text, isFigure: Type.Boolean(), unit: text })),
  lines: Type.Array(line),
  totals: Type.Array(line),
  more: Type.Boolean(),
  period: text,
  notes: Type.Array(text),
})
const named = Type.Object({ value: text, label: text })
export const datasetsSchema = Type.Array(
  Type.Object({
    id: text,
    label: text,
    resource: text,
    columns: Type.Array(text),
    /** Resources whose records it can be narrowed to. */
    parties: Type.Array(text),
    date: Type.Union([text, Type.Null()]),
    fields: Type.Array(
      Type.Object({
        path: text,
        label: text,
        kind: text,
        isGroupable: Type.Boolean(),
        isReckonable: Type.Boolean(),
        values: Type.Optional(Type.Array(named)),
        target: Type.Optional(text),
        /** Whatever it may point to. */
        targets: Type.Optional(Type.Array(text)),
      }),
    ),
    metrics: Type.Array(Type.Object({ id: text, label: text, formula: text, version: Type.Integer(), since: text })),
  }),
)

export const figuresSchema = Type.Array(
  Type.Object({
    id: text,
    label: text,
    formula: text,
    version: Type.Integer(),
    since: text,
    unit: text,
    points: Type.Array(
      Type.Object({
        from: text,
        to: text,
        text,
        value: Type.Union([Type.Number(), Type.Null()]),
        version: Type.Integer(),
      }),
    ),
    behind: definition,
  }),
)
