import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, type DatabaseOptions, openDatabase } from './pool.ts'
import { bind, prepare } from './statement.ts'

/** Where long reads go: widgets, exports, reports. */
export interface Reading {
  /**
   * A database that has all that was committed when this was called, so that neither rights nor rows are older than elsewhere: the replica if it
   * is there and follows closely, else the primary.
   */
  place(): Promise<Database>
  close(): Promise<void>
}

export interface ReplicaOptions extends DatabaseOptions {
  readonly primary: Database
  readonly url: string
  readonly onError: (error: Error) => void
  /** How long a reader waits for the replica, in milliseconds; 250 unless given. */
  readonly patience?: number
  /** For how long a replica that failed or fell behind is left alone, in milliseconds; 5,000 unless given. */
  readonly rest?: number
}

const written = prepare('select pg_current_wal_lsn()::text', ([position]) => String(position))
/** Null where the server is no replica. */
const replayed = prepare('select pg_last_wal_replay_lsn() >= $1::pg_lsn', ([hasIt]) =>
  hasIt === null ? null : hasIt === 't',
)

export function openReplica({ primary, patience = 250, rest = 5_000, ...options }: ReplicaOptions): Reading {
  const replica = openDatabase(options)
  let resting = 0

  /** @throws what keeps it from answering */
  async function caughtUp(): Promise<boolean> {
    const [{ rows: positions }] = await primary.run([bind(written)])
    for (const end = Date.now() + patience; ; await sleep(10)) {
      const [{ rows }] = await replica.run([bind(replayed, positions[0])])
      if (rows[0] === null) throw new Error('The server of DATABASE_REPLICA_URL is no replica')
      if (rows[0]) return true
      if (Date.now() >= end) return false
    }
  }

  return {
    async place() {
      if (Date.now() < resting) return primary
      try {
        if (await caughtUp()) return replica
      } catch (error) {
        options.onError(error as Error)
      }
      resting = Date.now() + rest
      return primary
    },
    close: () => replica.close(),
  }
}
