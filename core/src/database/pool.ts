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

export interface PoolOptions {
  readonly url: string
  readonly size: number
  readonly name: string
  readonly onError?: (error: Error) => void
}

/** Connections that may break: the pool tells of idle ones, their holders of the others; unheard, they would end the process. */
export function openPool({ url, size, name, onError = () => {} }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    application_name: name,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    // A start that failed ends at once.
    allowExitOnIdle: true,
  })
  pool.on('error', onError)
  pool.on('connect', (client) => void client.on('error', () => {}))
  return pool
}

export function openDatabase(options: PoolOptions): Database {
  const pool = openPool(options)
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
