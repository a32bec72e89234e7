import type { Database } from '../database/pool.ts'

/** One process at a time; the lock is the session's, so a process that dies gives it back. */
export async function withLock<T>(database: Database, name: string, work: () => Promise<T>): Promise<T> {
  const client = await database.pool.connect()
  try {
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [name])
    try {
      return await work()
    } finally {
      await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name])
    }
  } finally {
    client.release()
  }
}
