import type { Clock } from '@guildhall/sdk'
import { v7 as uuid } from 'uuid'
import { decrypt, encrypt, keyFor } from '../../config/cipher.ts'
import type { Database } from '../../database/pool.ts'
import { type BoundStatement, bind, prepare } from '../../database/statement.ts'
import { sqlState, violationOf } from '../../database/violation.ts'
import { invalid } from '../../records/errors.ts'
import { passkeyWay } from '../journal.ts'
import { providerUnknown, slugTaken } from './errors.ts'
import { mayAsk } from './issuer.ts'
import { type Newcomers, type Provider, providerColumns, providerWidth, readProvider } from './provider.ts'

export interface ProviderValues {
  readonly slug: string
  readonly label: string
  readonly issuer: string
  readonly clientId: string
  /** Never told again; absent keeps the one there is, null takes it away. */
  readonly secret?: string | null
  readonly domains?: readonly string[]
  readonly trusted?: boolean
  readonly bothSteps?: boolean
  readonly newcomers?: Newcomers | null
  readonly active?: boolean
}

export interface ProviderStore {
  list(): Promise<Provider[]>
  /** By id or short name. @throws 404 */
  require(which: string): Promise<Provider>
  /** With what only the provider is to hear. @throws 404 */
  open(which: string): Promise<{ provider: Provider; secret: string | null }>
  create(values: ProviderValues): Promise<Provider>
  update(id: string, values: Partial<ProviderValues>): Promise<Provider>
  remove(id: string): Promise<void>
}

const all = prepare(
  `select ${providerColumns} from guildhall.providers p order by p.created_at, p.id limit 100`,
  readProvider,
)
const one = prepare(
  `select ${providerColumns}, encode(p.secret, 'base64') from guildhall.providers p where p.id::text = $1 or p.slug = $1`,
  (row) => ({ provider: readProvider(row), sealed: row[providerWidth] ?? null }),
)
const tenantOf = prepare('select id from guildhall.tenants where slug = $1', ([id]) => String(id))
const upsert = prepare(
  `insert into guildhall.providers as p (id, slug, label, issuer, client_id, secret, domains, trusted, both_steps, newcomers_tenant_id,
     newcomers_archetype, active, created_at)
   values ($1::uuid, $2, $3, $4, $5, $6::bytea, $7::text[], $8::boolean, $9::boolean, $10::uuid, $11, $12::boolean, $13::timestamptz)
   on conflict (id) do update set slug = excluded.slug, label = excluded.label, issuer = excluded.issuer, client_id = excluded.client_id,
     secret = excluded.secret, domains = excluded.domains, trusted = excluded.trusted, both_steps = excluded.both_steps,
     newcomers_tenant_id = excluded.newcomers_tenant_id, newcomers_archetype = excluded.newcomers_archetype, active = excluded.active,
     version = p.version + 1
   returning ${providerColumns}`,
  readProvider,
)
const forgetLinks = prepare('delete from guildhall.provider_links where provider_id = $1::uuid')
const remove = prepare('delete from guildhall.providers where id = $1::uuid')

export interface StoreOptions {
  readonly database: Database
  readonly clock: Clock
  /** The installation's. */
  readonly secret: string
  readonly isDevelopment: boolean
}

export function keepProviders({ database, clock, secret: installation, isDevelopment }: StoreOptions): ProviderStore {
  const key = keyFor(installation, 'guildhall provider secrets')

  async function find(which: string) {
    const [{ rows }] = await database.run([bind(one, which)])
    const [found] = rows
    if (!found) throw providerUnknown()
    const { provider, sealed } = found
    return {
      provider,
      secret: sealed === null ? null : decrypt(key, Buffer.from(sealed, 'base64'), provider.id).toString(),
    }
  }

  /** @throws 422 for what does not fit together, 409 for a short name that is taken */
  async function save(
    id: string,
    values: Required<ProviderValues>,
    before: readonly BoundStatement[] = [],
  ): Promise<Provider> {
    const { slug, label, issuer, clientId, secret, trusted, bothSteps, newcomers, active } = values
    const domains = [...new Set(values.domains.map((domain) => domain.trim().toLowerCase()))]
    if (slug === passkeyWay) throw taken()
    if (!mayAsk(issuer, isDevelopment)) throw invalid({}, [{ path: 'issuer', code: 'providers.issuer_unsafe' }])
    const needsDomains = (trusted || newcomers !== null) && domains.length === 0
    if (needsDomains) throw invalid({}, [{ path: 'domains', code: 'providers.domains_missing' }])
    if (newcomers && !trusted) throw invalid({}, [{ path: 'newcomers', code: 'providers.newcomers_untrusted' }])
    const [{ rows: tenants }] = await database.run([bind(tenantOf, newcomers?.tenant ?? '')])
    if (newcomers && !tenants[0]) throw invalid({}, [{ path: 'newcomers', code: 'records.reference_missing' }])
    const sealed = secret ? `\\x${encrypt(key, Buffer.from(secret), id).toString('hex')}` : null
    const results = await database
      .run([
        ...before,
        bind(
          upsert,
          ...[id, slug, label, issuer, clientId, sealed, domains, trusted, bothSteps],
          ...[tenants[0] ?? null, newcomers?.archetype ?? null, active, clock.now()],
        ),
      ])
      .catch((error: unknown) => {
        if (violationOf(error)?.code !== sqlState.unique) throw error
        throw taken()
      })
    return results.at(-1)?.rows[0] as Provider
  }

  return {
    async list() {
      const [{ rows }] = await database.run([bind(all)])
      return rows
    },
    require: async (which) => (await find(which)).provider,
    open: find,
    create: (values) => save(uuid(), { ...usual, ...values }),
    async update(id, values) {
      const { provider, secret } = await find(id)
      // Another issuer calls other people by the same names.
      const isAnother = values.issuer !== undefined && values.issuer !== provider.issuer
      return save(provider.id, { ...provider, secret, ...values }, isAnother ? [bind(forgetLinks, provider.id)] : [])
    },
    async remove(id) {
      const [{ affected }] = await database.run([bind(remove, id)])
      if (affected === 0) throw providerUnknown()
    },
  }
}

const taken = () => slugTaken({}, [{ path: 'slug', code: slugTaken.code }])
const usual = { secret: null, domains: [], trusted: false, bothSteps: false, newcomers: null, active: true }
