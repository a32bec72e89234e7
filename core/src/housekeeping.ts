import type { Clock } from '@guildhall/sdk'
import type pg from 'pg'
import { sweepActings } from './acting/statements.ts'
import type { Identity } from './identity/identity.ts'

export interface HousekeepingOptions {
  readonly identity: Identity
  /** Of the owner, because it tidies for all tenants at once. */
  readonly pool: pg.Pool
  readonly clock: Clock
  /** What else is to be looked after from time to time. */
  readonly chores: readonly (() => Promise<void>)[]
  onError(error: unknown): void
}

export interface Housekeeping {
  tidy(): Promise<void>
  stop(): void
}

const hour = 3_600_000
/** How long what is over is kept, in milliseconds. */
const kept = { idempotencyKeys: 24 * hour, loginAttempts: hour, links: 30 * 24 * hour, places: 365 * 24 * hour }

/** Ends sessions nobody came back to and throws away what has served its time; one pass every ten minutes in each worker does no harm. */
export function keepHouse({ identity, pool, clock, chores, onError }: HousekeepingOptions): Housekeeping {
  const ago = (milliseconds: number) => new Date(Date.parse(clock.now()) - milliseconds).toISOString()
  async function tidy(): Promise<void> {
    await identity.sessions.sweep()
    await pool.query(sweepActings, [clock.now()])
    await pool.query('delete from guildhall.key_nonces where expires_at < $1', [clock.now()])
    await pool.query('delete from guildhall.idempotency_keys where at < $1', [ago(kept.idempotencyKeys)])
    await pool.query('delete from guildhall.login_attempts where window_start < $1', [ago(kept.loginAttempts)])
    await pool.query(
      'delete from guildhall.import_parts p using guildhall.imports i where i.tenant_id = p.tenant_id and i.id = p.import_id and i.expires_at < $1',
      [clock.now()],
    )
    await pool.query(
      "delete from guildhall.imports where expires_at < $1 and parts = 0 and state not in ('checking', 'running')",
      [clock.now()],
    )
    await pool.query('delete from guildhall.tokens where expires_at < $1', [ago(kept.links)])
    await pool.query('delete from guildhall.passkey_challenges where expires_at < $1', [clock.now()])
    await pool.query('delete from guildhall.known_places where seen_at < $1', [ago(kept.places)])
    for (const chore of chores) await chore().catch(onError)
  }
  const timer = setInterval(() => void tidy().catch(onError), hour / 6)
  timer.unref()
  return { tidy, stop: () => clearInterval(timer) }
}
