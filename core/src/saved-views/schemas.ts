import { Type } from '@guildhall/sdk'

const name = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' })
const fieldName = Type.String({ minLength: 1, maxLength: 100 })
/** `table`, `board`, `calendar`, or a way of showing that a plugin brought. */
const kind = Type.String({ pattern: '^[a-z][a-z0-9-]{0,59}$' })
/** A field and `ASC` or `DESC`. */
const sort = Type.Unsafe<readonly [string, 'ASC' | 'DESC'] | null>({
  anyOf: [{ type: 'null' }, { type: 'array', items: { type: 'string', maxLength: 100 }, minItems: 2, maxItems: 2 }],
})
const columns = Type.Unsafe<readonly string[] | null>({
  anyOf: [{ type: 'null' }, { type: 'array', items: fieldName, uniqueItems: true, maxItems: 200 }],
})
const filter = Type.Record(Type.String(), Type.Unknown())

/** What a view shows and how; null leaves it to the list. */
const content = {
  kind: Type.Optional(kind),
  filter: Type.Optional(filter),
  sort: Type.Optional(sort),
  columns: Type.Optional(columns),
}

export const createBody = Type.Object(
  { resource: Type.String({ minLength: 1, maxLength: 100 }), name, shared: Type.Optional(Type.Boolean()), ...content },
  { additionalProperties: false },
)
export const changeBody = Type.Object(
  {
    name: Type.Optional(name),
    shared: Type.Optional(Type.Boolean()),
    ...content,
    /** The version last seen; a view that has changed since is not overwritten. */
    version: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  { additionalProperties: false },
)
export const listQuery = Type.Object(
  { resource: Type.Optional(Type.String({ maxLength: 100 })) },
  { additionalProperties: false },
)
export const viewParams = Type.Object({ id: Type.String({ format: 'uuid' }) })
export const viewSchema = Type.Object({
  id: Type.String({ format: 'uuid' }),
  resource: Type.String(),
  name: Type.String(),
  shared: Type.Boolean(),
  /** The reader's own. */
  mine: Type.Boolean(),
  /** Whether the reader may change or remove it. */
  changeable: Type.Boolean(),
  kind: Type.String(),
  filter,
  sort: Type.Unsafe({ anyOf: [{ type: 'null' }, { type: 'array', items: { type: 'string' } }] }),
  columns: Type.Unsafe({ anyOf: [{ type: 'null' }, { type: 'array', items: { type: 'string' } }] }),
  version: Type.Integer(),
})
