import { Type } from '@guildhall/sdk'
import { mappingSchema } from './mapping.ts'

const closed = { additionalProperties: false }
const anyObject = Type.Object({}, { additionalProperties: true })
const orNull = (schema: object) => Type.Unsafe({ anyOf: [{ type: 'null' }, schema] })
const count = Type.Integer({ minimum: 0 })

export const listQuery = Type.Object({ range: Type.Optional(Type.String()) }, closed)
export const fileQuery = Type.Object(
  {
    /** What the file is called. */
    name: Type.String({ minLength: 1, maxLength: 255 }),
    resource: Type.Optional(Type.String({ maxLength: 100 })),
  },
  closed,
)
export const importParams = Type.Object({ id: Type.String({ format: 'uuid' }) })
export const suggestionQuery = Type.Object(
  { sheet: Type.String({ pattern: '^\\d{1,2}$' }), resource: Type.String({ maxLength: 100 }) },
  closed,
)
export const refusedQuery = Type.Object({ sheet: Type.Optional(Type.String({ pattern: '^\\d{1,2}$' })) }, closed)
export const mappingBody = Type.Object({ sheets: Type.Array(orNull(mappingSchema), { maxItems: 50 }) }, closed)
export const runBody = Type.Object(
  {
    /** All rows or none; otherwise every row that is sound. */
    whole: Type.Optional(Type.Boolean()),
  },
  closed,
)

export const sheetSchema = Type.Object({
  name: Type.String(),
  labels: Type.Array(Type.String()),
  rows: count,
  parts: count,
  samples: Type.Array(Type.Array(Type.Unknown())),
  mapping: orNull(mappingSchema),
})
export const importSchema = Type.Object({
  id: Type.String({ format: 'uuid' }),
  /** Who brought it. */
  actor: Type.String(),
  mine: Type.Boolean(),
  state: Type.String(),
  whole: Type.Boolean(),
  sheets: Type.Array(sheetSchema),
  counts: anyObject,
  parts: count,
  done: count,
  total: count,
  stopping: Type.Boolean(),
  isOpen: Type.Boolean(),
  error: orNull(Type.Object({ code: Type.String(), message: Type.String() })),
  createdAt: Type.String({ format: 'date-time' }),
  startedAt: orNull({ type: 'string' }),
  finishedAt: orNull({ type: 'string' }),
  expiresAt: Type.String({ format: 'date-time' }),
})
const named = Type.Array(Type.Object({ name: Type.String(), label: Type.String() }))
export const resourceSchema = Type.Object({
  resource: Type.String(),
  label: Type.String(),
  creates: Type.Boolean(),
  updates: Type.Boolean(),
  fields: Type.Array(
    Type.Object({
      name: Type.String(),
      kind: Type.String(),
      label: Type.String(),
      required: Type.Boolean(),
      unique: Type.Boolean(),
      values: Type.Optional(Type.Array(Type.Object({ value: Type.String(), label: Type.String() }))),
      by: Type.Optional(named),
    }),
  ),
})
export const suggestionSchema = Type.Object({ mapping: orNull(mappingSchema) })
export const complaintSchema = Type.Object({
  sheet: count,
  /** As the file counts; the heading is 1. */
  row: count,
  column: orNull({ type: 'string' }),
  value: orNull({ type: 'string' }),
  code: Type.String(),
  reason: Type.String(),
})
export const undoSchema = Type.Object({ removed: count, restored: count, kept: count })
