import { type TSchema, Type } from '@guildhall/sdk'
import type { FastifySchema } from 'fastify'
import { inputSchema } from '../records/input.ts'
import type { FieldModel, Registry, ResourceModel } from '../records/model.ts'
import { actionsOn } from '../records/reader.ts'
import { problemSchema } from './problem.ts'

export interface ResourceSchemas {
  readonly list: FastifySchema
  readonly get: FastifySchema
  readonly create: FastifySchema
  readonly put: FastifySchema
  readonly patch: FastifySchema
  readonly remove: FastifySchema
  readonly actions: readonly { name: string; schema: FastifySchema }[]
}

/** What the description of the API says of one resource, derived from its fields. */
export function resourceSchemas(_registry: Registry, model: ResourceModel): ResourceSchemas {
  const tags = [model.name]
  const params = Type.Object({ id: Type.String({ format: 'uuid' }) })
  const record = recordSchema(model)
  const refusals = (...codes: number[]) => Object.fromEntries(codes.map((code) => [code, problemSchema]))
  const writing = { ...refusals(401, 403, 404, 409, 422) }
  const actions = [...actionsOn(model).filter((name) => name !== 'update' && name !== 'delete')]
  return {
    list: {
      tags,
      operationId: `list:${model.name}`,
      querystring: listQuerySchema,
      response: { 200: Type.Array(record), ...refusals(401, 403, 404, 422) },
    },
    get: {
      tags,
      operationId: `get:${model.name}`,
      params,
      querystring: getQuerySchema,
      response: { 200: record, ...refusals(401, 403, 404, 422) },
    },
    create: {
      tags,
      operationId: `create:${model.name}`,
      body: createSchema(model),
      response: { 201: record, ...writing },
    },
    put: {
      tags,
      operationId: `replace:${model.name}`,
      params,
      body: Type.Partial(Type.Object(writableOf(model))),
      response: { 200: record, ...writing },
    },
    patch: {
      tags,
      operationId: `update:${model.name}`,
      params,
      body: Type.Object(
        { ...optionals(writableOf(model)), version: Type.Optional(Type.Integer()) },
        { additionalProperties: false },
      ),
      response: { 200: record, ...writing },
    },
    remove: { tags, operationId: `delete:${model.name}`, params, response: { 200: record, ...writing } },
    actions: actions.map((name) => {
      const input = model.actions.get(name)?.input as Parameters<typeof inputSchema>[0] | undefined
      return {
        name,
        schema: {
          tags,
          operationId: `${name}:${model.name}`,
          params,
          body: inputSchema(input ?? {}),
          response: { 200: record, ...writing },
        },
      }
    }),
  }
}

const listQuerySchema = Type.Object({
  filter: Type.Optional(
    Type.String({
      description:
        'JSON object; keys are fields or paths with an operator suffix; `q` searches; `archived` is true, false or "with"',
    }),
  ),
  range: Type.Optional(Type.String({ description: 'JSON array [first, last], at most 1,000 records' })),
  sort: Type.Optional(Type.String({ description: 'JSON array [field, "ASC" | "DESC"]' })),
  cursor: Type.Optional(Type.String({ description: 'X-Next-Cursor of the page before' })),
  embed: Type.Optional(Type.String({ description: 'JSON array of references to take along' })),
  with: Type.Optional(Type.Literal('can', { description: 'adds `_can`: the actions and fields open to the caller' })),
  total: Type.Optional(Type.Union([Type.Literal('true'), Type.Literal('false')])),
})
const getQuerySchema = Type.Object({ embed: Type.Optional(Type.String()) })

export function recordSchema(model: ResourceModel): TSchema {
  const instant = Type.String({ format: 'date-time' })
  const system = {
    id: Type.String({ format: 'uuid' }),
    version: Type.Integer(),
    createdAt: Type.Optional(instant),
    createdBy: Type.Optional(nullable(Type.String({ format: 'uuid' }))),
    updatedAt: Type.Optional(instant),
    updatedBy: Type.Optional(nullable(Type.String({ format: 'uuid' }))),
    ...(model.archivable ? { archivedAt: Type.Optional(nullable(instant)) } : {}),
    _can: Type.Optional(
      Type.Object({
        actions: Type.Array(Type.String()),
        fields: Type.Union([Type.Literal(true), Type.Array(Type.String())]),
      }),
    ),
    _embed: Type.Optional(Type.Object({}, { additionalProperties: true })),
  }
  return Type.Object({ ...system, ...optionals(valuesOf(model, () => true)) })
}

function createSchema(model: ResourceModel): TSchema {
  const properties = Object.entries(writableOf(model)).map(([name, schema]) => {
    const field = model.fields.get(name)
    const isRequired =
      field &&
      !field.definition.optional &&
      field.definition.default === undefined &&
      !['refs', 'files', 'boolean', 'state'].includes(field.kind)
    return [name, isRequired ? schema : Type.Optional(schema)] as const
  })
  return Type.Object(Object.fromEntries(properties), { additionalProperties: false })
}

const writableOf = (model: ResourceModel) =>
  valuesOf(model, ({ definition, kind }) => !definition.computed && kind !== 'state')

function valuesOf(model: ResourceModel, wanted: (field: FieldModel) => boolean): Record<string, TSchema> {
  const entries = [...model.fields.values()]
    .filter((field) => field.kind !== 'many' && wanted(field))
    .flatMap(({ name, kind, definition }): [string, TSchema][] => {
      const schema = definition.optional ? nullable(definition.schema) : definition.schema
      return kind === 'instant'
        ? [
            [name, schema],
            [`${name}Zone`, Type.Optional(nullable(Type.String()))],
          ]
        : [[name, schema]]
    })
  return Object.fromEntries(entries)
}

function optionals(properties: Record<string, TSchema>): Record<string, TSchema> {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, Type.Optional(schema)]))
}

function nullable(schema: TSchema): TSchema {
  return Type.Unsafe({ anyOf: [schema, { type: 'null' }] })
}
