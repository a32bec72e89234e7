import { Readable } from 'node:stream'
import { Type } from '@guildhall/sdk'
import type { FastifyInstance, FastifyPluginCallback, FastifyRequest } from 'fastify'
import { readInTenant } from '../database/enter.ts'
import { bind } from '../database/statement.ts'
import { noBody } from '../http/no-body.ts'
import { parsePage, sendPage } from '../http/page.ts'
import { tellByField } from '../http/schema-errors.ts'
import { maySwitch } from '../plugins/switching.ts'
import { type Context, entryOf } from '../records/context.ts'
import type { Engine } from '../records/engine.ts'
import { repeating } from '../records/transact.ts'
import { gone, unreadable } from './errors.ts'
import { fieldsOf, importable } from './fields.ts'
import { bringsIn, type Imports, type Task } from './imports.ts'
import type { Mapping } from './mapping.ts'
import { complaintsOf, refusedRows } from './report.ts'
import {
  complaintSchema,
  fileQuery,
  importParams,
  importSchema,
  listQuery,
  mappingBody,
  refusedQuery,
  resourceSchema,
  runBody,
  suggestionQuery,
  suggestionSchema,
  undoSchema,
} from './schemas.ts'
import { countImports, type Import, selectImports } from './statements.ts'
import { planUndo } from './undo.ts'
import '../http/request.ts'

export interface ImportRouteDeps {
  readonly engine: Engine
  readonly imports: Imports
}

type ById = { Params: { id: string } }
const mostComplaints = 500

/** `/api/imports`: one's own imports, an administrator's are all of the tenant's. What they write is judged by the rights of who asked. */
export function importRoutes({ engine, imports }: ImportRouteDeps): FastifyPluginCallback {
  return (app: FastifyInstance, _options, done) => {
    tellByField(app)
    app.addContentTypeParser(
      fileTypes,
      { parseAs: 'buffer', bodyLimit: imports.largest + 1 },
      (_request, body, parsed) => parsed(null, body),
    )
    const route = (operationId: string, schema: object) => ({
      config: { access: 'signedIn' as const },
      serializerCompiler: () => JSON.stringify,
      schema: {
        tags: ['imports'],
        operationId: `${operationId}Import`,
        summary: `core:openapi.imports.${operationId}`,
        ...schema,
      },
    })
    const answer = (status = 200) => ({ response: { [status]: importSchema } })
    const byId = { params: importParams }
    const inContext = <T>({ contextSource }: FastifyRequest, work: (context: Context) => Promise<T>) =>
      repeating(engine, contextSource, async (context) => {
        await readInTenant(engine.database, entryOf(context), [])
        return work(context)
      })

    app.get(
      '/api/imports',
      route('list', { querystring: listQuery, response: { 200: Type.Array(importSchema) } }),
      async (request, reply) => {
        const { from, limit } = parsePage(request.query)
        const { rows, total } = await inContext(request, async (context) => {
          const whose = [context.tenant.id, maySwitch(context) ? null : context.actor.id]
          const [page, count] = await readInTenant(engine.database, entryOf(context), [
            bind(selectImports, ...whose, limit, from),
            bind(countImports, ...whose),
          ])
          return { rows: page.rows.map((found) => shown(context, found)), total: count.rows[0] ?? 0 }
        })
        return sendPage(reply, 'imports', { rows, from, total })
      },
    )
    app.get('/api/imports/resources', route('describe', { response: { 200: Type.Array(resourceSchema) } }), (request) =>
      inContext(request, async (context) =>
        bringsIn(context)
          ? importable(context).map((model) => ({
              resource: model.name,
              label: context.translate.noun(model.name, { form: 'plural', count: 2, capitalized: true }),
              creates: context.plan.has(model.name, 'create'),
              updates: context.plan.has(model.name, 'update'),
              fields: fieldsOf(context, model),
            }))
          : [],
      ),
    )
    app.post<{ Querystring: { name: string; resource?: string } }>(
      '/api/imports',
      { ...route('create', { querystring: fileQuery, ...answer(201) }), bodyLimit: imports.largest + 1 },
      async (request, reply) => {
        const { name, resource } = request.query
        const bytes = bytesOf(request)
        const made = await inContext(request, async (context) =>
          shown(context, await imports.take(context, { name, bytes }, resource)),
        )
        return reply.code(201).send(made)
      },
    )
    app.post<ById & { Querystring: { name: string } }>(
      '/api/imports/:id/files',
      { ...route('extend', { ...byId, querystring: fileQuery, ...answer() }), bodyLimit: imports.largest + 1 },
      (request) => {
        const file = { name: request.query.name, bytes: bytesOf(request) }
        return inContext(request, async (context) =>
          shown(context, await imports.add(context, request.params.id, file)),
        )
      },
    )
    app.get<ById>('/api/imports/:id', route('get', { ...byId, ...answer() }), (request) =>
      inContext(request, async (context) => shown(context, await imports.find(context, request.params.id))),
    )
    app.get<ById & { Querystring: { sheet: number; resource: string } }>(
      '/api/imports/:id/suggestion',
      route('suggest', { ...byId, querystring: suggestionQuery, response: { 200: suggestionSchema } }),
      (request) =>
        inContext(request, async (context) => {
          const { sheets } = await imports.find(context, request.params.id)
          const sheet = sheets[Number(request.query.sheet)]
          return { mapping: sheet ? await imports.suggest(context, sheet, request.query.resource) : null }
        }),
    )
    app.put<ById & { Body: { sheets: (Mapping | null)[] } }>(
      '/api/imports/:id/mapping',
      route('understand', { ...byId, body: mappingBody, ...answer() }),
      (request) =>
        inContext(request, async (context) =>
          shown(context, await imports.understand(context, request.params.id, request.body.sheets)),
        ),
    )
    app.get<ById>(
      '/api/imports/:id/complaints',
      route('complain', { ...byId, response: { 200: Type.Array(complaintSchema) } }),
      (request) =>
        inContext(request, async (context) =>
          complaintsOf(engine, context, await imports.find(context, request.params.id), mostComplaints),
        ),
    )
    app.get<ById & { Querystring: { sheet?: string } }>(
      '/api/imports/:id/refused',
      route('download', {
        ...byId,
        querystring: refusedQuery,
        produces: ['text/csv'],
        response: { 200: Type.String() },
      }),
      async (request, reply) => {
        const { context, found } = await inContext(request, async (context) => ({
          context,
          found: await imports.find(context, request.params.id),
        }))
        if (found.expiresAt <= context.clock.now()) throw gone()
        const sheet = Number(request.query.sheet ?? 0)
        return reply
          .type('text/csv; charset=utf-8; header=present')
          .header('cache-control', 'no-store')
          .header('content-disposition', 'attachment; filename="refused.csv"')
          .serializer((value: unknown) => value as string)
          .send(Readable.from(refusedRows(engine, context, found, sheet), { objectMode: false }))
      },
    )
    app.get<ById>('/api/imports/:id/undo', route('planUndo', { ...byId, response: { 200: undoSchema } }), (request) =>
      inContext(request, async (context) => planUndo(engine, context, await imports.find(context, request.params.id))),
    )
    for (const task of ['check', 'run', 'undo'] as const satisfies readonly Task[])
      app.post<ById & { Body: { whole?: boolean } }>(
        `/api/imports/:id/${task}`,
        route(task, { ...byId, body: task === 'run' ? runBody : noBody, ...answer() }),
        (request) =>
          inContext(request, async (context) =>
            shown(context, await imports.start(context, request.params.id, task, request.body?.whole === true)),
          ),
      )
    app.post<ById>('/api/imports/:id/stop', route('stop', { ...byId, body: noBody, ...answer() }), (request) =>
      inContext(request, async (context) => shown(context, await imports.stop(context, request.params.id))),
    )
    app.delete<ById>('/api/imports/:id', route('remove', { ...byId, ...answer() }), (request) =>
      inContext(request, async (context) => shown(context, await imports.remove(context, request.params.id))),
    )
    done()
  }
}

/** What is in a file is seen when it is read; what it calls itself does not matter. */
const fileTypes = [
  'application/octet-stream',
  'text/csv',
  'text/plain',
  'application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
]

function bytesOf({ body }: FastifyRequest): Buffer {
  if (!Buffer.isBuffer(body) || body.length === 0) throw unreadable()
  return body
}

function shown({ clock, actor, translate }: Context, { actorId, userId: _, error, ...found }: Import) {
  return {
    ...found,
    mine: actorId === actor.id,
    error: error && { code: error, message: translate.error(error) },
    /** Whether its rows are still there to be written. */
    isOpen: found.expiresAt > clock.now(),
  }
}
