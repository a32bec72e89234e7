import type { Clock } from '@guildhall/sdk'
import { LRUCache } from 'lru-cache'
import { type Scopes, scopesOf } from '../access/scopes.ts'
import type { Database } from '../database/pool.ts'
import { bind } from '../database/statement.ts'
import { type Attempts, keyAddress, keyLimit } from '../identity/attempts.ts'
import { tooManyAttempts } from '../identity/errors.ts'
import { journalEntry } from '../identity/journal.ts'
import { fingerprint } from '../identity/secrets.ts'
import { inside } from '../tenancy/load.ts'
import { keyInvalid } from './errors.ts'
import { findKey, noteUse } from './statements.ts'
import { isSecretOf, readKeyToken } from './token.ts'

/** By which key somebody came. */
export interface Key {
  readonly id: string
  readonly name: string
  readonly userId: string
  readonly tenant: { readonly id: string; readonly slug: string }
  readonly scopes: Scopes
}

export interface Keys {
  /**
   * Whose key this is. From memory where it can: whoever reads or writes learns from the owner's epoch when that is out of date, and asks
   * again, `fresh`.
   * @throws 401 for one that does not hold, 429 after too many of those from one address
   */
  resolve(token: string, ip: string, options?: { fresh?: boolean }): Promise<Key>
}

export interface KeysOptions {
  readonly database: Database
  readonly clock: Clock
  readonly attempts: Attempts
  /** How many keys this process remembers. */
  readonly remembered?: number
  readonly onError?: (error: unknown) => void
}

interface Remembered extends Key {
  readonly expiresAt: number
  usedAt: number
}

/** Being used is written down only so often. */
const usedEvery = 60_000

export function keepKeys({ database, clock, attempts, remembered = 20_000, onError = () => {} }: KeysOptions): Keys {
  const known = new LRUCache<string, Remembered>({ max: remembered })
  /** Tokens that hold nothing and never will again: a program that was forgotten asks on and on. */
  const hopeless = new LRUCache<string, true>({ max: 5_000 })
  const present = () => Date.parse(clock.now())

  function noteUsed(key: Remembered, ip: string): Key {
    const now = present()
    if (now - key.usedAt >= usedEvery) {
      key.usedAt = now
      const { tenant, id } = key
      database.run([inside(tenant.id), bind(noteUse, tenant.id, id, clock.now(), ip)]).catch(onError)
    }
    return key
  }

  /** Guessing is hopeless; what is kept small is the work that it makes. Whoever has a right key comes in all the same. */
  async function refuse(ip: string): Promise<never> {
    const [{ rows }] = await database.run([attempts.count(keyAddress(ip))])
    if (rows[0]?.failures === keyLimit + 1)
      await database.run([journalEntry({ at: clock.now(), event: 'key-refused', ip })])
    const retryAfter = attempts.waiting(rows[0], keyLimit + 1)
    throw retryAfter > 0 ? tooManyAttempts({ retryAfter }) : keyInvalid()
  }

  async function find(token: string, place: string): Promise<Remembered | null> {
    const given = readKeyToken(token)
    if (!given || hopeless.has(place)) return null
    const [{ rows }] = await database.run([bind(findKey, given.id)])
    const [found] = rows
    const expiresAt = Date.parse(found?.expiresAt ?? '9999-12-31')
    const isRight = found && isSecretOf(found.hash, given.secret) && !found.isRevoked && expiresAt > present()
    if (!isRight) hopeless.set(place, true)
    if (!isRight || !found.user.active) return null
    return {
      id: given.id,
      name: found.name,
      userId: found.user.id,
      tenant: found.tenant,
      scopes: scopesOf(found.scopes),
      expiresAt,
      usedAt: found.usedAt === null ? 0 : Date.parse(found.usedAt),
    }
  }

  return {
    async resolve(token, ip, { fresh = false } = {}) {
      const place = fingerprint(token)
      const held = known.get(place)
      if (held && !fresh && present() < held.expiresAt) return noteUsed(held, ip)
      known.delete(place)
      const found = await find(token, place)
      if (!found) return refuse(ip)
      known.set(place, found)
      return noteUsed(found, ip)
    },
  }
}
