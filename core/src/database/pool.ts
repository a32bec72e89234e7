import pg from 'pg'
import { Batch } from './batch.ts'
import type { BoundStatement, StatementResult } from './statement.ts'

export interface Database {
  readonly pool: pg.Pool
  /** Runs statements in one round trip on any connection. */
  run<const S extends readonly BoundStatement<unknown>[]>(statements: S): Promise<ResultsOf<S>>
  close(): Promise<void>
}

export type ResultsOf<S extends readonly BoundStatement<unknown>[]> = {
  [I in keyof S]: S[I] extends BoundStatement<infer Row> ? StatementResult<Row> : never
}

export function openDatabase(options: {
  url: string
  size: number
  name: string
  onError?: (error: Error) => void
}): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.size,
    application_name: options.name,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
  })
  pool.on('error', options.onError ?? (() => {}))
  // A connection that breaks while somebody holds it says so at his next statement, and the pool tells of idle ones;
  // unheard here, it would end the process.
  pool.on('connect', (client) => void client.on('error', () => {}))
  return {
    pool,
    async run(statements) {
      const client = await pool.connect()
      try {
        const results = await runOn(client, statements)
        client.release()
        return results
      } catch (error) {
        client.release(isBroken(error))
        throw error
      }
    },
    close: () => endPool(pool),
  }
}

/** Says goodbye on every connection. What the server does to them from then on is no news. */
export async function endPool(pool: pg.Pool): Promise<void> {
  pool.removeAllListeners('error')
  pool.on('error', () => {})
  await pool.end()
}

export async function runOn<const S extends readonly BoundStatement<unknown>[]>(
  client: pg.ClientBase,
  statements: S,
): Promise<ResultsOf<S>> {
  const batch = new Batch(statements)
  client.query(batch)
  return (await batch.done) as unknown as ResultsOf<S>
}

/**
 * An error without an SQLSTATE came from the connection, not from a statement; so did those of class 08 and 57P0x
 * (the server goes down): the connection is thrown away.
 */
export function isBroken(error: unknown): boolean {
  return !(
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    /^(?!08|57P0)[0-9A-Z]{5}$/.test(error.code)
  )
}
