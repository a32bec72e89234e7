import type { ReportTools, ResourceToken } from '@guildhall/sdk'
import type { Knex } from 'knex'
import { bindValues } from '../database/assemble.ts'
import { bindContextOf } from './context.ts'
import type { Operation } from './engine.ts'
import { notFound } from './errors.ts'
import { modelIn, type ResourceModel } from './model.ts'
import { openColumns, readableIn } from './readable.ts'

/** A knex that runs on the transaction's own connection. */
export async function knexOn({ unit }: Pick<Operation, 'unit'>): Promise<Knex> {
  const { default: knex } = await import('knex')
  const connection = await unit.connection()
  const bound = knex({ client: 'pg', pool: { min: 0, max: 1 } })
  const client = bound.client as { acquireConnection: () => Promise<unknown>; releaseConnection: () => Promise<void> }
  client.acquireConnection = async () => connection
  client.releaseConnection = async () => {}
  return bound
}

type Build = (readable: Knex.QueryBuilder, tools: ReportTools) => Knex.QueryBuilder

/** Runs a query built upon the rows of a resource that the actor may read, with the columns he may read in every row. */
export async function runReport<Row>(operation: Operation, model: ResourceModel, build: Build): Promise<Row[]> {
  return (await queryOf(operation, await knexOn(operation), model, build)) as Row[]
}

/** The same by a cursor: one snapshot, a portion at a time. */
export async function* readReport<Row>(
  operation: Operation,
  model: ResourceModel,
  build: Build,
  size = 1_000,
): AsyncGenerator<Row[]> {
  const query = queryOf(operation, await knexOn(operation), model, build)
  const { sql, bindings } = query.toSQL().toNative()
  const connection = await operation.unit.connection()
  const name = `report_${++cursors}`
  await connection.query(`declare ${name} no scroll cursor for ${sql}`, [...bindings])
  for (;;) {
    const { rows } = await connection.query(`fetch ${size} from ${name}`)
    if (rows.length > 0) yield rows as Row[]
    if (rows.length < size) break
  }
  await connection.query(`close ${name}`)
}

let cursors = 0

function queryOf(operation: Operation, builder: Knex, model: ResourceModel, build: Build): Knex.QueryBuilder {
  const named = ({ name }: ResourceToken) => operation.engine.registry.model(name)
  return build(builder.from(readableRows(operation, builder, model).as(model.table)), {
    also: (resource, action) => {
      const rows = readableRows(operation, builder, named(resource))
      return action ? limitedTo(operation, rows, named(resource), action) : rows
    },
    links: (resource, field) => linkRows(operation, builder, named(resource), field),
    from: (rows, name) => builder.from(rows.as(name)),
    raw: builder.raw.bind(builder) as Knex.RawBuilder,
  })
}

function readableRows(operation: Operation, builder: Knex, base: ResourceModel): Knex.QueryBuilder {
  const { context } = operation
  if (!context.plugins.has(base.plugin)) throw notFound()
  const model = modelIn(context.plan, base)
  const rows = builder
    .from(builder.raw(`${model.qualified} as t`))
    .select(openColumns(context, model).map(({ name, sql }) => builder.raw(`${sql} as ??`, [name])))
    .where('t.tenant_id', context.tenant.id)
  return limitedTo(operation, rows, model, 'read')
}

function limitedTo({ context }: Operation, rows: Knex.QueryBuilder, { name }: ResourceModel, action: string) {
  const predicate = context.plan.predicate(name, action, 't')
  const values = bindValues(predicate.binds, bindContextOf(context)) as Knex.RawBinding[]
  return rows.whereRaw(`(${predicate.text})`, values)
}

/** Links of a field the reader may not read in every row are not there. */
function linkRows({ context }: Operation, builder: Knex, base: ResourceModel, name: string): Knex.QueryBuilder {
  const model = modelIn(context.plan, base)
  const link = model.fields.get(name)?.link
  if (!context.plugins.has(model.plugin) || !link || !readableIn(context, model)(name)) throw notFound()
  return builder
    .from(builder.raw(`${link.qualified} as l`))
    .select('l.owner_id', 'l.target_id', 'l.position')
    .where('l.tenant_id', context.tenant.id)
}
