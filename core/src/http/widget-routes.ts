import { defineError, Type, type WidgetDefinition } from '@guildhall/sdk'
import type { FastifyPluginCallback } from 'fastify'
import { readInTenant } from '../database/enter.ts'
import type { Installed } from '../plugins/host.ts'
import { type Context, entryOf } from '../records/context.ts'
import type { Engine } from '../records/engine.ts'
import { countBound, present, selectList } from '../records/read.ts'
import { repeating } from '../records/transact.ts'
import { archetypesOf } from './archetypes.ts'
import { describedOnly } from './described-only.ts'

const unknownWidget = defineError('widgets.unknown', 404)

export interface WidgetDeps {
  readonly engine: Engine
  readonly installed: Installed
}

export interface PlacedWidget {
  readonly plugin: string
  readonly widget: WidgetDefinition
}

/** `GET /api/widgets/:plugin/:name`: a figure or a short list of the home page, of what the reader may read. */
export function widgetRoutes({ engine, installed }: WidgetDeps): FastifyPluginCallback {
  return (app, _options, done) => {
    app.get(
      '/api/widgets/:plugin/:name',
      {
        config: { access: 'signedIn', seeAs: 'seen' },
        ...describedOnly,
        schema: {
          tags: ['widgets'],
          operationId: 'widget',
          summary: 'core:openapi.widgets.widget',
          params: Type.Object({ plugin: Type.String(), name: Type.String() }),
          response: { 200: answerSchema },
        },
      },
      (request) => {
        const { plugin, name } = request.params as { plugin: string; name: string }
        return repeating(engine, request.contextSource, async (context) => {
          const found = widgetsFor(engine, installed, context).find(
            (one) => one.plugin === plugin && one.widget.name === name,
          )
          if (!found) throw unknownWidget()
          return answer(context, found.widget)
        })
      },
    )
    done()
  }

  async function answer(context: Context, widget: WidgetDefinition) {
    const resource = (widget.count ?? widget.list)?.name ?? ''
    const model = engine.registry.model(resource)
    const { where = {}, sort, limit = 10 } = widget
    const query = { where: where as Record<string, unknown>, limit: Math.min(limit, 50), ...(sort && { sort }) }
    const statements = selectList(context, model, query)
    const base = { resource, where }
    if (widget.count) {
      const [{ rows }] = await readInTenant(engine.database, entryOf(context), [statements.total()])
      const count = rows[0] ?? 0
      return { ...base, kind: 'count', count: Math.min(count, countBound), exact: count <= countBound }
    }
    const [page, total] = await readInTenant(engine.database, entryOf(context), [statements.rows, statements.total()])
    const count = total.rows[0] ?? 0
    const records = page.rows.map((row) => present(context, model, row))
    return {
      ...base,
      kind: 'list',
      ...(sort && { sort }),
      records,
      count: Math.min(count, countBound),
      exact: count <= countBound,
    }
  }
}

/** The widgets of the plugins that are on, whose resource this actor may read and which are meant for his kind. */
export function widgetsFor(engine: Engine, installed: Installed, context: Context): PlacedWidget[] {
  const archetypes = archetypesOf(context.plan)
  return installed.plugins
    .filter(({ name }) => context.plugins.has(name))
    .flatMap((plugin) => (plugin.widgets ?? []).map((widget) => ({ plugin: plugin.name, widget })))
    .filter(({ widget }) => isReadable(engine, context, widget))
    .filter(({ widget }) => !widget.for || widget.for.some((one) => archetypes.has(one)))
}

/** A question about fields he may not read is none for him, like one about records he may not. */
function isReadable(
  engine: Engine,
  { plugins, plan }: Context,
  { count, list, where = {} }: WidgetDefinition,
): boolean {
  const model = engine.registry.models.get((count ?? list)?.name ?? '')
  if (!model || !plugins.has(model.plugin) || !plan.has(model.name, 'read')) return false
  return plan.filter(model.name, where).problems.length === 0
}

const answerSchema = Type.Object({
  kind: Type.Unsafe({ type: 'string', enum: ['count', 'list'] }),
  resource: Type.String(),
  where: Type.Object({}, { additionalProperties: true }),
  sort: Type.Optional(Type.Array(Type.String())),
  count: Type.Integer(),
  exact: Type.Boolean(),
  records: Type.Optional(Type.Array(Type.Object({ id: Type.String() }, { additionalProperties: true }))),
})
