import { type TSchema, Type } from '@guildhall/sdk'
import type { FieldModel, ResourceModel } from '../records/model.ts'

const uuid = Type.String({ format: 'uuid' })
const instant = Type.String({ format: 'date-time' })

/** A record as it is read: only `id` and `version` are there for everybody. */
export function recordSchema(model: ResourceModel): TSchema {
  const system = {
    id: uuid,
    version: Type.Integer(),
    createdAt: Type.Optional(instant),
    createdBy: Type.Optional(nullable(uuid)),
    updatedAt: Type.Optional(instant),
    updatedBy: Type.Optional(nullable(uuid)),
    ...(model.archivable ? { archivedAt: Type.Optional(nullable(instant)) } : {}),
    ...customOf(model),
    _can: Type.Optional(
      Type.Object({
        actions: Type.Array(Type.String()),
        fields: Type.Unsafe({ anyOf: [Type.Literal(true), Type.Array(Type.String())] }),
      }),
    ),
    _embed: Type.Optional(Type.Object({}, { additionalProperties: true })),
    /** What the write that is answered had to say. */
    _warnings: Type.Optional(
      Type.Array(Type.Object({ code: Type.String(), message: Type.String() }, { additionalProperties: true })),
    ),
  }
  return Type.Object({ ...system, ...optionals(valuesOf(model, () => true)) }, { additionalProperties: false })
}

export function createSchema(model: ResourceModel): TSchema {
  const properties = Object.entries(writableOf(model)).map(([name, schema]) => {
    const field = model.fields.get(name)
    return [name, field && isRequired(field) ? schema : Type.Optional(schema)] as const
  })
  return Type.Object({ ...Object.fromEntries(properties), ...customOf(model) }, { additionalProperties: false })
}

/** A whole record may come back: what is not open to change is passed over. */
export function putSchema(model: ResourceModel): TSchema {
  return Type.Object(
    { ...optionals(writableOf(model)), ...customOf(model), version: Type.Optional(Type.Integer()) },
    { additionalProperties: true },
  )
}

export function patchSchema(model: ResourceModel): TSchema {
  return Type.Object(
    { ...optionals(writableOf(model)), ...customOf(model), version: Type.Optional(Type.Integer()) },
    { additionalProperties: false },
  )
}

/** A tenant's own fields: which there are, the manifest says. */
const customOf = ({ definition }: ResourceModel): Record<string, TSchema> =>
  definition.customFields === false
    ? {}
    : {
        custom: Type.Optional(
          Type.Object({}, { additionalProperties: true, description: 'core:openapi.parameters.custom' }),
        ),
      }

const withoutValue = ['refs', 'files', 'boolean', 'state']

function isRequired({ definition, kind }: FieldModel): boolean {
  return !definition.optional && definition.default === undefined && !withoutValue.includes(kind)
}

const writableOf = (model: ResourceModel) =>
  valuesOf(model, ({ definition, kind }) => !definition.computed && kind !== 'state')

function valuesOf(model: ResourceModel, wanted: (field: FieldModel) => boolean): Record<string, TSchema> {
  const entries = [...model.fields.values()]
    .filter((field) => field.kind !== 'many' && wanted(field))
    .flatMap(({ name, kind, definition }): [string, TSchema][] => {
      const schema = definition.optional ? nullable(definition.schema) : definition.schema
      const zone: [string, TSchema] = [`${name}Zone`, Type.Optional(nullable(Type.String()))]
      return kind === 'instant' ? [[name, schema], zone] : [[name, schema]]
    })
  return Object.fromEntries(entries)
}

function optionals(properties: Record<string, TSchema>): Record<string, TSchema> {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, Type.Optional(schema)]))
}

function nullable(schema: TSchema): TSchema {
  return Type.Unsafe({ anyOf: [schema, { type: 'null' }] })
}
