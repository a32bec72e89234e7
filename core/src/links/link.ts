import type { RawRow } from '../database/statement.ts'
import { asInstant, asInstantOrNull } from '../records/codec.ts'

export const linkStates = ['working', 'refused', 'failing'] as const
export type LinkState = (typeof linkStates)[number]

/** A tenant of another installation that this one's administrators look into. Its private key is never among it. */
export interface Link {
  readonly id: string
  readonly name: string
  /** `https://crm.example.org`. */
  readonly url: string
  /** As it told of itself. */
  readonly tenant: { readonly slug: string; readonly name: string }
  readonly keyId: string
  readonly state: LinkState
  readonly succeededAt: string | null
  readonly failedAt: string | null
  /** The code of the last failure. */
  readonly failure: string | null
  readonly createdAt: string
  readonly addedBy: string
}

export const linkColumns = `l.id, l.name, l.url, l.remote_slug, l.remote_name, l.key_id, l.state, l.succeeded_at, l.failed_at, l.failure, l.created_at,
  (select a.label from guildhall.actors a where a.tenant_id = l.tenant_id and a.id = l.actor_id)`
export const linkWidth = 12

export function readLink(row: RawRow): Link {
  const [id, name, url, slug, tenantName, keyId, state, succeededAt, failedAt, failure, createdAt, addedBy] = row
  return {
    id: String(id),
    name: String(name),
    url: String(url),
    tenant: { slug: String(slug), name: String(tenantName) },
    keyId: String(keyId),
    state: state as LinkState,
    succeededAt: asInstantOrNull(succeededAt),
    failedAt: asInstantOrNull(failedAt),
    failure: failure ?? null,
    createdAt: asInstant(String(createdAt)),
    addedBy: String(addedBy ?? ''),
  }
}
