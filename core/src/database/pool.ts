import pg from 'pg'
import type { Tracing } from '../telemetry/tracing.ts'
import { traceTrips } from '../telemetry/trips.ts'
import { Batch } from './batch.ts'
import { shareTrips } from './shared-trip.ts'
import { type BoundStatement, bind, prepare, type StatementResult } from './statement.ts'
import { isBroken } from './violation.ts'

export interface Database {
  readonly pool: pg.Pool
  /** Runs statements in one round trip on this connection. */
  send<const S extends readonly BoundStatement<unknown>[]>(client: pg.ClientBase, statements: S): Promise<ResultsOf<S>>
  /** The same on any connection. */
  run<const S extends readonly BoundStatement<unknown>[]>(statements: S): Promise<ResultsOf<S>>
  /** A short read that may travel with those of other requests. */
  readonly shareRead: ReturnType<typeof shareTrips>
  /** A short transaction that is known whole and may be committed with those of other requests. */
  readonly shareWrite: ReturnType<typeof shareTrips>
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

export interface DatabaseOptions extends PoolOptions {
  readonly tracing?: Tracing | undefined
  /** Whether a statement is prepared once for a connection; not behind a pooler that gives each transaction another one. */
  readonly isPrepared?: boolean | undefined
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

const hurry = prepare(`select set_config('lock_timeout', '50ms', true)`)

export function openDatabase({ tracing, isPrepared = true, ...options }: DatabaseOptions): Database {
  const pool = openPool(options)
  const sendBatch: Database['send'] = async (client, statements) => {
    const batch = new Batch(statements, isPrepared)
    client.query(batch)
    return (await batch.done) as unknown as ResultsOf<typeof statements>
  }
  const send = tracing ? traceTrips(tracing, sendBatch) : sendBatch
  const run: Database['run'] = async (statements) => {
    const client = await pool.connect()
    try {
      const results = await send(client, statements)
      client.release()
      return results
    } catch (error) {
      client.release(isBroken(error))
      throw error
    }
  }
  return {
    pool,
    send,
    run,
    shareRead: shareTrips(run, { trips: 2, passengers: 32 }),
    // Who waits for a lock is not to keep his neighbours waiting: then each goes alone.
    shareWrite: shareTrips(run, { trips: 2, passengers: 8, prelude: bind(hurry) }),
    close: () => endPool(pool),
  }
}

/** Says goodbye on every connection. What the server does to them from then on is no news. */
export async function endPool(pool: pg.Pool): Promise<void> {
  pool.removeAllListeners('error')
  pool.on('error', () => {})
  await pool.end()
}
