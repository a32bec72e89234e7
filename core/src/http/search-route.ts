import { Type } from '@guildhall/sdk'
import type { FastifyPluginCallback } from 'fastify'
import { readInTenant } from '../database/enter.ts'
import { type Context, entryOf } from '../records/context.ts'
import type { Engine } from '../records/engine.ts'
import type { ResourceModel } from '../records/model.ts'
import { present, selectList } from '../records/read.ts'
import { repeating } from '../records/transact.ts'
import { describedOnly } from './described-only.ts'

/** As many of each resource as one reads at a glance. */
const mostOfEach = 5
const longestQuestion = 200

const foundSchema = Type.Object({
  resource: Type.String(),
  id: Type.String({ format: 'uuid' }),
  /** What the record is called by; null where the reader may not know it. */
  title: Type.Unsafe({ type: ['string', 'null'] }),
})

/** `GET /api/search?q=`: the first few of everything one may read that has these words, in one round trip. */
export function searchRoute({ engine }: { readonly engine: Engine }): FastifyPluginCallback {
  return (app, _options, done) => {
    const { serializerCompiler } = describedOnly
    app.get<{ Querystring: { q: string } }>(
      '/api/search',
      {
        config: { access: 'signedIn', seeAs: 'seen', keys: 'accepted' },
        serializerCompiler,
        schema: {
          tags: ['search'],
          operationId: 'search',
          summary: 'core:openapi.search.search',
          querystring: Type.Object({ q: Type.String({ maxLength: longestQuestion }) }, { additionalProperties: false }),
          response: { 200: Type.Array(foundSchema) },
        },
      },
      (request) => {
        const words = request.query.q.trim()
        return repeating(engine, request.contextSource, async (context) => (words ? search(context, words) : []))
      },
    )
    done()
  }

  async function search(context: Context, words: string) {
    const models = [...context.plan.registry.models.values()].filter((model) => isSearched(context, model))
    const query = { search: words, limit: mostOfEach }
    const statements = models.map((model) => selectList(context, model, query).rows)
    const pages = await readInTenant(engine.database, entryOf(context), statements)
    return models.flatMap((model, index) =>
      (pages[index]?.rows ?? []).map((row) => {
        const record = present(context, model, row)
        return { resource: model.name, id: record.id, title: titleOf(model, record) }
      }),
    )
  }
}

const isSearched = ({ plugins, plan }: Context, { name, plugin, searchable, custom }: ResourceModel) =>
  (searchable.length > 0 || custom?.isSearched === true) && plugins.has(plugin) && plan.has(name, 'read')

function titleOf({ title }: ResourceModel, record: Readonly<Record<string, unknown>>): string | null {
  const value = title ? record[title] : null
  return value === null || value === undefined ? null : String(value)
}
