import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isUuid } from '../access/operand.ts'
import { readInTenant, readOneInTenant } from '../database/enter.ts'
import { choicesOf } from '../records/among.ts'
import { type Context, entryOf } from '../records/context.ts'
import { nested, wireValue } from '../records/custom/wire.ts'
import { embedInto, prepareEmbeds } from '../records/embed.ts'
import type { Engine, Operation } from '../records/engine.ts'
import { badQuery, forbidden, invalid, notFound } from '../records/errors.ts'
import { modelIn, type ResourceModel } from '../records/model.ts'
import { keepReading } from '../records/past/reading.ts'
import { encodeCursor, sortOf } from '../records/query.ts'
import { countBound, present, selectList, selectOne } from '../records/read.ts'
import { repeating } from '../records/transact.ts'
import { actOn } from '../records/write/act.ts'
import { createRecord } from '../records/write/create.ts'
import type { Written } from '../records/write/hooks.ts'
import { removeRecord } from '../records/write/remove.ts'
import { updateRecord } from '../records/write/update.ts'
import { bulkRoutes } from './bulk-routes.ts'
import { describedOnly } from './described-only.ts'
import { exportRoute } from './export/route.ts'
import { historyRoute } from './history-route.ts'
import { once } from './idempotency.ts'
import { type ListRequest, parseListQuery } from './list-query.ts'
import { contentRange } from './page.ts'
import { bodyOf, ifMatch } from './request-parts.ts'
import { resourceSchemas } from './resource-schemas.ts'
import { removing, writing } from './writing.ts'

type Params = { id: string; action: string }
type Query = Readonly<Record<string, unknown>>

/** The REST face of one resource. The schemas are for the description; the engine judges, for HTTP and code alike. */
export function resourceRoutes(app: FastifyInstance, engine: Engine, model: ResourceModel): void {
  const path = `/api/${model.name}`
  const schemas = resourceSchemas(model)
  const access = (action: string) => ({ config: { access: { resource: model.name, action } } })
  const reading = { config: { access: { resource: model.name, action: 'read' }, seeAs: 'seen' as const } }

  app.get(path, { ...reading, ...describedOnly, schema: schemas.list }, (request, reply) => list(request, reply))
  app.get(`${path}/:id`, { ...reading, ...describedOnly, schema: schemas.get }, (request, reply) => get(request, reply))
  app.post(path, { ...access('create'), ...describedOnly, schema: schemas.create }, (request, reply) =>
    once(engine, request, reply, model, 201, async (operation) =>
      shown(operation, await createRecord(operation, model, bodyOf(request))),
    ),
  )
  for (const method of ['PUT', 'PATCH'] as const)
    app.route({
      method,
      url: `${path}/:id`,
      ...access('update'),
      ...describedOnly,
      schema: method === 'PUT' ? schemas.put : schemas.patch,
      handler: (request, reply) => update(request, reply, method === 'PUT'),
    })
  app.delete(`${path}/:id`, { ...access('delete'), ...describedOnly, schema: schemas.remove }, (request) =>
    removing(engine, request, model, idOf(request), (operation) => removeRecord(operation, model, idOf(request))),
  )
  for (const action of schemas.actions)
    app.post(
      `${path}/:id/${action.name}`,
      { ...access(action.name), ...describedOnly, schema: action.schema },
      (request, reply) =>
        once(engine, request, reply, model, 200, async (operation) =>
          shown(
            operation,
            await actOn(operation, model, idOf(request), action.name, request.body ?? {}, {
              version: ifMatch(request),
            }),
          ),
        ),
    )
  bulkRoutes(app, engine, model, schemas)
  exportRoute(app, engine, model, schemas)
  historyRoute(app, engine, model, schemas)

  async function list(request: FastifyRequest, reply: FastifyReply) {
    const asked = parseListQuery(model, request.query as Query, { mayAskAmong: true })
    const { page, total, sort } = await repeating(engine, request.contextSource, async (context) => {
      refuseUnreadable(context, model)
      const wanted = await onlyChoices(context, asked)
      const embeds = prepareEmbeds(engine, context, model, wanted.embed)
      const statements = selectList(context, model, wanted.query, wanted.withCan)
      const [rows, count] = await readInTenant(
        engine.database,
        entryOf(context),
        wanted.withTotal ? [statements.rows, statements.total()] : [statements.rows],
      )
      const page = rows.rows.map((loaded) => present(context, model, loaded, wanted.withCan))
      if (embeds.length > 0) await embedInto(engine, context, model, page, embeds)
      await keepReading(engine, context, model, page)
      return { page, total: count?.rows[0] as number | undefined, sort: sortOf(context, model, asked.query.sort) }
    })
    const last = page.at(-1)
    reply.header('content-range', contentRange(model.name, asked.from, page.length, total ?? '*'))
    if (total !== undefined && total > countBound) reply.header('x-total-exact', 'false')
    if (last && page.length === asked.query.limit && wireValue(last, sort.name) !== undefined)
      reply.header('x-next-cursor', encodeCursor(sort, last))
    return reply.send(page)
  }

  /** Who asks what may be chosen for a field is answered with those, under his own rights to see them. */
  async function onlyChoices(context: Context, asked: ListRequest): Promise<ListRequest> {
    if (!asked.among) return asked
    const ids = await choicesOf(engine, context, asked.among)
    if (!ids) throw badQuery({}, [{ path: 'filter.among', code: 'validation.unknown_property' }])
    return { ...asked, query: { ...asked.query, where: { $and: [asked.query.where ?? {}, { id_in: ids }] } } }
  }

  async function get(request: FastifyRequest, reply: FastifyReply) {
    const query = parseListQuery(model, request.query as Query)
    const id = idOf(request)
    const record = await repeating(engine, request.contextSource, async (context) => {
      refuseUnreadable(context, model)
      const embeds = prepareEmbeds(engine, context, model, query.embed)
      const loaded = await readOneInTenant(
        engine.database,
        entryOf(context),
        selectOne(context, model, id, { withCan: true }),
      )
      const found = loaded && present(context, model, loaded, true)
      if (found && embeds.length > 0) await embedInto(engine, context, model, [found], embeds)
      if (found) await keepReading(engine, context, model, [found])
      return found
    })
    if (!record) throw notFound()
    const etag = `"${record.version}"`
    if (request.headers['if-none-match'] === etag && query.embed.length === 0) return reply.code(304).send()
    return reply.header('etag', etag).send(record)
  }

  async function update(request: FastifyRequest, reply: FastifyReply, lenient: boolean) {
    const body = bodyOf(request)
    const { values, version } = splitBody(model, body, lenient)
    const seen = ifMatch(request) ?? version
    const record = await writing(engine, request, model, async (operation) =>
      shown(operation, await updateRecord(operation, model, idOf(request), values, { lenient, version: seen })),
    )
    return reply.header('etag', `"${record.version}"`).send(record)
  }

  /** The record as this actor may now see it; what he may not see any more is only named. */
  async function shown({ context, unit }: Operation, written: Written): Promise<Written> {
    const rights = context.plan.fields(model.name, 'read')
    if (context.plan.verdict(model.name, 'read') === 'always' && rights.mode === 'all')
      return asOnWire(written, modelIn(context.plan, model))
    await unit.run()
    const { id, version } = await written.record
    const [{ rows }] = await unit.run(selectOne(context, model, id))
    return { record: Promise.resolve(rows[0] ? present(context, model, rows[0]) : { id, version }) }
  }
}

function asOnWire(written: Written, model: ResourceModel): Written {
  if (!model.custom) return written
  const record = written.record.then((one) => nested(model, one))
  // Who asks for it hears of what went wrong; nobody may.
  record.catch(() => {})
  return { record }
}

function refuseUnreadable(context: Context, model: ResourceModel): void {
  if (!context.plugins.has(model.plugin)) throw notFound()
  if (!context.plan.has(model.name, 'read')) throw forbidden({ action: 'read', resource: model.name })
}

/** What cannot be an id names nothing. */
function idOf(request: FastifyRequest): string {
  const { id } = request.params as Params
  if (!isUuid(id)) throw notFound()
  return id.toLowerCase()
}

const systemNames = ['id', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy', 'archivedAt']

/** A client that sends the whole record back also sends what is not its to change; PUT passes over it, PATCH refuses it. */
function splitBody(
  model: ResourceModel,
  body: Readonly<Record<string, unknown>>,
  lenient: boolean,
): { values: Record<string, unknown>; version: number | undefined } {
  const { version, ...rest } = body
  if (version !== undefined && !Number.isInteger(version))
    throw invalid({}, [{ path: 'version', code: 'validation.wrong_type', params: { expected: 'integer' } }])
  const isPassedOver = (name: string) =>
    lenient && (systemNames.includes(name) || name === '_can' || name === '_embed' || name === '_warnings')
  const values = Object.fromEntries(Object.entries(rest).filter(([name]) => !isPassedOver(name)))
  const readOnly = Object.keys(values).filter((name) => systemNames.includes(name) && !model.fields.has(name))
  if (readOnly.length > 0)
    throw invalid(
      {},
      readOnly.map((path) => ({ path, code: 'validation.read_only' })),
    )
  return { values, version: version as number | undefined }
}
