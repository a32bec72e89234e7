import type { DomainError } from '@guildhall/sdk'
import { LRUCache } from 'lru-cache'
import type { Database } from '../../database/pool.ts'
import { bind, prepare } from '../../database/statement.ts'
import type { Context } from '../../records/context.ts'
import { inside } from '../load.ts'
import { tooManyExports, tooManyRequests } from './quotas.ts'

const minute = 60_000
const windows = new LRUCache<string, { count: number; until: number }>({ max: 20_000 })

/**
 * Counted by each process for itself: it keeps one tenant from crowding out the others where they meet.
 * @returns the refusal, where there are too many; what is remembered of the limit may be out of date
 */
export function countRequest({ quotas, tenant }: Context): DomainError | null {
  const most = quotas?.requestsPerMinute
  if (most === undefined) return null
  const now = Date.now()
  const known = windows.get(tenant.id)
  const window = known && known.until > now ? known : { count: 0, until: now + minute }
  window.count++
  windows.set(tenant.id, window)
  return window.count > most ? tooManyRequests({ most, retryAfter: Math.ceil((window.until - now) / 1000) }) : null
}

const takeDay = prepare(
  `insert into guildhall.quota_days as q (tenant_id, quota, day, used) select $1::uuid, $2, $3::date, 1 where $4::bigint > 0
   on conflict (tenant_id, quota, day) do update set used = q.used + 1 where q.used < $4::bigint returning used`,
)

/** One of those a tenant may have on a day of its own zone. @throws 429 */
export async function takeExport(database: Database, { quotas, tenant, clock }: Context): Promise<void> {
  const most = quotas?.exportsPerDay
  if (most === undefined) return
  const [, { rows }] = await database.run([
    inside(tenant.id),
    bind(takeDay, tenant.id, 'exportsPerDay', clock.today(tenant.zone), most),
  ])
  if (rows.length === 0) throw tooManyExports({ most })
}
