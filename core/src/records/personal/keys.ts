import { type BoundStatement, bind, prepare } from '../../database/statement.ts'
import type { Context } from '../context.ts'
import type { Operation } from '../engine.ts'
import type { ResourceModel } from '../model.ts'
import { personalIn, personalOf } from './fields.ts'
import type { Owner, PersonalKey } from './vault.ts'

const insert = prepare(
  `insert into guildhall.personal_keys (tenant_id, id, resource, record_id, wrapped, created_at)
   values ($1::uuid, $2::uuid, $3, $4::uuid, $5::bytea, $6::timestamptz) on conflict do nothing`,
)
const select = prepare(
  'select id, wrapped from guildhall.personal_keys where tenant_id = $1::uuid and resource = $2 and record_id = $3::uuid',
  ([id, wrapped]) => ({ id: String(id), wrapped: bytesOf(String(wrapped)) }),
)
const destroy = prepare(
  'delete from guildhall.personal_keys where tenant_id = $1::uuid and resource = $2 and record_id = any($3::uuid[])',
)

/** The key for what a new record says of somebody; it is written with the record. */
export function newKeyFor(operation: Operation, model: ResourceModel, id: string): PersonalKey | undefined {
  return keepsPersonal(model) ? addKey(operation, ownerOf(operation.context, model, id)) : undefined
}

const insertMany = prepare(
  `insert into guildhall.personal_keys (tenant_id, id, resource, record_id, wrapped, created_at)
   select $1::uuid, k.id, $2, k.record_id, k.wrapped, $3::timestamptz
   from unnest($4::uuid[], $5::uuid[], $6::bytea[]) as k(id, record_id, wrapped)`,
)

/** The same for many new records; the one statement that keeps them all is yet to be sent. */
export function newKeysFor(
  { engine, context }: Operation,
  model: ResourceModel,
  ids: readonly string[],
): { readonly keys: ReadonlyMap<string, PersonalKey>; readonly kept?: BoundStatement } {
  if (!keepsPersonal(model)) return { keys: new Map() }
  const keys = new Map(ids.map((id) => [id, engine.vault.newKey(ownerOf(context, model, id))]))
  const made = [...keys.values()]
  const wrapped = made.map((key) => `\\x${key.wrapped.toString('hex')}`)
  const now = context.clock.now()
  const kept = bind(
    insertMany,
    context.tenant.id,
    model.name,
    now,
    made.map(({ id }) => id),
    ids,
    wrapped,
  )
  return { keys, kept }
}

/**
 * The key for a change of a record that is there, where the change says something personal. A record that was forgotten gets a new
 * one: what is written about it from then on is readable. Whoever changes a record holds it, or is undone when another was first,
 * so two never make a key for it at once.
 */
export async function keyFor(
  operation: Operation,
  model: ResourceModel,
  id: string,
  fields: readonly string[],
  action?: string,
): Promise<PersonalKey | undefined> {
  if (!keepsPersonal(model)) return undefined
  const isPersonal = fields.some((name) => personalOf(model).has(name)) || personalIn(model, action).size > 0
  if (!isPersonal) return undefined
  const owner = ownerOf(operation.context, model, id)
  const [{ rows }] = await operation.unit.run(bind(select, owner.tenantId, owner.resource, owner.id))
  const [row] = rows
  return row ? operation.engine.vault.openKey(owner, row.id, row.wrapped) : addKey(operation, owner)
}

export function destroyKeys(context: Context, model: ResourceModel, ids: readonly string[]): BoundStatement {
  return bind(destroy, context.tenant.id, model.name, ids)
}

export const ownerOf = ({ tenant }: Context, model: ResourceModel, id: string): Owner => ({
  tenantId: tenant.id,
  resource: model.name,
  id,
})

/** `\x0a1b…`, as the wire brings it. */
export const bytesOf = (text: string) => Buffer.from(text.slice(2), 'hex')

const keepsPersonal = (model: ResourceModel) => model.definition.history !== false && personalOf(model).size > 0

function addKey({ engine, context, unit }: Operation, owner: Owner): PersonalKey {
  const key = engine.vault.newKey(owner)
  const wrapped = `\\x${key.wrapped.toString('hex')}`
  unit.queue(bind(insert, owner.tenantId, key.id, owner.resource, owner.id, wrapped, context.clock.now()))
  return key
}
