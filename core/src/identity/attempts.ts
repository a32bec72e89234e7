import { createHash } from 'node:crypto'
import type { Clock } from '@guildhall/sdk'
import type { Database } from '../database/pool.ts'
import { type BoundStatement, bind, prepare } from '../database/statement.ts'

/** Failures are counted in the database, so that all nodes count together. */
export const attemptWindow = 10 * 60_000
/** So many failures are answered within the window; after them nobody is let in until it ends. */
export const accountLimit = 10
/** Of one address: higher, because an office shares it. */
export const addressLimit = 100
/** Of keys that do not hold, from one address. */
export const keyLimit = 60

export interface Attempts {
  /** Seconds until the key may try again, 0 when it may now. */
  waiting(counted: Counted | undefined, limit: number): number
  /** One failure more; tells how many there are in this window. */
  count(key: string): BoundStatement<Counted>
  read(key: string): BoundStatement<Counted>
  forget(key: string): BoundStatement
  /** Counts one use of something that may be asked for only so often; false when it is one too many. */
  allow(database: Database, key: string, limit: number, window?: number): Promise<boolean>
}

export interface Counted {
  readonly failures: number
  readonly start: string
}

const decode = ([failures, start]: readonly (string | null)[]): Counted => ({
  failures: Number(failures),
  start: String(start),
})
const instant = `to_char(window_start at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const countOne = prepare(
  `insert into guildhall.login_attempts as a (key, failures, window_start) values ($1, 1, $2::timestamptz)
   on conflict (key) do update set
     failures = case when a.window_start <= $3::timestamptz then 1 else a.failures + 1 end,
     window_start = case when a.window_start <= $3::timestamptz then excluded.window_start else a.window_start end
   returning failures, ${instant}`,
  decode,
)
const readOne = prepare(
  `select failures, ${instant} from guildhall.login_attempts where key = $1 and window_start > $2::timestamptz`,
  decode,
)
const forgetOne = prepare('delete from guildhall.login_attempts where key = $1')

export function countAttempts(clock: Clock): Attempts {
  const before = (window = attemptWindow) => new Date(Date.parse(clock.now()) - window).toISOString()
  return {
    waiting(counted, limit) {
      if (!counted || counted.failures < limit) return 0
      return Math.max(1, Math.ceil((Date.parse(counted.start) + attemptWindow - Date.parse(clock.now())) / 1000))
    },
    count: (key) => bind(countOne, key, clock.now(), before()),
    read: (key) => bind(readOne, key, before()),
    forget: (key) => bind(forgetOne, key),
    async allow(database, key, limit, window) {
      const [{ rows }] = await database.run([bind(countOne, key, clock.now(), before(window))])
      return (rows[0]?.failures ?? 0) <= limit
    },
  }
}

/** The key of a name nobody has: what was typed is not kept. */
export function nameKey(name: string): string {
  return `name:${createHash('sha256').update(name.normalize('NFKC').trim().toLowerCase()).digest('base64url')}`
}

export const userKey = (id: string) => `user:${id}`
export const addressKey = (ip: string) => `address:${ip}`
export const keyAddress = (ip: string) => `keys:${ip}`
