import pg from 'pg'
import type { Registry, ResourceModel } from '../../src/records/model.ts'
import { quoted, snakeCase } from '../../src/records/names.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts'
import type { WireRecord, World } from './examples.ts'

/**
 * The tables of a registry without row-level security and foreign keys, so that nothing but the predicate
 * keeps tenants apart.
 */
export async function openWorld(
  registry: Registry,
): Promise<{ client: pg.Client; fill(world: World): Promise<void>; close(): Promise<void> }> {
  const database: TestDatabase = await createTestDatabase()
  const client = new pg.Client({ connectionString: database.superUrl })
  await client.connect()
  await client.query(`set timezone = 'UTC'; set datestyle = 'ISO'; ${fold}`)
  for (const model of registry.models.values()) await client.query(tableOf(model))
  return {
    client,
    fill: (world) => fill(client, registry, world),
    async close() {
      await client.end()
      await database.drop()
    },
  }
}

const fold = `create or replace function guildhall.fold(value text) returns text language sql immutable parallel safe
  as $$ select lower(public.unaccent('public.unaccent', value)) $$`

function tableOf(model: ResourceModel): string {
  const columns = [...model.fields.values()].flatMap((field) =>
    field.columns.map(({ name, type }) => `${quoted(name)} ${type}`),
  )
  const links = [...model.fields.values()].flatMap(({ link }) =>
    link ? [`create table ${link.qualified} (tenant_id uuid, owner_id uuid, target_id uuid, position integer)`] : [],
  )
  const system =
    'version integer, created_at timestamptz, created_by uuid, updated_at timestamptz, updated_by uuid, archived_at timestamptz'
  return [
    `create table ${model.qualified} (${['tenant_id uuid', 'id uuid', ...columns, system, 'primary key (tenant_id, id)'].join(', ')})`,
    ...links,
  ].join(';')
}

async function fill(client: pg.Client, registry: Registry, world: World): Promise<void> {
  for (const model of registry.models.values()) {
    const links = [...model.fields.values()].flatMap(({ link }) => (link ? [link.qualified] : []))
    await client.query(`truncate ${[model.qualified, ...links].join(', ')}`)
    for (const [tenant, resources] of Object.entries(world))
      for (const record of resources.get(model.name) ?? []) await insert(client, model, tenant, record)
  }
}

async function insert(client: pg.Client, model: ResourceModel, tenant: string, record: WireRecord): Promise<void> {
  const system = ['id', 'version', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy', 'archivedAt'].map(
    (name) => [snakeCase(name), record[name]] as const,
  )
  const fields = [...model.fields.values()].flatMap((field) => {
    const value = record[field.name]
    const parts = partsOf(field.kind, value, record[`${field.name}Zone`])
    return field.columns.slice(0, parts.length).map(({ name }, index) => [name, parts[index]] as const)
  })
  const columns = [['tenant_id', tenant] as const, ...system, ...fields]
  const names = columns.map(([name]) => quoted(name)).join(', ')
  const places = columns.map((_, index) => `$${index + 1}`).join(', ')
  await client.query(
    `insert into ${model.qualified} (${names}) values (${places})`,
    columns.map(([, value]) => value),
  )
  for (const { name, link } of model.fields.values())
    if (link)
      for (const target of (record[name] as string[] | undefined) ?? [])
        await client.query(`insert into ${link.qualified} values ($1, $2, $3, 0)`, [tenant, record.id, target])
}

function partsOf(kind: string, value: unknown, zone: unknown): unknown[] {
  if (kind === 'money')
    return value ? [(value as { amount: number }).amount, (value as { currency: string }).currency] : [null, null]
  if (kind === 'subject') return typeof value === 'string' ? value.split('/') : [null, null]
  return kind === 'instant' ? [value, zone] : [value]
}
