import type { Clock } from '@guildhall/sdk'
import { LRUCache } from 'lru-cache'
import type { Database } from '../database/pool.ts'
import { bind } from '../database/statement.ts'
import { fingerprint } from '../identity/secrets.ts'
import { findActing } from './statements.ts'

/** Somebody who does what a person may, in his place. */
export interface Acting {
  readonly id: string
  readonly tenant: { readonly id: string; readonly slug: string }
  /** Who acts. */
  readonly by: { readonly userId: string; readonly name: string }
  /** For whom. */
  readonly userId: string
  readonly personId: string
  /** Who the history says it was. */
  readonly actorId: string
  readonly reason: string
  readonly until: string
}

/** With the person's name in the tenant. */
export type NamedActing = Acting & { readonly name: string }

export interface Actings {
  /** Begun in this session and not over; from memory where it can, as sessions are. */
  resolve(token: string, sessionId: string, options?: { fresh?: boolean }): Promise<Acting | null>
}

/** It ends so long after it began in any case. */
export const longestActing = 30 * 60_000

const remembered = 1_000

export function keepActings({ database, clock }: { readonly database: Database; readonly clock: Clock }): Actings {
  const known = new LRUCache<string, Acting>({ max: remembered })
  return {
    async resolve(token, sessionId, { fresh = false } = {}) {
      const place = `${sessionId} ${fingerprint(token)}`
      const held = fresh ? undefined : known.get(place)
      if (held && clock.now() < held.until) return held
      known.delete(place)
      const [{ rows }] = await database.run([bind(findActing, fingerprint(token), sessionId, clock.now())])
      if (rows[0]) known.set(place, rows[0])
      return rows[0] ?? null
    },
  }
}
