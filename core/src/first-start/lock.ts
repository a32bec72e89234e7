import type { Database } from '../database/pool.ts'

/** One process at a time; the lock is the transaction's, so a process that dies gives it back, and a pooler in between does no harm. */
export async function withLock<T>(database: Database, name: string, work: () => Promise<T>): Promise<T> {
  const client = await database.pool.connect()
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [name])
    return await work()
  } finally {
    const isFree = await client.query('commit').then(
      () => true,
      () => false,
    )
    client.release(!isFree)
  }
}
