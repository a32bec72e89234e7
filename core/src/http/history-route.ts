import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readInTenant } from '../database/enter.ts'
import { bind, prepare } from '../database/statement.ts'
import { entryOf } from '../records/context.ts'
import { namesShown } from '../records/custom/wire.ts'
import type { Engine } from '../records/engine.ts'
import { badQuery, notFound } from '../records/errors.ts'
import type { ResourceModel } from '../records/model.ts'
import { entryColumns, entryTables, keyOf, named, namesOfTheGone, readEntry, visible } from '../records/past/entry.ts'
import { present, selectOne } from '../records/read.ts'
import { repeating } from '../records/transact.ts'
import { describedOnly } from './described-only.ts'
import type { ResourceSchemas } from './resource-schemas.ts'

/** What happened to a record, newest first, as far as the reader may see the record and its fields. */
export function historyRoute(
  app: FastifyInstance,
  engine: Engine,
  model: ResourceModel,
  schemas: ResourceSchemas,
): void {
  const options = {
    config: { access: { resource: model.name, action: 'read' }, seeAs: 'seen' as const },
    ...describedOnly,
    schema: schemas.history,
  }
  app.get(`/api/${model.name}/:id/history`, options, async (request, reply) => {
    const { id } = request.params as { id: string }
    if (!uuidPattern.test(id)) throw notFound()
    const { limit, before } = pageOf(request)
    const entries = await repeating(engine, request.contextSource, async (context) => {
      if (!context.plugins.has(model.plugin)) throw notFound()
      const [current, history] = await readInTenant(engine.database, entryOf(context), [
        selectOne(context, model, id),
        bind(select, context.tenant.id, model.name, id, before, limit),
      ])
      const shown = current.rows[0] && present(context, model, current.rows[0])
      const names = shown ? new Set(namesShown(shown)) : namesOfTheGone(context, model)
      if (!names || (!shown && history.rows.length === 0)) throw notFound()
      const isWhole = context.plan.fields(model.name, 'read').mode === 'all'
      return history.rows.map((entry) => {
        return visible(named(entry, context), keyOf(engine, context, entry), names, isWhole)
      })
    })
    const last = entries.at(-1)
    if (last && entries.length === limit) reply.header('x-next-cursor', last.id)
    return entries
  })
}

const select = prepare(
  `select ${entryColumns} from ${entryTables}
   where h.tenant_id = $1::uuid and h.resource = $2 and h.record_id = $3::uuid and h.action not in ('read', 'export') and ($4::uuid is null or h.id < $4::uuid)
   order by h.id desc limit $5::int`,
  readEntry,
)

const uuidPattern = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/

function pageOf(request: FastifyRequest): { limit: number; before: string | null } {
  const { limit = '25', cursor, ...rest } = request.query as Record<string, unknown>
  const [unknown] = Object.keys(rest)
  if (unknown) throw badQuery({}, [{ path: unknown, code: 'validation.unknown_property' }])
  if (!/^[1-9]\d?$|^100$/.test(String(limit))) throw badQuery({}, [{ path: 'limit', code: 'validation.pattern' }])
  if (cursor !== undefined && !uuidPattern.test(String(cursor)))
    throw badQuery({}, [{ path: 'cursor', code: 'validation.pattern' }])
  return { limit: Number(limit), before: cursor === undefined ? null : String(cursor) }
}
