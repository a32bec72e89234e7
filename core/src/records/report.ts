import type { Knex } from 'knex'
import { bindValues } from '../database/assemble.ts'
import { bindContextOf } from './context.ts'
import type { Operation } from './engine.ts'
import { notFound } from './errors.ts'
import type { ResourceModel } from './model.ts'
import { snakeCase } from './names.ts'

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

/** Runs a query built upon the rows of a resource that the actor may read, with the columns he may read in every row. */
export async function runReport<Row>(
  operation: Operation,
  model: ResourceModel,
  build: (readable: Knex.QueryBuilder) => Knex.QueryBuilder,
): Promise<Row[]> {
  const { context } = operation
  if (!context.plugins.has(model.plugin)) throw notFound()
  const builder = await knexOn(operation)
  const predicate = context.plan.predicate(model.name, 'read', 't')
  const values = bindValues(predicate.binds, bindContextOf(context)) as Knex.RawBinding[]
  const readable = builder
    .from(builder.raw(`${model.qualified} as t`))
    .select(openColumns(operation, model).map((column) => `t.${column}`))
    .where('t.tenant_id', context.tenant.id)
    .whereRaw(predicate.text, values)
  return (await build(builder.from(readable.as(model.table)))) as Row[]
}

const systemNames = ['id', 'version', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy', 'archivedAt']

function openColumns({ context }: Operation, model: ResourceModel): string[] {
  const rights = context.plan.fields(model.name, 'read')
  const always = context.plan.condition(model.name, 'read')
  const isOpen = (name: string) =>
    rights.mode === 'all' ||
    (rights.mode === 'some' ? rights.names.has(name) : context.plan.condition(model.name, 'read', name) === always)
  const fields = [...model.fields.values()].filter(({ name }) => isOpen(name))
  return [
    ...systemNames.filter(isOpen).map(snakeCase),
    ...fields.flatMap(({ columns }) => columns.map(({ name }) => name)),
  ]
}
