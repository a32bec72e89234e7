import type { History, KeptRow } from '@guildhall/sdk'
import { bind, prepare } from '../../database/statement.ts'
import type { Context } from '../context.ts'
import type { Operation } from '../engine.ts'
import { forbidden } from '../errors.ts'

const most = 1000

/** Every column as PostgreSQL writes it; instants as microseconds, which no setting changes. */
const select = prepare(
  `select id, resource, record_id, action, version, actor_id, reason, (extract(epoch from at) * 1000000)::bigint,
     before, after, input, request_id, key_id
   from guildhall.history where tenant_id = $1::uuid and ($2::uuid is null or id > $2::uuid) and ($3::uuid[] is null or id = any($3::uuid[]))
   order by id limit $4::int`,
  (row): KeptRow => ({ id: String(row[0]), columns: row }),
)

/** Rows as they are kept, for who may read everything. */
export async function keptEntries(
  { context, unit }: Operation,
  which: Parameters<History['kept']>[0],
): Promise<KeptRow[]> {
  requireWhole(context)
  const { after = null, ids = null, limit = most } = which as { after?: string | null; ids?: string[]; limit?: number }
  const [{ rows }] = await unit.run(bind(select, context.tenant.id, after, ids, Math.min(limit, most)))
  return rows
}

const remove = prepare('delete from guildhall.history where tenant_id = $1::uuid and id = any($2::uuid[])', () => null)

/** Deletes them for good, in the scope's transaction. */
export async function dropEntries({ context, unit }: Operation, ids: readonly string[]): Promise<void> {
  requireWhole(context)
  await unit.run(bind(remove, context.tenant.id, [...ids]))
}

/** What belongs to all records is for who may read everything, and says why. */
function requireWhole({ plan, reason }: Context): void {
  const isLimited = [...plan.registry.models.keys()].some((name) => plan.fields(name, 'read').mode !== 'all')
  if (isLimited || reason === undefined) throw forbidden({ action: 'read', resource: 'history' })
}
