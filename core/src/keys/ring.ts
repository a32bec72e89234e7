import type { Clock, DomainError } from '@guildhall/sdk'
import { LRUCache } from 'lru-cache'
import { type Scopes, scopesOf } from '../access/scopes.ts'
import type { Database } from '../database/pool.ts'
import { bind } from '../database/statement.ts'
import { type Attempts, keyAddress, keyLimit } from '../identity/attempts.ts'
import { tooManyAttempts } from '../identity/errors.ts'
import { journalEntry } from '../identity/journal.ts'
import { inside } from '../tenancy/load.ts'
import { keyInvalid } from './errors.ts'
import { type FoundKey, findKey, noteUse } from './statements.ts'

/** By which key somebody came. */
export interface Key {
  readonly id: string
  readonly name: string
  readonly userId: string
  readonly tenant: { readonly id: string; readonly slug: string }
  readonly scopes: Scopes
  /** Set where it signs. */
  readonly publicKey: Buffer | null
}

export interface RingOptions {
  readonly database: Database
  readonly clock: Clock
  readonly attempts: Attempts
  /** How many keys this process remembers. */
  readonly remembered?: number
  readonly onError?: (error: unknown) => void
}

export interface Sought {
  readonly id: string
  /** Under what it is remembered: the same for what was sent and sent again. */
  readonly place: string
  readonly ip: string
  readonly fresh: boolean
  /** Whether what was sent belongs to what was found. */
  isOf(found: FoundKey): boolean
}

export interface Ring {
  /** From memory where it can. @throws 401, 429 */
  find(sought: Sought): Promise<Key>
  noteUsed(key: Key, ip: string): void
  /** Guessing is hopeless; what is kept small is the work that it makes. Whoever has a right key comes in all the same. */
  refuse(ip: string, refusal?: DomainError): Promise<never>
}

interface Remembered extends Key {
  readonly expiresAt: number
}

/** Being used is written down only so often. */
const usedEvery = 60_000

export function keepRing({ database, clock, attempts, remembered = 20_000, onError = () => {} }: RingOptions): Ring {
  const known = new LRUCache<string, Remembered>({ max: remembered })
  /** What holds nothing and never will again: a program that was forgotten asks on and on. */
  const hopeless = new LRUCache<string, true>({ max: 5_000 })
  const usedAt = new LRUCache<string, number>({ max: remembered })
  const present = () => Date.parse(clock.now())

  async function lookUp({ id, place, isOf }: Sought): Promise<Remembered | null> {
    if (hopeless.has(place)) return null
    const [{ rows }] = await database.run([bind(findKey, id)])
    const [found] = rows
    const expiresAt = Date.parse(found?.expiresAt ?? '9999-12-31')
    const isRight = found && isOf(found) && !found.isRevoked && expiresAt > present()
    if (!isRight) hopeless.set(place, true)
    if (!isRight || !found.user.active) return null
    usedAt.set(id, found.usedAt === null ? 0 : Date.parse(found.usedAt))
    return {
      id,
      name: found.name,
      userId: found.user.id,
      tenant: found.tenant,
      scopes: scopesOf(found.scopes),
      publicKey: found.publicKey === null ? null : Buffer.from(found.publicKey.slice(2), 'hex'),
      expiresAt,
    }
  }

  const ring: Ring = {
    async find(sought) {
      const { place, ip, fresh } = sought
      const held = known.get(place)
      if (held && !fresh && present() < held.expiresAt) return held
      known.delete(place)
      const found = await lookUp(sought)
      if (!found) return ring.refuse(ip)
      known.set(place, found)
      return found
    },
    noteUsed({ tenant, id }, ip) {
      const now = present()
      if (now - (usedAt.get(id) ?? 0) < usedEvery) return
      usedAt.set(id, now)
      database.run([inside(tenant.id), bind(noteUse, tenant.id, id, clock.now(), ip)]).catch(onError)
    },
    async refuse(ip, refusal = keyInvalid()) {
      const [{ rows }] = await database.run([attempts.count(keyAddress(ip))])
      if (rows[0]?.failures === keyLimit + 1)
        await database.run([journalEntry({ at: clock.now(), event: 'key-refused', ip })])
      const retryAfter = attempts.waiting(rows[0], keyLimit + 1)
      throw retryAfter > 0 ? tooManyAttempts({ retryAfter }) : refusal
    },
  }
  return ring
}
