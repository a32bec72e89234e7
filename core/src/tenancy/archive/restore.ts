import pg from 'pg'
import { notEqual } from '../../archive/errors.ts'
import { requirePlugins } from '../../archive/installed.ts'
import { type Line, linesOf, sessionFormat, tally, valuesOfLines } from '../../archive/lines.ts'
import type { ArchivedTable } from '../../archive/manifest.ts'
import { checkArchive, readArchive } from '../../archive/read.ts'
import { slugTaken, tenantIsBusy } from '../errors.ts'
import { type TenantTable, tenantTables } from './catalogue.ts'
import { tablesMissing, tenantExists } from './errors.ts'
import { format, type Manifest } from './manifest.ts'
import { selectLines } from './rows.ts'
import { addAuthenticators, addUsers, authenticators, knownUsers, users } from './users.ts'
import type { ArchiveParts } from './write.ts'

export interface RestoreOptions {
  /** Another short name than it had. */
  readonly slug?: string | undefined
  readonly passphrase?: string | undefined
  readonly onProgress?: (done: { readonly table: string; readonly rows: number }) => void
}

export interface Restored {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly rows: number
  /** Its people who had no login here. */
  readonly newUsers: number
  /** What it had and could not have again: its web address, the tenant above it. */
  readonly without: readonly ('host' | 'parent')[]
}

/**
 * Brings a tenant back from its archive, in one transaction: all of it, and each table equal to what the archive says, or nothing.
 * @throws 409 where it is still there, its short name is taken or plugins are lacking, 422 for an archive that is not whole
 */
export async function restoreArchive(parts: ArchiveParts, path: string, options: RestoreOptions): Promise<Restored> {
  const manifest = await checkArchive<Manifest>({ path, passphrase: options.passphrase, format })
  const client = await parts.pool.connect()
  let isBroken = false
  try {
    await client.query(`begin; ${sessionFormat}`)
    const restored = await restoreWith(client, parts, manifest, path, options)
    await client.query('commit')
    return restored
  } catch (error) {
    await client.query('rollback').catch(() => {
      isBroken = true
    })
    throw error
  } finally {
    client.release(isBroken)
  }
}

async function restoreWith(
  client: pg.PoolClient,
  parts: ArchiveParts,
  manifest: Manifest,
  path: string,
  { slug = manifest.tenant.slug, passphrase, onProgress }: RestoreOptions,
): Promise<Restored> {
  // One after the other: two of one archive would only meet at its keys.
  await client.query(`select pg_advisory_xact_lock(hashtextextended('tenant restore', 0))`)
  await requirePlugins(client, manifest.plugins)
  const tables = (await tenantTables(client)).flat()
  requireTables(tables, manifest)
  const { id } = manifest.tenant
  await requireFree(client, id, slug)
  const without = await addTenant(client, manifest, slug)

  const behind: Record<string, Line[]> = { [users.name]: [], [authenticators.name]: [] }
  const archived = new Map(manifest.tables.map((table) => [table.name, table]))
  const staged = await stage(client, tables, archived)
  const counts = new Map<string, number>()
  await readArchive<Manifest>(
    { path, passphrase, format },
    async (name, lines) => {
      const { columns } = archived.get(name) as ArchivedTable
      const own = parts.secrets.in(name, columns, lines)
      if (behind[name]) behind[name].push(...own)
      else await client.query(staged.get(name)?.fill ?? '', [own])
      counts.set(name, (counts.get(name) ?? 0) + lines.length)
      onProgress?.({ table: name, rows: counts.get(name) ?? 0 })
    },
    (entry, bytes) => parts.outside.restore(id, entry, bytes),
  )
  const { known, added } = await bringUsers(client, behind)
  for (const group of await tenantTables(client))
    await client.query(
      moveGroup(
        group.filter(({ name }) => staged.has(name)),
        archived,
        known,
      ),
    )
  await settle(client, id)
  await requireEqual(client, parts, manifest, tables, known)
  await client.query('delete from guildhall.tenant_deletions where id = $1', [id])
  return {
    id,
    slug,
    name: manifest.tenant.name,
    rows: [...counts.values()].reduce((sum, rows) => sum + rows, 0),
    newUsers: added,
    without,
  }
}

function requireTables(here: readonly TenantTable[], { tables }: Manifest): void {
  const known = new Map(here.map((table) => [table.name, new Set(table.columns.map(({ name }) => name))]))
  const lacking = tables
    .filter(({ name }) => name !== users.name && name !== authenticators.name)
    .flatMap(({ name, columns, rows }) => {
      if (rows === 0) return []
      const found = known.get(name)
      if (!found) return [name]
      return columns.filter((column) => !found.has(column)).map((column) => `${name}.${column}`)
    })
  if (lacking.length > 0) throw tablesMissing({ tables: lacking.join(', ') })
}

async function requireFree(client: pg.ClientBase, id: string, slug: string): Promise<void> {
  const { rows } = await client.query<{ id: string; slug: string; name: string; status: string }>(
    'select id, slug, name, status from guildhall.tenants where id = $1 or slug = $2 order by id = $1 desc',
    [id, slug],
  )
  const [found] = rows
  if (found?.id === id && found.status === 'purging') throw tenantIsBusy()
  if (found?.id === id) throw tenantExists({ name: found.name, slug: found.slug })
  if (found) throw slugTaken({}, [{ path: 'slug', code: slugTaken.code }])
}

/** Its own row, with an epoch that nobody remembers, so that what nodes knew of it before does not count. */
async function addTenant(client: pg.ClientBase, { tenant }: Manifest, slug: string): Promise<Restored['without']> {
  const { rows } = await client.query<{ host: boolean; parent: boolean; epoch: string }>(
    `select exists (select from guildhall.tenants where host = $1) as host,
       $2::uuid is not null and not exists (select from guildhall.tenants where id = $2) as parent,
       greatest($3::bigint, (select epoch from guildhall.tenant_deletions where id = $4)) + 1 as epoch`,
    [tenant.host, tenant.parent_id, tenant.epoch, tenant.id],
  )
  const found = rows[0] as { host: boolean; parent: boolean; epoch: string }
  const without = (['host', 'parent'] as const).filter((name) => found[name])
  const row = {
    ...tenant,
    slug,
    epoch: found.epoch,
    status: tenant.status === 'suspended' ? 'suspended' : 'active',
    ...(found.host && { host: null }),
    ...(found.parent && { parent_id: null }),
  }
  const columns = Object.keys(row).map((name) => pg.escapeIdentifier(name))
  await client.query(
    `insert into guildhall.tenants (${columns}) select ${columns} from jsonb_populate_record(null::guildhall.tenants, $1)`,
    [JSON.stringify(row)],
  )
  return without
}

/** A place beside each table, where its rows wait until all are there: what points in a circle can only be written at once. */
async function stage(
  client: pg.ClientBase,
  tables: readonly TenantTable[],
  archived: ReadonlyMap<string, ArchivedTable>,
): Promise<Map<string, { fill: string }>> {
  const staged = new Map<string, { fill: string }>()
  for (const table of tables) {
    const there = archived.get(table.name)
    if (!there || there.rows === 0) continue
    const names = there.columns.map((name) => pg.escapeIdentifier(name))
    const types = new Map(table.columns.map(({ name, type }) => [name, type]))
    const place = stagedName(table)
    await client.query(
      `create temp table ${place} on commit drop as select ${names} from ${table.qualified} with no data`,
    )
    const values = valuesOfLines(there.columns.map((name) => types.get(name) ?? 'text'))
    staged.set(table.name, { fill: `insert into ${place} (${names}) ${values}` })
  }
  return staged
}

const stagedName = ({ name }: TenantTable) => pg.escapeIdentifier(`staged ${name}`)

/** The tables of a group in one statement: constraints look at its end, so rows may point to each other. */
function moveGroup(
  group: readonly TenantTable[],
  archived: ReadonlyMap<string, ArchivedTable>,
  known: ReadonlyMap<string, string>,
): string {
  if (group.length === 0) return 'select'
  const parts = group.map((table, index) => {
    const drawn = new Set(table.columns.filter(({ isDrawn }) => isDrawn).map(({ name }) => name))
    const columns = (archived.get(table.name) as ArchivedTable).columns.filter((name) => !drawn.has(name))
    const values = columns.map((name) => expressionOf(table.name, name, known))
    const order = [...drawn].map((name) => `s.${pg.escapeIdentifier(name)}`)
    return `m${index} as (insert into ${table.qualified} (${columns.map((name) => pg.escapeIdentifier(name))})
      select ${values} from ${stagedName(table)} s ${order.length > 0 ? `order by ${order}` : ''})`
  })
  return `with ${parts.join(', ')} select`
}

function expressionOf(table: string, column: string, known: ReadonlyMap<string, string>): string {
  const value = `s.${pg.escapeIdentifier(column)}`
  // Below all positions there are: nobody who follows the events takes them for new.
  if (table === 'guildhall.outbox' && column === 'position')
    return `${value} - (select count(*) + 1 from "staged guildhall.outbox") + (select least(min(position), 0) from guildhall.outbox)`
  return column === 'user_id' ? exchanged(value, known) : value
}

const exchanged = (value: string, ids: ReadonlyMap<string, string>) => {
  const changed = [...ids].filter(([from, to]) => from !== to)
  if (changed.length === 0) return value
  const cases = changed.map(([from, to]) => `when ${pg.escapeLiteral(from)} then ${pg.escapeLiteral(to)}::uuid`)
  return `case ${value}::text ${cases.join(' ')} else ${value} end`
}

/** Parked deliveries stand by their event's new place in the outbox. */
async function settle(client: pg.ClientBase, tenantId: string): Promise<void> {
  await client.query(
    `update guildhall.held_deliveries h set sequence = o.sequence from guildhall.outbox o
     where h.tenant_id = $1 and o.tenant_id = $1 and o.id = h.item_id and h.kind = 'event'`,
    [tenantId],
  )
}

async function bringUsers(
  client: pg.ClientBase,
  behind: Readonly<Record<string, readonly Line[]>>,
): Promise<{ known: Map<string, string>; added: number }> {
  const lines = behind[users.name] ?? []
  const known = await knownUsers(client, lines)
  const isNew = (line: Line) => !known.has(String((JSON.parse(line) as unknown[])[0]))
  const added = lines.filter(isNew)
  await addUsers(client, added)
  await addAuthenticators(client, (behind[authenticators.name] ?? []).filter(isNew))
  return { known, added: added.length }
}

async function requireEqual(
  client: pg.ClientBase,
  parts: ArchiveParts,
  manifest: Manifest,
  tables: readonly TenantTable[],
  known: ReadonlyMap<string, string>,
): Promise<void> {
  const byName = new Map(tables.map((table) => [table.name, table]))
  const back = new Map([...known].map(([there, here]) => [here, there]))
  const differing: string[] = []
  for (const { name, columns, rows, sha256 } of manifest.tables) {
    const table = byName.get(name)
    if (!table) continue
    const userId = (column: string) => exchanged(column, back)
    const kept = tally()
    const { handlers, secrets } = parts
    for await (const lines of linesOf(
      client,
      selectLines(table, { tenantId: manifest.tenant.id, columns, handlers, userId }),
    ))
      kept.add(secrets.out(name, columns, lines))
    const found = kept.result()
    if (found.rows !== rows || found.sha256 !== sha256) differing.push(name)
  }
  if (differing.length > 0) throw notEqual({ tables: differing.join(', ') })
}
