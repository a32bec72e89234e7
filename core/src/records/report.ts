import type { Knex } from 'knex'
import { bindValues } from '../database/assemble.ts'
import { bindContextOf } from './context.ts'
import type { Operation } from './engine.ts'
import type { ResourceModel } from './model.ts'

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

/** The rows of a resource that the actor may read, as a subquery to report from; columns are those of the table. */
export async function reportQuery(operation: Operation, model: ResourceModel): Promise<Knex.QueryBuilder> {
  const builder = await knexOn(operation)
  const { context } = operation
  const predicate = context.plan.predicate(model.name, 'read', 't')
  const values = bindValues(predicate.binds, bindContextOf(context)) as Knex.RawBinding[]
  const rights = context.plan.fields(model.name, 'read')
  const hidden =
    rights.mode === 'all'
      ? []
      : [...model.fields.values()].filter(({ name }) => rights.mode === 'byRow' || !rights.names.has(name))
  const open = columnsOf(model).filter(
    (column) => !hidden.some(({ columns }) => columns.some(({ name }) => name === column)),
  )
  const readable = builder
    .from(builder.raw(`${model.qualified} as t`))
    .select(open.map((column) => `t.${column}`))
    .where('t.tenant_id', context.tenant.id)
    .whereRaw(predicate.text, values)
  return builder.from(readable.as(model.table))
}

function columnsOf(model: ResourceModel): string[] {
  const system = ['id', 'version', 'created_at', 'created_by', 'updated_at', 'updated_by', 'archived_at']
  return [...system, ...[...model.fields.values()].flatMap(({ columns }) => columns.map(({ name }) => name))]
}
