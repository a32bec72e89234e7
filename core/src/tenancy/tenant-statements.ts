import { prepare, type RawRow } from '../database/statement.ts'
import { asInstant } from '../records/codec.ts'
import { historyColumns, historyTypes } from '../records/history.ts'
import type { Tenant, TenantChanges } from './tenants.ts'

const columns =
  't.id, t.slug, t.name, t.host, t.parent_id, t.zone, t.language, t.currency, t.week_start, t.status, t.version, t.created_at, t.registration_id is not null'
const readTenant = ([
  id,
  slug,
  name,
  host,
  parent,
  zone,
  language,
  currency,
  weekStart,
  status,
  version,
  createdAt,
  isSelfRegistered,
]: RawRow): Tenant => ({
  id: String(id),
  slug: String(slug),
  name: String(name),
  host: host ?? null,
  parent: parent ?? null,
  zone: String(zone),
  language: String(language),
  currency: String(currency),
  weekStart: Number(weekStart),
  status: status as Tenant['status'],
  version: Number(version),
  createdAt: asInstant(String(createdAt)),
  isSelfRegistered: isSelfRegistered === 't',
})
const parameters: Readonly<Record<keyof TenantChanges, string>> = {
  slug: 'slug',
  name: 'name',
  host: 'host',
  parent: 'parent_id',
  zone: 'zone',
  language: 'language',
  currency: 'currency',
  weekStart: 'week_start',
  status: 'status',
}

export const insert = prepare(
  `insert into guildhall.tenants as t (id, slug, name, host, parent_id, zone, language, currency, week_start, created_at, quotas, registration_id)
   values ($1::uuid, $2, $3, $4, $5::uuid, $6, $7, $8, $9::int, $10::timestamptz, $11::jsonb, $12::uuid) returning ${columns}`,
  readTenant,
)
/** A zone that PostgreSQL does not know would make every question about days fail. */
export const tryZone = prepare('select $1::timestamptz at time zone $2')
export const insertSystem = prepare(
  `insert into guildhall.actors (tenant_id, id, kind, plugin, label) values ($1::uuid, $2::uuid, 'system', 'system', 'system')`,
)
export const presetSettings = prepare(
  `insert into guildhall.tenant_plugins (tenant_id, plugin, enabled, settings, changed_at) values ($1::uuid, $2, false, $3::jsonb, $4::timestamptz)`,
)
const findOne = (column: string) =>
  prepare(`select ${columns} from guildhall.tenants t where t.${column} = $1`, readTenant)
export const finders = {
  id: prepare(`select ${columns} from guildhall.tenants t where t.id = $1::uuid`, readTenant),
  slug: findOne('slug'),
  host: findOne('host'),
}
const matching = `($1::text is null or t.slug like $1 or guildhall.fold(t.name) like guildhall.fold($1)) and ($2::uuid[] is null or t.id = any($2::uuid[]))`
export const page = prepare(
  `select ${columns} from guildhall.tenants t where ${matching} order by t.slug limit $3::int offset $4::int`,
  readTenant,
)
export const count = prepare(`select count(*) from guildhall.tenants t where ${matching}`, ([total]) => Number(total))
/** Moves go one after another, so that two of them cannot close a circle together. */
export const queueUp = prepare(`select pg_advisory_xact_lock(hashtextextended('tenants', 0))`)
export const requireVersion = prepare(
  `select guildhall.ensure(not exists (select 1 from guildhall.tenants where id = $1::uuid and $2::int is not null and version <> $2::int), 'stale')`,
)
/** One that is being deleted is opened by taking that back, and in no other way. */
export const requireStay = prepare(
  `select guildhall.ensure(not $2::boolean or exists (select 1 from guildhall.tenants where id = $1::uuid and status in ('active', 'suspended')), 'leaving')`,
)
export const requireNoCycle = prepare(
  `select guildhall.ensure(not exists (select 1 from guildhall.branch($1::uuid) as below(id) where id = $2::uuid), 'cycle')`,
)
export const overtake = prepare(
  'update guildhall.tenants set epoch = epoch + 1 where id in (select guildhall.branch($1::uuid))',
)
export const insertHistory = prepare(
  `insert into guildhall.history (${historyColumns}) values (${historyTypes.map((type, index) => `$${index + 1}::${type}`).join(', ')})`,
)

export const changeable = Object.keys(parameters) as (keyof TenantChanges)[]

/** The next version of a tenant with some of its columns changed: the id, then their values. */
export function updating(names: readonly (keyof TenantChanges)[]) {
  const sets = names.map((name, index) => `${parameters[name]} = $${index + 2}::${typeOf(name)}`)
  return prepare(
    `update guildhall.tenants as t set ${sets.join(', ')}, version = t.version + 1 where t.id = $1::uuid returning ${columns}`,
    readTenant,
  )
}

const typeOf = (name: keyof TenantChanges) => (name === 'parent' ? 'uuid' : name === 'weekStart' ? 'int' : 'text')
