import { type TSchema, Type } from '@guildhall/sdk'
import type { FastifySchema } from 'fastify'
import { inputSchema } from '../records/input.ts'
import type { ResourceModel } from '../records/model.ts'
import { actionsOn } from '../records/reader.ts'
import { componentName, named } from './openapi/components.ts'
import { createSchema, patchSchema, putSchema, recordSchema } from './record-schemas.ts'

export interface ResourceSchemas {
  readonly list: FastifySchema
  readonly get: FastifySchema
  readonly create: FastifySchema
  readonly put: FastifySchema
  readonly patch: FastifySchema
  readonly remove: FastifySchema
  readonly updateMany: FastifySchema
  readonly removeMany: FastifySchema
  readonly export: FastifySchema
  readonly history: FastifySchema
  readonly actions: readonly { name: string; schema: FastifySchema }[]
}

const uuid = Type.String({ format: 'uuid' })
const params = Type.Object({ id: uuid })

/** What the description of the API says of one resource, derived from its fields. */
export function resourceSchemas(model: ResourceModel): ResourceSchemas {
  const tags = [model.name]
  const record = named(componentName(model.name), recordSchema(model))
  const patch = named(componentName(model.name, 'changes'), patchSchema(model))
  const operation = (verb: string) => ({ tags, operationId: `${verb}:${model.name}` })
  const actions = actionsOn(model).filter((name) => name !== 'update' && name !== 'delete')
  return {
    list: {
      ...operation('list'),
      summary: 'core:openapi.summaries.list',
      querystring: listQuery,
      response: { 200: Type.Array(record) },
    },
    get: {
      ...operation('get'),
      summary: 'core:openapi.summaries.get',
      params,
      querystring: getQuery,
      response: { 200: record },
    },
    create: {
      ...operation('create'),
      body: named(componentName(model.name, 'new'), createSchema(model)),
      response: { 201: record },
    },
    put: {
      ...operation('replace'),
      summary: 'core:openapi.summaries.put',
      description: 'core:openapi.operations.put',
      params,
      body: putSchema(model),
      response: { 200: record },
    },
    patch: { ...operation('update'), params, body: patch, response: { 200: record } },
    remove: { ...operation('delete'), params, response: { 200: record } },
    updateMany: {
      ...operation('updateMany'),
      summary: 'core:openapi.summaries.updateMany',
      description: 'core:openapi.operations.many',
      querystring: Type.Object({ filter: Type.Optional(idFilter) }),
      body: Type.Object({ ids: Type.Optional(ids), changes: patch }, { additionalProperties: false }),
      response: { 200: Type.Array(record) },
    },
    removeMany: {
      ...operation('deleteMany'),
      summary: 'core:openapi.summaries.deleteMany',
      description: 'core:openapi.operations.many',
      querystring: Type.Object({ filter: idFilter }),
      response: { 200: Type.Array(record) },
    },
    export: {
      ...operation('export'),
      summary: 'core:openapi.summaries.export',
      description: 'core:openapi.operations.export',
      querystring: exportQuery,
      produces: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
      response: { 200: Type.String() },
    },
    history: {
      ...operation('history'),
      summary: 'core:openapi.summaries.history',
      description: 'core:openapi.operations.history',
      params,
      querystring: historyQuery,
      response: { 200: Type.Array(historyEntry) },
    },
    actions: actions.map((name) => ({
      name,
      schema: {
        ...operation(name),
        params,
        body: inputSchema((model.actions.get(name)?.input ?? {}) as Parameters<typeof inputSchema>[0]),
        response: { 200: record },
      },
    })),
  }
}

const query = (name: string, schema: TSchema = Type.String()) =>
  Type.Optional({ ...schema, description: `core:openapi.parameters.${name}` } as TSchema)
const yesOrNo = Type.Unsafe({ type: 'string', enum: ['true', 'false'] })
const ids = Type.Array(uuid, { minItems: 1, maxItems: 1000, uniqueItems: true })
const idFilter = Type.String({ description: 'core:openapi.parameters.idFilter' })

const listQuery = Type.Object({
  filter: query('filter'),
  range: query('range'),
  sort: query('sort'),
  cursor: query('cursor'),
  embed: query('embed'),
  with: query('with', Type.Unsafe({ type: 'string', enum: ['can'] })),
  total: query('total', yesOrNo),
})
const getQuery = Type.Object({ embed: query('embed') })
const exportQuery = Type.Object({
  format: query('format', Type.Unsafe({ type: 'string', enum: ['csv', 'xlsx'] })),
  filter: query('filter'),
  sort: query('sort'),
  fields: query('fields'),
})
const historyQuery = Type.Object({
  cursor: query('cursor'),
  limit: query('limit', Type.Integer({ minimum: 1, maximum: 100 })),
})

const values = Type.Object({}, { additionalProperties: true })
const historyEntry = named(
  'HistoryEntry',
  Type.Object({
    id: uuid,
    action: Type.String(),
    version: Type.Integer(),
    at: Type.Optional(Type.String({ format: 'date-time' })),
    actor: Type.Optional(
      Type.Unsafe({
        anyOf: [Type.Object({ id: uuid, label: Type.String(), kind: Type.String() }), { type: 'null' }],
      }),
    ),
    reason: Type.Optional(Type.String()),
    before: Type.Optional(values),
    after: Type.Optional(values),
    input: Type.Optional(values),
    removed: Type.Optional(Type.Array(Type.String())),
  }),
)
