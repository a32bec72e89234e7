import type pg from 'pg'
import type { FieldModel } from '../../records/model.ts'
import { tablesOf } from '../../records/tables/tables.ts'
import type { Installed } from '../host.ts'
import { dependantsOf } from '../order.ts'
import { find } from '../switching.ts'
import { nameOf, present, type TableName } from './tables.ts'

/** What a removal would touch, said before anything is done. */
export interface RemovalPlan {
  readonly plugin: string
  readonly version: string | null
  /** Installed plugins that cannot be without it: while there are any, it is not removed. */
  readonly neededBy: readonly string[]
  /** Installed plugins that use it where it is. */
  readonly enhances: readonly string[]
  readonly tenants: readonly { readonly slug: string; readonly name: string; readonly hasSettings: boolean }[]
  readonly tables: readonly {
    readonly table: string
    readonly rows: number
    readonly tenants: readonly { readonly slug: string; readonly rows: number }[]
  }[]
  /** Rows of other plugins that point to its records. They stay, and what they point to is not to be seen meanwhile. */
  readonly references: readonly { readonly from: string; readonly rows: number }[]
  readonly jobs: readonly string[]
  readonly subscriptions: readonly string[]
  /** Roles whose own differences name its resources, and views saved of their lists: both are kept. */
  readonly roles: number
  readonly views: number
  readonly files: number
  /** Days until what is archived is purged. */
  readonly graceDays: number
}

/** The tables of a plugin's definitions; it has no others. */
export function tablesOfPlugin({ registry }: Installed, plugin: string): TableName[] {
  return modelsOf(registry, plugin)
    .flatMap((model) => tablesOf(model, registry))
    .map(({ schema, name }) => ({ schema, name }))
}

export const modelsOf = (registry: Installed['registry'], plugin: string) =>
  [...registry.models.values()].filter((model) => model.plugin === plugin)

export async function planRemoval(
  client: pg.ClientBase,
  installed: Installed,
  name: string,
  graceDays: number,
): Promise<RemovalPlan> {
  const plugin = find(installed, name)
  const resources = modelsOf(installed.registry, name).map((model) => model.name)
  const tables = await present(client, tablesOfPlugin(installed, name))
  const count = async (text: string, values: unknown[]) =>
    Number((await client.query<{ count: string }>(text, values)).rows[0]?.count ?? 0)
  return {
    plugin: name,
    version: plugin.version ?? null,
    neededBy: dependantsOf(installed.plugins, name),
    enhances: installed.plugins.filter(({ enhances = [] }) => enhances.includes(name)).map((each) => each.name),
    tenants: await tenantsWith(client, name),
    tables: await rowsOf(client, tables),
    references: await referencesTo(client, installed, name, resources),
    jobs: Object.keys(plugin.jobs ?? {}),
    subscriptions: installed.handlers.filter((handler) => handler.plugin === name).map(({ event }) => event),
    roles: await count(
      'select count(*) from guildhall.roles where exists (select from unnest($1::text[]) r where differences::text like format($$%%"%s"%%$$, r))',
      [resources],
    ),
    views: await count('select count(*) from guildhall.saved_views where resource = any ($1::text[])', [resources]),
    files: await filesOf(client, installed, name),
    graceDays,
  }
}

async function tenantsWith(client: pg.ClientBase, plugin: string): Promise<RemovalPlan['tenants']> {
  const { rows } = await client.query<RemovalPlan['tenants'][number]>(
    `select t.slug, t.name, p.settings <> '{}' as "hasSettings" from guildhall.tenant_plugins p join guildhall.tenants t on t.id = p.tenant_id
     where p.plugin = $1 and p.enabled order by t.slug`,
    [plugin],
  )
  return rows
}

async function rowsOf(client: pg.ClientBase, tables: readonly TableName[]): Promise<RemovalPlan['tables']> {
  const counted: RemovalPlan['tables'][number][] = []
  for (const table of tables) {
    const { rows } = await client.query<{ slug: string; rows: number }>(
      `select t.slug, count(*)::int as rows from ${nameOf(table)} r join guildhall.tenants t on t.id = r.tenant_id group by t.slug order by t.slug`,
    )
    counted.push({ table: table.name, rows: rows.reduce((sum, each) => sum + each.rows, 0), tenants: rows })
  }
  return counted
}

/** By a foreign key, or as a subject: a reference to a record of any resource. */
async function referencesTo(
  client: pg.ClientBase,
  { registry }: Installed,
  plugin: string,
  resources: readonly string[],
): Promise<RemovalPlan['references']> {
  const found: { from: string; rows: number }[] = []
  for (const model of registry.models.values()) {
    if (model.plugin === plugin) continue
    for (const field of model.fields.values()) {
      const condition = pointing(field, resources)
      if (!condition) continue
      const { rows } = await client.query<{ rows: number }>(
        `select count(*)::int as rows from ${field.link?.qualified ?? model.qualified} where ${condition}`,
        condition.includes('$1') ? [resources] : [],
      )
      if (rows[0]?.rows) found.push({ from: `${model.name}.${field.name}`, rows: rows[0].rows })
    }
  }
  return found
}

function pointing(field: FieldModel, resources: readonly string[]): string | null {
  const column = field.columns[0]?.name
  if (field.kind === 'subject' && column) return `"${column}" = any ($1::text[])`
  if (!resources.includes(field.definition.target ?? '')) return null
  if (field.kind === 'ref' && column) return `"${column}" is not null`
  return field.kind === 'refs' && field.link ? 'true' : null
}

async function filesOf(client: pg.ClientBase, { registry }: Installed, plugin: string): Promise<number> {
  const links = modelsOf(registry, plugin)
    .flatMap((model) => model.links)
    .flatMap(({ kind, link }) => (kind === 'files' && link ? [link.qualified] : []))
  let files = 0
  for (const link of links)
    files += (await client.query<{ files: number }>(`select count(*)::int as files from ${link}`)).rows[0]?.files ?? 0
  return files
}
