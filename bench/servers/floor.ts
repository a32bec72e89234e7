import Fastify from 'fastify'
import pg from 'pg'
import { v7 as uuid } from 'uuid'

/** The floor: what a careful person writes by hand for these five calls, without tenants and permissions. */
const pool = new pg.Pool({ connectionString: process.env.BENCH_APP_URL, max: Number(process.env.BENCH_POOL ?? 10) })
pg.types.setTypeParser(20, Number)
pg.types.setTypeParser(1082, (text) => text)

const text = { type: 'string' }
const maybe = { type: ['string', 'null'] }
const record = {
  type: 'object',
  properties: {
    id: text,
    version: { type: 'integer' },
    createdAt: text,
    updatedAt: text,
    title: text,
    description: maybe,
    group: text,
    status: text,
    priority: text,
    dueOn: maybe,
    startedAt: maybe,
    startedAtZone: maybe,
    estimate: { type: ['integer', 'null'] },
    price: { type: ['object', 'null'], properties: { amount: { type: 'integer' }, currency: text } },
    position: { type: 'integer' },
    urgent: { type: 'boolean' },
    assignees: { type: 'array', items: text },
  },
} as const

const columns = `i.id, i.version, i.created_at, i.updated_at, i.title, i.description, i.group_id, i.status, i.priority, i.due_on, i.started_at, i.started_at_zone,
  i.estimate, i.price_amount, i.price_currency, i.position, i.urgent, array(select person_id from floor.assignees a where a.item_id = i.id order by position) as assignees`

// biome-ignore lint/suspicious/noExplicitAny: rows as pg gives them
const toRecord = (row: any) => ({
  id: row.id,
  version: row.version,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
  title: row.title,
  description: row.description,
  group: row.group_id,
  status: row.status,
  priority: row.priority,
  dueOn: row.due_on,
  startedAt: row.started_at?.toISOString() ?? null,
  startedAtZone: row.started_at_zone,
  estimate: row.estimate,
  price: row.price_amount === null ? null : { amount: row.price_amount, currency: row.price_currency },
  position: row.position,
  urgent: row.urgent,
  assignees: row.assignees,
})

const app = Fastify()
type ListQuery = { filter?: string; range?: string; total?: string; person?: string }

app.get<{ Querystring: ListQuery }>(
  '/api/bench-items',
  { schema: { response: { 200: { type: 'array', items: record } } } },
  async (request, reply) => {
    const filter = JSON.parse(request.query.filter ?? '{}') as { group?: string }
    const [from, to] = JSON.parse(request.query.range ?? '[0,24]') as [number, number]
    const person = request.query.person
    const where = person
      ? {
          text: 'exists (select 1 from floor.members m where m.group_id = i.group_id and m.person_id = $1)',
          values: [person],
        }
      : filter.group
        ? { text: 'i.group_id = $1', values: [filter.group] }
        : { text: 'true', values: [] }
    const n = where.values.length
    const page = pool.query({
      name: `page ${person ? 'p' : n}`,
      text: `select ${columns} from floor.items i where ${where.text} order by i.due_on asc, i.id asc limit $${n + 1} offset $${n + 2}`,
      values: [...where.values, to - from + 1, from],
    })
    if (request.query.total === 'false') return (await page).rows.map(toRecord)
    const count = pool.query({
      name: `count ${person ? 'p' : n}`,
      text: `select count(*) from floor.items i where ${where.text}`,
      values: where.values,
    })
    const [{ rows }, counted] = await Promise.all([page, count])
    reply.header('content-range', `bench-items ${from}-${from + rows.length - 1}/${counted.rows[0].count}`)
    return rows.map(toRecord)
  },
)

app.get<{ Params: { id: string } }>(
  '/api/bench-items/:id',
  { schema: { response: { 200: record } } },
  async (request, reply) => {
    const { rows } = await pool.query({
      name: 'one',
      text: `select ${columns} from floor.items i where i.id = $1`,
      values: [request.params.id],
    })
    return rows[0] ? toRecord(rows[0]) : reply.code(404).send()
  },
)

const body = {
  type: 'object',
  required: ['title', 'group'],
  additionalProperties: false,
  properties: {
    title: { type: 'string', minLength: 1, maxLength: 200 },
    group: { type: 'string', format: 'uuid' },
    dueOn: { type: 'string', format: 'date' },
    position: { type: 'integer' },
  },
}
type Body = { title: string; group: string; dueOn?: string; position?: number }

app.post<{ Body: Body }>(
  '/api/bench-items',
  { schema: { body, response: { 201: record } } },
  async (request, reply) => {
    const { title, group, dueOn = null, position = 0 } = request.body
    const { rows } = await pool.query({
      name: 'create',
      text: `insert into floor.items as i (id, title, group_id, due_on, position, status, priority, urgent, version, created_at, updated_at) values ($1, $2, $3, $4, $5, 'open', 'normal', false, 1, $6, $6) returning ${columns}`,
      values: [uuid(), title, group, dueOn, position, new Date()],
    })
    return reply.code(201).send(toRecord(rows[0]))
  },
)

app.patch<{ Params: { id: string }; Body: Partial<Body> }>(
  '/api/bench-items/:id',
  { schema: { body: { ...body, required: [] }, response: { 200: record } } },
  async (request, reply) => {
    const { rows } = await pool.query({
      name: 'update',
      text: `update floor.items as i set position = coalesce($2, position), title = coalesce($3, title), version = version + 1, updated_at = $4 where id = $1 returning ${columns}`,
      values: [request.params.id, request.body.position ?? null, request.body.title ?? null, new Date()],
    })
    return rows[0] ? toRecord(rows[0]) : reply.code(404).send()
  },
)

await app.listen({ port: Number(process.env.BENCH_PORT), host: '127.0.0.1' })
process.send?.('ready')
process.on('SIGTERM', () => process.exit(0))
