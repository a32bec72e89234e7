import pg from 'pg'
import { inTransaction } from '../../events/transaction.ts'
import { measureAnew } from '../../plugins/removal/archive.ts'
import { archive } from '../../plugins/removal/tables.ts'
import { type TenantTable, tenantTables } from '../archive/catalogue.ts'

export interface PurgeOptions {
  /** Takes away what plugins keep of it outside the database. */
  readonly removeOutside?: (tenantId: string) => Promise<void>
  readonly pool: pg.Pool
  readonly now: () => string
  /** Rows at a time. */
  readonly batch?: number
  /** After each batch. */
  readonly onProgress?: (table: string) => void | Promise<void>
}

const usualBatch = 1000

/**
 * Takes a tenant away for good, some rows at a time and each time in a transaction of its own, so that nobody else waits.
 * Whoever was killed in the middle calls it again: what is gone is gone, the rest follows. Gives false when another is at it.
 */
export async function purgeTenant(id: string, options: PurgeOptions): Promise<boolean> {
  const { pool } = options
  const guard = await pool.connect()
  try {
    const key = `purge ${id}`
    const { rows } = await guard.query('select pg_try_advisory_lock(hashtextextended($1, 0)) as mine', [key])
    if (!rows[0].mine) return false
    try {
      await purge(id, options)
      return true
    } finally {
      await guard.query('select pg_advisory_unlock(hashtextextended($1, 0))', [key])
    }
  } finally {
    guard.release()
  }
}

async function purge(
  id: string,
  { pool, now, batch = usualBatch, onProgress = () => {}, removeOutside }: PurgeOptions,
): Promise<void> {
  const groups = await inTransaction(pool, (client) => begin(client, id))
  await eraseUsers(pool, id, batch)
  // Who was in the middle of writing when it was shut may still have left something: until a whole look finds nothing.
  for (let found = true; found; ) {
    found = await inBatches(() => deleteDeliveries(pool, id, batch), onProgress, 'pgboss.job')
    for (const group of groups.toReversed()) found = (await emptyGroup(pool, id, group, batch, onProgress)) || found
  }
  await removeOutside?.(id)
  await inTransaction(pool, async (client) => {
    await measureAnew(client)
    await finish(client, id, now())
  })
}

/** Nobody comes in any more, and what there was is written down. */
async function begin(client: pg.ClientBase, id: string): Promise<TenantTable[][]> {
  // What waits of removed plugins goes, too: it would keep the people it names.
  const groups = await tenantTables(client, [archive])
  const { rowCount } = await client.query(
    `update guildhall.tenants set status = 'purging', epoch = epoch + 1 where id = $1 and status = 'deleting'`,
    [id],
  )
  if (rowCount === 1) {
    const counts = await countRows(client, id, groups.flat())
    await client.query(
      `update guildhall.tenant_deletions d set counts = $2, epoch = t.epoch from guildhall.tenants t where d.id = $1 and t.id = $1`,
      [id, JSON.stringify(counts)],
    )
  }
  return groups
}

export async function countRows(
  client: pg.ClientBase,
  id: string,
  tables: readonly TenantTable[],
): Promise<Record<string, number>> {
  const questions = tables.map(
    ({ name, qualified }) =>
      `select ${pg.escapeLiteral(name)} as name, count(*)::int as rows from ${qualified} where tenant_id = $1`,
  )
  const { rows } = await client.query<{ name: string; rows: number }>(questions.join(' union all '), [id])
  return Object.fromEntries(rows.filter(({ rows }) => rows > 0).map(({ name, rows }) => [name, rows]))
}

/** Users who are people of no other tenant, if that was asked for; who runs the installation stays. */
export const lonelyUsers = `select m.user_id from guildhall.memberships m join guildhall.users u on u.id = m.user_id and not u.superadmin
  where m.tenant_id = $1 and not exists (select from guildhall.memberships o where o.user_id = m.user_id and o.tenant_id <> $1)`

async function eraseUsers(pool: pg.Pool, id: string, batch: number): Promise<void> {
  const { rows } = await pool.query<{ erase_users: boolean }>(
    'select erase_users from guildhall.tenant_deletions where id = $1',
    [id],
  )
  if (!rows[0]?.erase_users) return
  await inBatches(() =>
    inTransaction(pool, async (client) => {
      const { rows } = await client.query<{ id: string }>(
        `delete from guildhall.users where id in (${lonelyUsers} limit ${batch}) returning id`,
        [id],
      )
      const erased = rows.map((row) => row.id)
      await client.query('delete from guildhall.login_journal where user_id = any($1::uuid[])', [erased])
      await client.query('update guildhall.tenant_deletions set users_erased = users_erased + $2 where id = $1', [
        id,
        erased.length,
      ])
      return erased.length
    }),
  )
}

async function deleteDeliveries(pool: pg.Pool, id: string, batch: number): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from pgboss.job where (name, id) in (select name, id from pgboss.job where data ->> 'tenant' = $1 limit ${batch})`,
    [id],
  )
  return rowCount ?? 0
}

/** The tables of a group point to each other: first what nothing points to; what is left points in a circle and goes at once. */
async function emptyGroup(
  pool: pg.Pool,
  id: string,
  group: readonly TenantTable[],
  batch: number,
  onProgress: NonNullable<PurgeOptions['onProgress']>,
): Promise<boolean> {
  let found = false
  for (let moved = true; moved; ) {
    moved = false
    for (const table of group) {
      const statement = `delete from ${table.qualified} where ctid = any (array(
        select t.ctid from ${table.qualified} t where t.tenant_id = $1 ${notPointedTo(table, group)} limit ${batch}))`
      const some = await inBatches(
        async () => (await pool.query(statement, [id])).rowCount ?? 0,
        onProgress,
        table.name,
      )
      moved = some || moved
    }
    found = moved || found
    if (!group.some((table) => notPointedTo(table, group))) return found
  }
  const parts = group.map(({ qualified }, index) => `d${index} as (delete from ${qualified} where tenant_id = $1)`)
  await pool.query(`with ${parts.join(', ')} select`, [id])
  return found
}

function notPointedTo({ name }: TenantTable, group: readonly TenantTable[]): string {
  return group
    .flatMap((from) => from.references.map((reference) => ({ ...reference, from })))
    .filter(({ table, isFirm }) => table === name && isFirm)
    .map(({ from, columns, targets }) => {
      const equal = columns.map((column, index) => {
        const target = pg.escapeIdentifier(targets[index] ?? '')
        return `f.${pg.escapeIdentifier(column)} = t.${target}`
      })
      return `and not exists (select from ${from.qualified} f where ${equal.join(' and ')})`
    })
    .join(' ')
}

/** The installation's own books forget where it was; who still has a login keeps his own. */
async function finish(client: pg.ClientBase, id: string, at: string): Promise<void> {
  await client.query('delete from guildhall.tokens where tenant_id = $1', [id])
  await client.query('update guildhall.login_journal set tenant_id = null where tenant_id = $1', [id])
  await client.query('update guildhall.users set last_tenant_id = null where last_tenant_id = $1', [id])
  await client.query('delete from guildhall.installation where name = $1', [`preset.${id}`])
  await client.query('delete from guildhall.tenants where id = $1', [id])
  await client.query('update guildhall.tenant_deletions set purged_at = $2 where id = $1', [id, at])
}

async function inBatches(
  work: () => Promise<number>,
  onProgress: NonNullable<PurgeOptions['onProgress']> = () => {},
  table = '',
): Promise<boolean> {
  let found = false
  while ((await work()) > 0) {
    found = true
    await onProgress(table)
  }
  return found
}
