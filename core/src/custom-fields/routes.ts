import { Type } from '@guildhall/sdk'
import type { FastifyInstance, FastifyPluginCallback } from 'fastify'
import { readInTenant } from '../database/enter.ts'
import { bind } from '../database/statement.ts'
import { noBody } from '../http/no-body.ts'
import { tellByField } from '../http/schema-errors.ts'
import { entryOf } from '../records/context.ts'
import type { CustomField } from '../records/custom/definition.ts'
import type { Engine, Operation } from '../records/engine.ts'
import { type ContextSource, repeating, transact } from '../records/transact.ts'
import {
  addField,
  changeField,
  countUsage,
  deleteField,
  type Given,
  moveField,
  orderFields,
  requireAdministrator,
} from './change.ts'
import { changeBody, createBody, fieldParams, fieldSchema, listQuery, orderBody, usageSchema } from './schemas.ts'
import { selectFields } from './statements.ts'
import '../http/request.ts'

export interface FieldDeps {
  readonly engine: Engine
  /** Goes through older records for a field that is new to filters; until then it cannot be filtered by. */
  readonly settle: (tenantId: string, field: CustomField) => void
}

/** `/api/fields`: what a tenant's administrators add to its resources. */
export function customFieldRoutes({ engine, settle }: FieldDeps): FastifyPluginCallback {
  return (app: FastifyInstance, _options, done) => {
    tellByField(app)
    const route = (operationId: string, schema: object, response: object = fieldSchema, status = 200) => ({
      config: { access: 'signedIn' as const },
      serializerCompiler: () => JSON.stringify,
      schema: {
        tags: ['fields'],
        operationId,
        summary: `core:openapi.fields.${operationId}`,
        response: { [status]: response },
        ...schema,
      },
    })
    type One = { Params: { id: string } }

    app.get<{ Querystring: { resource?: string } }>(
      '/api/fields',
      route('listFields', { querystring: listQuery }, Type.Array(fieldSchema)),
      async ({ contextSource, query }) =>
        repeating(engine, contextSource, async (context) => {
          requireAdministrator(context)
          const { id } = context.tenant
          const [{ rows }] = await readInTenant(engine.database, entryOf(context), [
            bind(selectFields, id, query.resource ?? null),
          ])
          // Whichever node began may have gone.
          for (const field of rows) if (!field.ready) settle(id, field)
          return rows.map(shown)
        }),
    )
    app.post<{ Body: Given }>(
      '/api/fields',
      route('addField', { body: createBody }, fieldSchema, 201),
      async ({ contextSource, body }, reply) =>
        reply.code(201).send(await changing(contextSource, (operation) => addField(operation, body))),
    )
    app.patch<One & { Body: Given }>(
      '/api/fields/:id',
      route('changeField', { params: fieldParams, body: changeBody }),
      ({ contextSource, params, body }) =>
        changing(contextSource, (operation) => changeField(operation, params.id, body)),
    )
    for (const [action, status] of [
      ['archive', 'archived'],
      ['restore', 'active'],
    ] as const)
      app.post<One>(
        `/api/fields/:id/${action}`,
        route(`${action}Field`, { params: fieldParams, body: noBody }),
        ({ contextSource, params }) => changing(contextSource, (operation) => moveField(operation, params.id, status)),
      )
    app.delete<One>('/api/fields/:id', route('deleteField', { params: fieldParams }), ({ contextSource, params }) =>
      changing(contextSource, (operation) => deleteField(operation, params.id)),
    )
    app.get<One>(
      '/api/fields/:id/usage',
      route('fieldUsage', { params: fieldParams }, usageSchema),
      async ({ contextSource, params }) => ({
        records: await transact(engine, contextSource, (operation) => countUsage(operation, params.id)),
      }),
    )
    app.post<{ Body: { resource: string; ids: string[] } }>(
      '/api/fields/order',
      route('orderFields', { body: orderBody }, Type.Array(fieldSchema)),
      async ({ contextSource, body }) => {
        const fields = await transact(engine, contextSource, (operation) =>
          orderFields(operation, body.resource, body.ids),
        )
        return fields.map(shown)
      },
    )
    done()
  }

  async function changing(source: ContextSource, work: (operation: Operation) => Promise<CustomField>) {
    const { field, tenantId } = await transact(engine, source, async (operation) => ({
      field: await work(operation),
      tenantId: operation.context.tenant.id,
    }))
    settle(tenantId, field)
    return shown(field)
  }
}

const shown = ({ definition, ...field }: CustomField) => ({ ...definition, ...field })
