import { type Archetype, type Clock, DomainError } from '@guildhall/sdk'
import type { RoleDifferences } from '../access/roles.ts'
import type { Database } from '../database/pool.ts'
import { bind } from '../database/statement.ts'
import { sqlState, violationOf } from '../database/violation.ts'
import type { NewPerson } from '../people/add.ts'
import type { Context } from '../records/context.ts'
import { invalid, stale } from '../records/errors.ts'
import { historyValues } from '../records/history.ts'
import type { ResourceModel } from '../records/model.ts'
import { hostTaken, slugTaken, tenantCycle, tenantIsBusy, tenantNotFound } from './errors.ts'
import { inside } from './load.ts'
import type { Quotas } from './quotas/quotas.ts'
import { requireSettings, type TenantSettings } from './settings.ts'
import * as sql from './tenant-statements.ts'

/** A business, or a branch of one. */
export interface Tenant extends TenantSettings {
  readonly id: string
  readonly slug: string
  readonly host: string | null
  readonly parent: string | null
  readonly status: TenantStatus
  readonly version: number
  readonly createdAt: string
  /** It came to be by a registration, not by whoever runs the installation. */
  readonly isSelfRegistered: boolean
}

/** Only an active one is open to its people; what becomes of one that is being deleted, see deletion/. */
export type TenantStatus = 'active' | 'suspended' | 'deleting' | 'purging'

export interface NewTenant extends Partial<TenantSettings> {
  readonly slug: string
  readonly name: string
  readonly host?: string | null
  /** The id of the tenant above. */
  readonly parent?: string | null
  /** Plugins that are on from the beginning, with those they require. */
  readonly plugins?: readonly string[]
  /** Settings of plugins, that their first steps may go by. */
  readonly settings?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** The first administrator; invited, unless he is given a password. */
  readonly admin?: Pick<NewPerson, 'email' | 'name' | 'password' | 'hash' | 'isIn' | 'language'>
  /** What it may have at most; no limits unless given. */
  readonly quotas?: Quotas
  /** The registration it comes of; of each there is one tenant at most. */
  readonly registration?: string
  /** Roles besides the five every tenant begins with. */
  readonly roles?: readonly {
    readonly name: string
    readonly archetype: Archetype
    readonly differences?: RoleDifferences
  }[]
}

export type TenantChanges = Partial<Pick<Tenant, keyof TenantSettings | 'slug' | 'host' | 'parent' | 'status'>>

export interface TenantQuery {
  readonly search?: string
  readonly ids?: readonly string[]
  readonly from?: number
  readonly to?: number
}

export interface Tenants {
  /** All at once or nothing. @throws 409 for a slug that is taken, 422 for settings, plugins or an administrator that cannot be meant */
  create(tenant: NewTenant): Promise<Tenant>
  /** By id, slug or host. */
  find(by: { readonly id: string } | { readonly slug: string } | { readonly host: string }): Promise<Tenant | null>
  list(query?: TenantQuery): Promise<{ readonly tenants: Tenant[]; readonly total: number }>
  /**
   * Changes what is given; a new parent moves the whole branch at once. @throws 404, 409 when another came first, 422 for a circle
   * @param by who does it, for the history
   */
  update(
    id: string,
    changes: TenantChanges,
    options: { readonly version?: number | undefined; readonly by: Context },
  ): Promise<Tenant>
}

export interface TenantsOptions {
  readonly database: Database
  readonly clock: Clock
  create(tenant: NewTenant): Promise<Tenant>
}

export function keepTenants({ database, clock, create }: TenantsOptions): Tenants {
  async function find(by: Parameters<Tenants['find']>[0]): Promise<Tenant | null> {
    const [[name, value]] = Object.entries(by) as [[keyof typeof sql.finders, string]]
    const [{ rows }] = await database.run([bind(sql.finders[name], name === 'host' ? value.toLowerCase() : value)])
    return rows[0] ?? null
  }

  return {
    find,
    create: (tenant) => create(tenant).catch(refuse),
    async list({ search, ids, from = 0, to = 999 } = {}) {
      const values = [search ? `%${search.replaceAll(/[\\%_]/g, '\\$&')}%` : null, ids ?? null]
      const [rows, total] = await database.run([
        bind(sql.page, ...values, Math.min(to - from + 1, 1000), from),
        bind(sql.count, ...values),
      ])
      return { tenants: rows.rows, total: total.rows[0] ?? 0 }
    },
    async update(id, changes, { version, by }) {
      const before = await find({ id })
      if (!before) throw tenantNotFound()
      if (version !== undefined && version !== before.version) throw stale({ version: before.version, given: version })
      const after = { ...before, ...changes, ...(changes.host && { host: changes.host.toLowerCase() }) }
      requireSettings(after)
      const names = sql.changeable.filter((name) => after[name] !== before[name])
      if (names.length === 0) return before
      const isMoved = names.includes('parent')
      const change = {
        model: { name: 'tenants' } as ResourceModel,
        id,
        version: before.version + 1,
        action: 'update',
        before: Object.fromEntries(names.map((name) => [name, before[name]])),
        after: Object.fromEntries(names.map((name) => [name, after[name]])),
      }
      const results = await database
        .run([
          bind(sql.queueUp),
          bind(sql.requireVersion, id, version ?? null),
          bind(sql.requireStay, id, names.includes('status')),
          bind(sql.requireNoCycle, id, isMoved ? after.parent : null),
          bind(sql.tryZone, clock.now(), after.zone),
          bind(sql.updating(names), id, ...names.map((name) => after[name])),
          bind(sql.overtake, id),
          inside(by.tenant.id),
          bind(sql.insertHistory, ...historyValues(by, change)),
        ])
        .catch(refuse)
      return results[5].rows[0] as Tenant
    },
  }
}

function refuse(error: unknown): never {
  if (error instanceof DomainError) throw error
  const violation = violationOf(error)
  if (violation?.code === sqlState.notAllowed && violation.detail === 'leaving') throw tenantIsBusy()
  if (violation?.code === sqlState.notAllowed)
    throw violation.detail === 'cycle' ? tenantCycle({}, [{ path: 'parent', code: tenantCycle.code }]) : stale()
  if (violation?.constraint === 'tenants_slug_key') throw slugTaken({}, [{ path: 'slug', code: slugTaken.code }])
  if (violation?.constraint === 'tenants_host_key') throw hostTaken({}, [{ path: 'host', code: hostTaken.code }])
  if (violation?.code === sqlState.foreignKey)
    throw invalid({}, [{ path: 'parent', code: 'records.reference_missing' }])
  if (violation?.constraint === 'tenants_slug_check') throw invalid({}, [{ path: 'slug', code: 'validation.pattern' }])
  // invalid_parameter_value: the zone
  if (violation?.code === '22023') throw invalid({}, [{ path: 'zone', code: 'tenancy.unknown_zone' }])
  throw error
}

/** All that are active, a portion at a time. */
export async function* eachTenant(tenants: Pick<Tenants, 'list'>): AsyncIterable<Tenant> {
  for (let from = 0; ; from += 1000) {
    const { tenants: portion } = await tenants.list({ from, to: from + 999 })
    yield* portion.filter(({ status }) => status === 'active')
    if (portion.length < 1000) return
  }
}
