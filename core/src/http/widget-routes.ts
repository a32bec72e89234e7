import { defineError, Type } from '@guildhall/sdk'
import type { FastifyPluginCallback } from 'fastify'
import type { Installed } from '../plugins/host.ts'
import type { Context } from '../records/context.ts'
import type { Engine } from '../records/engine.ts'
import { repeating } from '../records/transact.ts'
import { answer } from '../widgets/answer.ts'
import { isMeantFor, readableQuestion } from '../widgets/offered.ts'
import type { Question } from '../widgets/question.ts'
import { describedOnly } from './described-only.ts'

const unknownWidget = defineError('widgets.unknown', 404)
const notForHim = defineError('widgets.not_for_you', 403)

export interface WidgetDeps {
  readonly engine: Engine
  readonly installed: Installed
}

/** `GET /api/widgets/:plugin/:name`: a figure, list, trend or chart of the home page, of what the reader may read. */
export function widgetRoutes({ engine, installed }: WidgetDeps): FastifyPluginCallback {
  return (app, _options, done) => {
    app.get(
      '/api/widgets/:plugin/:name',
      {
        config: { access: 'signedIn', seeAs: 'seen', keys: 'accepted' },
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
        return repeating(engine, request.contextSource, (context) =>
          answer(engine, context, find(context, plugin, name)),
        )
      },
    )
    done()
  }

  /** @throws 404 where there is none that speaks of what he may read, 403 for one that is meant for others */
  function find(context: Context, plugin: string, name: string): Question {
    const widget = context.plugins.has(plugin)
      ? installed.plugin(plugin)?.widgets?.find((one) => one.name === name)
      : undefined
    const question = widget && readableQuestion(engine, context, widget)
    if (!widget || !question) throw unknownWidget()
    if (!isMeantFor(widget, context)) throw notForHim()
    return question
  }
}

const anyObject = Type.Object({}, { additionalProperties: true })
const answerSchema = Type.Object({
  kind: Type.Unsafe({ type: 'string', enum: ['count', 'sum', 'list', 'trend', 'chart'] }),
  resource: Type.String(),
  where: anyObject,
  count: Type.Optional(Type.Integer()),
  previous: Type.Optional(Type.Integer()),
  exact: Type.Optional(Type.Boolean()),
  each: Type.Optional(Type.Unsafe({ type: 'string', enum: ['day', 'week', 'month'] })),
  period: Type.Optional(Type.Object({ from: Type.String(), to: Type.String() })),
  of: Type.Optional(Type.String()),
  unit: Type.Optional(Type.String()),
  by: Type.Optional(Type.String()),
  as: Type.Optional(Type.Unsafe({ type: 'string', enum: ['bar', 'pie'] })),
  target: Type.Optional(Type.String()),
  sort: Type.Optional(Type.Array(Type.String())),
  fields: Type.Optional(Type.Array(Type.String())),
  records: Type.Optional(Type.Array(Type.Object({ id: Type.String() }, { additionalProperties: true }))),
  points: Type.Optional(Type.Array(anyObject)),
  parts: Type.Optional(Type.Array(anyObject)),
  series: Type.Optional(
    Type.Array(
      Type.Object({
        currency: Type.Unsafe({ type: ['string', 'null'] }),
        values: Type.Array(Type.Number()),
      }),
    ),
  ),
})
