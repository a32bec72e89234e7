import type { RawRow } from '../../database/statement.ts'
import { asInstant } from '../../records/codec.ts'

export const newcomerArchetypes = ['worker', 'client', 'observer'] as const

/** Where, and as what, somebody unknown comes in. */
export interface Newcomers {
  /** The short name of a tenant. */
  readonly tenant: string
  readonly archetype: (typeof newcomerArchetypes)[number]
}

/** Who vouches for people at sign-in by OpenID Connect. Its secret is never among it. */
export interface Provider {
  readonly id: string
  /** In addresses. */
  readonly slug: string
  /** On the button. */
  readonly label: string
  readonly issuer: string
  readonly clientId: string
  readonly hasSecret: boolean
  /** Whose addresses may come in by it; none means whoever is linked. */
  readonly domains: readonly string[]
  /** Its word is enough to know somebody by his verified address in these domains. */
  readonly trusted: boolean
  /** Signing in there counts as the second step, too. */
  readonly bothSteps: boolean
  readonly newcomers: Newcomers | null
  readonly active: boolean
  readonly version: number
  readonly createdAt: string
}

export const providerColumns = `p.id, p.slug, p.label, p.issuer, p.client_id, p.secret is not null, to_jsonb(p.domains), p.trusted, p.both_steps,
  (select t.slug from guildhall.tenants t where t.id = p.newcomers_tenant_id), p.newcomers_archetype, p.active, p.version, p.created_at`
export const providerWidth = 14

export function readProvider(row: RawRow): Provider {
  const [id, slug, label, issuer, clientId, hasSecret, domains, trusted, bothSteps, tenant, archetype, active] = row
  const [version, createdAt] = row.slice(12)
  return {
    id: String(id),
    slug: String(slug),
    label: String(label),
    issuer: String(issuer),
    clientId: String(clientId),
    hasSecret: hasSecret === 't',
    domains: JSON.parse(String(domains)) as string[],
    trusted: trusted === 't',
    bothSteps: bothSteps === 't',
    newcomers: tenant && archetype ? { tenant, archetype: archetype as Newcomers['archetype'] } : null,
    active: active === 't',
    version: Number(version),
    createdAt: asInstant(String(createdAt)),
  }
}
