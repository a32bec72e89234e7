import { Type } from '@guildhall/sdk'
import type { FastifyInstance, FastifyPluginCallback } from 'fastify'
import { v7 as uuid } from 'uuid'
import { readInTenant } from '../database/enter.ts'
import { bind } from '../database/statement.ts'
import { tellByField } from '../http/schema-errors.ts'
import { type Context, entryOf } from '../records/context.ts'
import type { Engine, Operation } from '../records/engine.ts'
import { forbidden, stale } from '../records/errors.ts'
import { historyOfAct } from '../records/record-act.ts'
import { repeating, transact } from '../records/transact.ts'
import { tooManyViews, unknownView, viewThere } from './errors.ts'
import { mayChange, readableList, requireChange, requireSharing, requireSound } from './rights.ts'
import { changeBody, createBody, listQuery, viewParams, viewSchema } from './schemas.ts'
import {
  countViews,
  deleteView,
  insertView,
  nameTaken,
  type SavedView,
  selectView,
  selectViews,
  updateView,
  type ViewContent,
} from './statements.ts'
import '../http/request.ts'

const mostViews = 300

type Given = Partial<ViewContent> & { name?: string; shared?: boolean; resource?: string; version?: number }

/** `/api/saved-views`: ways of looking at lists, one's own and those shared by others. What they show is still judged by the reader's rights. */
export function savedViewRoutes({ engine }: { readonly engine: Engine }): FastifyPluginCallback {
  return (app: FastifyInstance, _options, done) => {
    tellByField(app)
    const route = (operationId: string, schema: object, status = 200) => ({
      config: { access: 'signedIn' as const },
      serializerCompiler: () => JSON.stringify,
      schema: {
        tags: ['views'],
        operationId: `${operationId}SavedView${operationId === 'list' ? 's' : ''}`,
        summary: `core:openapi.views.${operationId}`,
        response: { [status]: operationId === 'list' ? Type.Array(viewSchema) : viewSchema },
        ...schema,
      },
    })

    app.get<{ Querystring: { resource?: string } }>(
      '/api/saved-views',
      route('list', { querystring: listQuery }),
      async ({ contextSource, query }) =>
        repeating(engine, contextSource, async (context) => {
          const { tenant, actor } = context
          const [{ rows }] = await readInTenant(engine.database, entryOf(context), [
            bind(selectViews, tenant.id, actor.id, query.resource ?? null),
          ])
          return rows.filter(({ resource }) => readableList(context, resource)).map((view) => shown(context, view))
        }),
    )

    app.post<{ Body: Given & { name: string; resource: string } }>(
      '/api/saved-views',
      route('create', { body: createBody }, 201),
      async (request, reply) => {
        const made = await transact(engine, request.contextSource, (operation) => create(operation, request.body))
        return reply.code(201).send(made)
      },
    )

    app.patch<{ Params: { id: string }; Body: Given }>(
      '/api/saved-views/:id',
      route('change', { params: viewParams, body: changeBody }),
      async ({ contextSource, params, body }) =>
        transact(engine, contextSource, (operation) => change(operation, params.id, body)),
    )

    app.delete<{ Params: { id: string } }>(
      '/api/saved-views/:id',
      route('remove', { params: viewParams }),
      async ({ contextSource, params }) =>
        transact(engine, contextSource, async (operation) => {
          const { context, unit } = operation
          const view = await find(operation, params.id)
          requireChange(context, view)
          if (view.shared) remember(operation, 'delete', view, null)
          unit.queue(bind(deleteView, context.tenant.id, view.id))
          return shown(context, view)
        }),
    )
    done()
  }

  async function create(operation: Operation, given: Given & { name: string; resource: string }) {
    const { context, unit } = operation
    const { tenant, actor, clock } = context
    const model = readableList(context, given.resource)
    if (!model) throw forbidden({ action: 'read', resource: given.resource })
    const { resource, shared = false } = given
    const content = contentOf(given)
    requireSound(context, model, content)
    if (shared) requireSharing(context)
    const place = [tenant.id, uuid(), actor.id, resource, given.name.trim(), shared]
    const [count, { rows }] = await unit.run(
      bind(countViews, tenant.id, actor.id),
      bind(insertView, ...place, JSON.stringify(content), clock.now()),
    )
    if ((count.rows[0] ?? 0) >= mostViews) throw tooManyViews({ limit: mostViews })
    const [view] = rows
    if (!view) throw taken()
    if (shared) remember(operation, 'create', null, view)
    return shown(context, view)
  }

  async function change(operation: Operation, id: string, given: Given) {
    const { context, unit } = operation
    const { tenant, clock } = context
    const view = await find(operation, id)
    requireChange(context, view)
    if (given.version !== undefined && given.version !== view.version)
      throw stale({ version: view.version, given: given.version })
    const name = given.name?.trim() ?? view.name
    const { shared = view.shared } = given
    if (shared && !view.shared) requireSharing(context)
    const content = contentOf(given, view)
    const model = readableList(context, view.resource)
    if (model) requireSound(context, model, content)
    const [same] = await unit.run(bind(nameTaken, tenant.id, view.ownerId, view.resource, name, view.id))
    if (same.rows.length > 0) throw taken()
    const [{ rows }] = await unit.run(
      bind(updateView, tenant.id, view.id, name, shared, JSON.stringify(content), clock.now()),
    )
    const changed = rows[0] as SavedView
    if (view.shared || shared) remember(operation, 'update', view, changed)
    return shown(context, changed)
  }

  /** What is not his and not shared, or of a list he may not see, does not exist for him. */
  async function find({ context, unit }: Operation, id: string): Promise<SavedView> {
    const [{ rows }] = await unit.run(bind(selectView, context.tenant.id, context.actor.id, id))
    const [view] = rows
    if (!view || !readableList(context, view.resource)) throw unknownView()
    return view
  }
}

/** What is put before everybody has a past like everything else they share. */
function remember(
  { context, unit }: Operation,
  action: string,
  before: SavedView | null,
  after: SavedView | null,
): void {
  unit.queue(historyOfAct(context, { kind: 'saved-views', action, before, after }))
}

const contentOf = (given: Given, before?: ViewContent): ViewContent => ({
  kind: given.kind ?? before?.kind ?? 'table',
  filter: given.filter ?? before?.filter ?? {},
  sort: given.sort === undefined ? (before?.sort ?? null) : given.sort,
  columns: given.columns === undefined ? (before?.columns ?? null) : given.columns,
})

function shown(context: Context, view: SavedView) {
  const { ownerId, ...rest } = view
  return { ...rest, mine: ownerId === context.actor.id, changeable: mayChange(context, view) }
}

const taken = () => viewThere({}, [{ path: 'name', code: 'views.name_taken' }])
