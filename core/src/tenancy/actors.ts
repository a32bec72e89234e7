import type { Actor } from '@guildhall/sdk'
import { v7 as uuid } from 'uuid'
import type { Database } from '../database/pool.ts'
import { bind, prepare } from '../database/statement.ts'
import { inside } from './load.ts'

const insert = prepare(
  `insert into guildhall.actors (tenant_id, id, kind, user_id, plugin, label) values ($1::uuid, $2::uuid, $3, $4::uuid, $5, $6) on conflict do nothing`,
)
const find = prepare(
  `select id from guildhall.actors where tenant_id = $1::uuid
   and case when $2 = 'outside' then kind = 'outside' and user_id = $3::uuid else kind in ('plugin', 'system') and plugin = $4 end`,
  ([id]) => String(id),
)

export interface NewActor {
  readonly kind: Exclude<Actor['kind'], 'person' | 'acting'>
  readonly label: string
  readonly userId?: string
  readonly plugin?: string
}

/** Who acts in a tenant without being one of its people is written down the first time, and kept for ever. */
export async function recordActor(
  database: Database,
  tenantId: string,
  { kind, label, userId = undefined, plugin = undefined }: NewActor,
): Promise<string> {
  const [, , { rows }] = await database.run([
    inside(tenantId),
    bind(insert, tenantId, uuid(), kind, userId, plugin, label),
    bind(find, tenantId, kind, userId, plugin),
  ])
  return rows[0] as string
}
