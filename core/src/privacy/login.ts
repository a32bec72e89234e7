import type { Clock } from '@guildhall/sdk'
import type pg from 'pg'
import { inTransaction } from '../events/transaction.ts'
import { erasedMark } from './neutral.ts'

export interface LoginErasure {
  readonly pool: pg.Pool
  readonly clock: Clock
  readonly tenantId: string
  /** His cards among the tenant's people. */
  readonly people: readonly string[]
  readonly pattern: string | null
}

/**
 * Ends a person's way into a tenant: keys, views, preferences and the journal of it go with the membership. Who is a person of no other tenant
 * and does not run the installation is no user any more, and his address is free; elsewhere nothing changes.
 */
export async function eraseLogin({ pool, clock, tenantId, people, pattern }: LoginErasure): Promise<void> {
  await inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ user_id: string }>(
      'delete from guildhall.memberships where tenant_id = $1 and person_id = any ($2::uuid[]) returning user_id',
      [tenantId, people],
    )
    const users = rows.map(({ user_id }) => user_id)
    const own = [tenantId, people]
    await client.query(
      'delete from guildhall.saved_views where tenant_id = $1 and owner_id = any ($2::uuid[]) and not shared',
      own,
    )
    await client.query('delete from guildhall.preferences where tenant_id = $1 and actor_id = any ($2::uuid[])', own)
    await client.query(
      'delete from guildhall.idempotency_keys where tenant_id = $1 and actor_id = any ($2::uuid[])',
      own,
    )
    await client.query(
      `update guildhall.actors set label = '${erasedMark}' where tenant_id = $1 and kind = 'person' and id = any ($2::uuid[])`,
      own,
    )
    await client.query(
      `delete from guildhall.registrations where tenant_id = $1 and (person_id = any ($2::uuid[]) or ($3::text is not null and email ~* $3))`,
      [...own, pattern],
    )
    const theirs = [tenantId, users]
    await client.query('delete from guildhall.api_keys where tenant_id = $1 and user_id = any ($2::uuid[])', theirs)
    await client.query('delete from guildhall.tokens where tenant_id = $1 and user_id = any ($2::uuid[])', theirs)
    await client.query(
      'delete from guildhall.login_journal where tenant_id = $1 and user_id = any ($2::uuid[])',
      theirs,
    )
    await client.query(
      'update guildhall.users set last_tenant_id = null, epoch = epoch + 1 where id = any ($2::uuid[]) and last_tenant_id = $1',
      theirs,
    )
    await eraseLonely(client, users, pattern)
  })
  await endStray(pool, clock.now())
}

async function eraseLonely(client: pg.ClientBase, users: readonly string[], pattern: string | null): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `delete from guildhall.users u where u.id = any ($1::uuid[]) and not u.superadmin
       and not exists (select from guildhall.memberships m where m.user_id = u.id) returning u.id`,
    [users],
  )
  const gone = rows.map(({ id }) => id)
  if (gone.length === 0) return
  await client.query(
    'delete from guildhall.login_journal where user_id = any ($1::uuid[]) or ($2::text is not null and email ~* $2)',
    [gone, pattern],
  )
  await client.query(
    'update guildhall.login_journal set by_user_id = null, reason = null where by_user_id = any ($1::uuid[])',
    [gone],
  )
  if (!pattern) return
  await client.query('delete from guildhall.login_attempts where key ~* $1', [pattern])
  await client.query('delete from guildhall.business_registrations where email ~* $1', [pattern])
}

/** Who acted for him acts for nobody any more. */
async function endStray(pool: pg.Pool, at: string): Promise<void> {
  await pool.query(
    `update guildhall.actings a set ended_at = $1 where ended_at is null and not exists (select from guildhall.users u where u.id = a.for_user_id)`,
    [at],
  )
}
