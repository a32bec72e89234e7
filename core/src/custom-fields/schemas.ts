import { type TSchema, Type } from '@guildhall/sdk'
import { customKinds } from '../records/custom/definition.ts'

const language = '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'
/** By language. What i18next would take for a placeholder is none. */
const texts = (maxLength: number) =>
  Type.Unsafe<Record<string, string>>({
    type: 'object',
    propertyNames: { type: 'string', pattern: language },
    additionalProperties: {
      type: 'string',
      minLength: 1,
      maxLength,
      pattern: '^(?!.*(\\{\\{|\\$t\\())[\\s\\S]*\\S[\\s\\S]*$',
    },
    minProperties: 1,
    maxProperties: 50,
  })

const choice = Type.Object(
  {
    value: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,59}$' }),
    labels: texts(100),
    archived: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)

/** What may be said at any time; the kind, the name and whether it is unique are said once. */
const changeable = {
  labels: texts(100),
  help: nullable(texts(300)),
  group: nullable(texts(60)),
  required: Type.Boolean(),
  default: Type.Unknown(),
  filterable: Type.Boolean(),
  searchable: Type.Boolean(),
  listed: Type.Boolean(),
  maxLength: nullable(Type.Integer({ minimum: 1, maximum: 20_000 })),
  minimum: nullable(Type.Number()),
  maximum: nullable(Type.Number()),
  choices: Type.Array(choice, { maxItems: 200 }),
}

const optional = (properties: Record<string, TSchema>) =>
  Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, Type.Optional(schema)]))

const { labels, ...rest } = changeable
export const createBody = Type.Object(
  {
    resource: Type.String({ maxLength: 100 }),
    key: Type.String({ pattern: '^[a-z][a-zA-Z0-9]{0,39}$' }),
    kind: Type.Unsafe({ type: 'string', enum: customKinds }),
    labels,
    ...optional(rest),
    unique: Type.Optional(Type.Boolean()),
    multiline: Type.Optional(Type.Boolean()),
    scale: Type.Optional(Type.Integer({ minimum: 0, maximum: 6 })),
    target: Type.Optional(Type.String({ maxLength: 100 })),
  },
  { additionalProperties: false },
)
export const changeBody = Type.Object(
  { ...optional(changeable), version: Type.Optional(Type.Integer({ minimum: 1 })) },
  { additionalProperties: false },
)
export const orderBody = Type.Object(
  {
    resource: Type.String({ maxLength: 100 }),
    ids: Type.Array(Type.String({ format: 'uuid' }), { maxItems: 500, uniqueItems: true }),
  },
  { additionalProperties: false },
)
export const listQuery = Type.Object(
  { resource: Type.Optional(Type.String({ maxLength: 100 })) },
  { additionalProperties: false },
)
export const fieldParams = Type.Object({ id: Type.String({ format: 'uuid' }) })
export const fieldSchema = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    resource: Type.String(),
    key: Type.String(),
    status: Type.Unsafe({ type: 'string', enum: ['active', 'archived'] }),
    position: Type.Integer(),
    /** Whether it can be filtered by: false while older records are gone through. */
    ready: Type.Boolean(),
    version: Type.Integer(),
    kind: Type.Unsafe({ type: 'string', enum: customKinds }),
    labels: Type.Record(Type.String(), Type.String()),
  },
  { additionalProperties: true },
)
export const usageSchema = Type.Object({ records: Type.Integer() })

function nullable(schema: TSchema): TSchema {
  return Type.Unsafe({ anyOf: [{ type: 'null' }, schema] })
}
