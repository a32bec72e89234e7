import { createHash } from 'node:crypto'
import type { Look } from '@guildhall/sdk'
import type { Database } from '../database/pool.ts'
import { bind, prepare } from '../database/statement.ts'
import type { Context } from '../records/context.ts'
import { historyOfAct } from '../records/record-act.ts'
import { inside } from '../tenancy/load.ts'
import { judgeLogo } from './logo.ts'

/** How a tenant looks. */
export interface Branding {
  /** Null where its own name is shown. */
  readonly name: string | null
  /** `#rrggbb`, as it was chosen; screens make of it what can be read. */
  readonly color: string | null
  /** What its logo's address carries. */
  readonly logo: string | null
  /** Whether strangers see it. */
  readonly isPublic: boolean
}

export interface BrandingChanges {
  readonly name?: string | null
  readonly color?: string | null
  readonly isPublic?: boolean
  /** The picture in base64; null takes it away. */
  readonly logo?: string | null
}

export interface Logo {
  readonly bytes: Buffer
  readonly type: string
  readonly hash: string
}

export const guildhallsOwn: Branding = { name: null, color: null, logo: null, isPublic: false }

const find = prepare(
  'select name, color, logo_hash, is_public from guildhall.branding where tenant_id = $1::uuid',
  ([name, color, logo, isPublic]): Branding => ({
    name: name ?? null,
    color: color ?? null,
    logo: logo ?? null,
    isPublic: isPublic === 't',
  }),
)
const findLogo = prepare(
  `select encode(logo, 'base64'), logo_type, logo_hash from guildhall.branding where tenant_id = $1::uuid and logo is not null`,
  ([logo, type, hash]): Logo => ({
    bytes: Buffer.from(String(logo), 'base64'),
    type: String(type),
    hash: String(hash),
  }),
)
const save = prepare(
  `insert into guildhall.branding (tenant_id, name, color, is_public, changed_at) values ($1::uuid, $2, $3, $4::boolean, $5::timestamptz)
   on conflict (tenant_id) do update set name = excluded.name, color = excluded.color, is_public = excluded.is_public, changed_at = excluded.changed_at`,
)
const saveLogo = prepare(
  `update guildhall.branding set logo = decode($2, 'base64'), logo_type = $3, logo_hash = $4 where tenant_id = $1::uuid`,
)
const overtake = prepare('update guildhall.tenants set epoch = epoch + 1 where id = $1::uuid')

export async function brandingOf(database: Database, tenantId: string): Promise<Branding> {
  const [, { rows }] = await database.run([inside(tenantId), bind(find, tenantId)])
  return rows[0] ?? guildhallsOwn
}

export async function logoOf(database: Database, tenantId: string): Promise<Logo | null> {
  const [, { rows }] = await database.run([inside(tenantId), bind(findLogo, tenantId)])
  return rows[0] ?? null
}

/** How a tenant's papers look. */
export async function lookOf(
  database: Database,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<Look> {
  const [brand, logo] = [await brandingOf(database, id), await logoOf(database, id)]
  return { name: brand.name ?? name, color: brand.color, logo: logo && { bytes: logo.bytes, type: logo.type } }
}

/** It is seen at the next request on every node, because it raises the epoch. @throws 422 */
export async function changeBranding(
  database: Database,
  context: Context,
  changes: BrandingChanges,
): Promise<Branding> {
  const { id } = context.tenant
  const before = await brandingOf(database, id)
  const { logo, ...given } = changes
  const after = { ...before, ...given }
  const picture = logo ? Buffer.from(logo, 'base64') : null
  const type = picture && judgeLogo(picture)
  const hash = picture && createHash('sha256').update(picture).digest('hex').slice(0, 20)
  const kept = { name: after.name?.trim() || null, color: after.color?.toLowerCase() ?? null }
  const act = {
    kind: 'branding',
    action: 'update',
    before,
    after: { ...after, ...kept, ...(logo !== undefined && { logo: hash }) },
  }
  await database.run([
    inside(id),
    bind(save, id, kept.name, kept.color, after.isPublic, context.clock.now()),
    ...(logo === undefined ? [] : [bind(saveLogo, id, logo, type, hash)]),
    bind(overtake, id),
    historyOfAct(context, act),
  ])
  return brandingOf(database, id)
}
