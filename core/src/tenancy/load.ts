import type { Archetype, TenantInfo } from '@guildhall/sdk'
import type { RoleDifferences } from '../access/roles.ts'
import type { Branding } from '../branding/branding.ts'
import { fieldColumns, fieldOfRow } from '../custom-fields/rows.ts'
import type { Database } from '../database/pool.ts'
import { type BoundStatement, bind, prepare, type RawRow } from '../database/statement.ts'
import type { CustomField } from '../records/custom/definition.ts'
import type { RoleContent } from './plans.ts'
import type { Quotas } from './quotas/quotas.ts'

export type Brand = Pick<Branding, 'name' | 'color' | 'logo'>

export interface LoadedTenant extends TenantInfo {
  readonly status: string
  readonly epoch: number
  /** Those it has on; null for all. */
  readonly languages: readonly string[] | null
  readonly quotas: Quotas
  readonly brand: Brand | null
}

export interface LoadedRole extends RoleContent {
  readonly id: string
  readonly name: string
}

/** All that decides what a user may do in a tenant, as it was at one moment. */
export interface Loaded {
  readonly tenant: LoadedTenant | undefined
  readonly user:
    | {
        readonly name: string
        readonly language: string | null
        readonly zone: string | null
        readonly superadmin: boolean
        readonly active: boolean
        readonly epoch: number
        readonly hasWayIn: boolean
      }
    | undefined
  readonly person: LoadedPerson | undefined
  readonly roles: readonly LoadedRole[]
  readonly above: readonly RoleContent[]
  readonly plugins: readonly LoadedPlugin[]
  readonly outsideActor: string | undefined
  /** What the tenant added to resources. */
  readonly fields: readonly CustomField[]
}

export interface LoadedPerson {
  readonly id: string
  readonly name: string
  readonly language: string | null
  readonly zone: string | null
  readonly status: string
  readonly startsOn: string | null
  readonly endsOn: string | null
}

export interface LoadedPlugin {
  readonly plugin: string
  readonly settings: Readonly<Record<string, unknown>>
}

const here = `(select nullif(current_setting('app.tenant', true), '')::uuid)`
const enterWanted = prepare(
  `select set_config('app.tenant', coalesce(guildhall.entrance($1::uuid, $2::text, $3::timestamptz)::text, ''), true)`,
)
const enterTenant = prepare(`select set_config('app.tenant', $1::uuid::text, true)`)
const tenantHere = prepare(
  `select id, slug, name, zone, language, currency, week_start, status, epoch, to_jsonb(languages), quotas,
     (select jsonb_build_object('name', b.name, 'color', b.color, 'logo', b.logo_hash) from guildhall.branding b where b.tenant_id = tenants.id) from guildhall.tenants where id = ${here} and status <> 'purging'`,
  ([id, slug, name, zone, language, currency, weekStart, status, epoch, languages, quotas, brand]): LoadedTenant => ({
    id: String(id),
    slug: String(slug),
    name: String(name),
    zone: String(zone),
    language: String(language),
    currency: String(currency),
    weekStart: Number(weekStart),
    status: String(status),
    epoch: Number(epoch),
    languages: JSON.parse(languages ?? 'null') as readonly string[] | null,
    quotas: JSON.parse(quotas ?? '{}') as Quotas,
    brand: JSON.parse(brand ?? 'null') as Brand | null,
  }),
)
const userOf = prepare(
  `select u.name, u.language, u.zone, u.superadmin, u.active, u.epoch,
     u.password_hash is not null or exists (select 1 from guildhall.provider_links l where l.user_id = u.id)
       or exists (select 1 from guildhall.passkeys k where k.user_id = u.id)
   from guildhall.users u where u.id = $1::uuid`,
  ([name, language, zone, superadmin, active, epoch, hasWayIn]) => ({
    name: String(name),
    language: language ?? null,
    zone: zone ?? null,
    superadmin: superadmin === 't',
    active: active === 't',
    epoch: Number(epoch),
    hasWayIn: hasWayIn === 't',
  }),
)
const personOf = prepare(
  `select p.id, p.name, p.language, p.zone, p.status, p.starts_on, p.ends_on
   from guildhall.memberships m join guildhall.people p on p.tenant_id = m.tenant_id and p.id = m.person_id
   where m.tenant_id = ${here} and m.user_id = $1::uuid`,
  ([id, name, language, zone, status, startsOn, endsOn]): LoadedPerson => ({
    id: String(id),
    name: String(name),
    language: language ?? null,
    zone: zone ?? null,
    status: String(status),
    startsOn: startsOn ?? null,
    endsOn: endsOn ?? null,
  }),
)
const rolesOf = prepare(
  `select r.archetype, r.differences, r.id, r.name
   from guildhall.memberships m
   join guildhall.people__roles l on l.tenant_id = m.tenant_id and l.owner_id = m.person_id
   join guildhall.roles r on r.tenant_id = l.tenant_id and r.id = l.target_id
   where m.tenant_id = ${here} and m.user_id = $1::uuid order by l.position`,
  (row): LoadedRole => ({ ...roleContent(row), id: String(row[2]), name: String(row[3]) }),
)
const rolesAbove = prepare(
  `select archetype, differences from guildhall.roles_above($1::uuid, ${here}, $2::timestamptz)
   where not exists (select 1 from guildhall.memberships m join guildhall.people p on p.tenant_id = m.tenant_id and p.id = m.person_id
     where m.tenant_id = ${here} and m.user_id = $1::uuid and p.status = 'active')`,
  roleContent,
)
const pluginsHere = prepare(
  `select plugin, settings from guildhall.tenant_plugins where tenant_id = ${here} and (enabled or plugin = 'core')`,
  ([plugin, settings]): LoadedPlugin => ({
    plugin: String(plugin),
    settings: JSON.parse(settings ?? '{}') as Record<string, unknown>,
  }),
)
const fieldsHere = prepare(
  `select ${fieldColumns} from guildhall.custom_fields where tenant_id = ${here} and status <> 'deleted' order by resource, position, id`,
  fieldOfRow,
)
const outsideActor = prepare(
  `select id from guildhall.actors where tenant_id = ${here} and kind = 'outside' and user_id = $1::uuid`,
  ([id]) => String(id),
)
const codeActor = prepare(
  `select id from guildhall.actors where tenant_id = ${here} and kind in ('plugin', 'system') and plugin = $1`,
  ([id]) => String(id),
)

/** Everything in one round trip. The epochs are read first: what is read after them is never older than they say. */
export async function loadUserIn(database: Database, userId: string, slug: string | null, at: string): Promise<Loaded> {
  const [, tenant, user, person, roles, above, plugins, actor, fields] = await database.run([
    bind(enterWanted, userId, slug, at),
    bind(tenantHere),
    bind(userOf, userId),
    bind(personOf, userId),
    bind(rolesOf, userId),
    bind(rolesAbove, userId, at),
    bind(pluginsHere),
    bind(outsideActor, userId),
    bind(fieldsHere),
  ])
  return {
    tenant: tenant.rows[0],
    user: user.rows[0],
    person: person.rows[0],
    roles: roles.rows,
    above: above.rows,
    plugins: plugins.rows,
    outsideActor: actor.rows[0],
    fields: fields.rows,
  }
}

/** @param actor the plugin's name, or `system` */
export async function loadTenant(database: Database, tenantId: string, actor: string) {
  const [, tenant, plugins, found, fields] = await database.run([
    bind(enterTenant, tenantId),
    bind(tenantHere),
    bind(pluginsHere),
    bind(codeActor, actor),
    bind(fieldsHere),
  ])
  return { tenant: tenant.rows[0], plugins: plugins.rows, actor: found.rows[0], fields: fields.rows }
}

/** To stand before statements that are to run inside a tenant. */
export function inside(tenantId: string): BoundStatement {
  return bind(enterTenant, tenantId)
}

export function roleContent([archetype, differences]: RawRow): RoleContent {
  return { archetype: archetype as Archetype, differences: JSON.parse(differences ?? '{}') as RoleDifferences }
}
