import { Type } from '@guildhall/sdk'
import type { FastifyPluginCallback } from 'fastify'
import { isUuid } from '../access/operand.ts'
import { readInTenant } from '../database/enter.ts'
import { describedOnly } from '../http/described-only.ts'
import { entryOf, momentsOf } from '../records/context.ts'
import type { Engine } from '../records/engine.ts'
import { forbidden, notFound } from '../records/errors.ts'
import { selectOne } from '../records/read.ts'
import { repeating } from '../records/transact.ts'
import { holdingsOf } from './holdings.ts'
import '../http/request.ts'

const holdingsSchema = Type.Object({
  total: Type.Integer(),
  holdings: Type.Array(
    Type.Object({
      resource: Type.String(),
      plugin: Type.String(),
      field: Type.String(),
      /** Keys of their texts. */
      noun: Type.String(),
      label: Type.String(),
      count: Type.Integer(),
    }),
  ),
})

/** `GET /api/people/:id/holdings`: what would go to the heir if this person left now. */
export function holdingsRoute({ engine }: { readonly engine: Engine }): FastifyPluginCallback {
  const people = engine.registry.model('people')

  return (app, _options, done) => {
    app.get(
      '/api/people/:id/holdings',
      {
        config: { access: { resource: 'people', action: 'leave' } },
        ...describedOnly,
        schema: {
          tags: ['people'],
          operationId: 'holdingsOfPerson',
          summary: 'core:openapi.people.holdings',
          params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
          response: { 200: holdingsSchema },
        },
      },
      async (request) => {
        const { id } = request.params as { id: string }
        if (!isUuid(id)) throw notFound({ resource: 'people' })
        const held = await repeating(engine, request.contextSource, async (context) => {
          const statement = selectOne(context, people, id, { withCan: true })
          const [{ rows }] = await readInTenant(engine.database, entryOf(context), [statement])
          if (!rows[0]) throw notFound({ resource: 'people' })
          const { record, facts } = rows[0]
          const judgement = context.plan.judge('people', record, facts, momentsOf(context))
          if (!judgement.can('leave')) throw forbidden({ action: 'leave', resource: 'people' })
          return holdingsOf(engine, context, id)
        })
        return {
          total: held.reduce((sum, { count }) => sum + count, 0),
          holdings: held.map(({ model, field, count }) => ({
            resource: model.name,
            plugin: model.plugin,
            field: field.name,
            noun: `${model.plugin}:resources.${model.name}.noun`,
            label: `${model.plugin}:resources.${model.name}.fields.${field.name}`,
            count,
          })),
        }
      },
    )
    done()
  }
}
