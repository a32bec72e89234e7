import { expect, test } from 'vitest'
import { withClient } from '../../core/src/database/provision.ts'
import { ask } from '../../core/src/plugins/laws/ask.ts'
import { installationBooks, tenantTables } from '../../core/src/tenancy/archive/catalogue.ts'
import { createTestPlatform } from '../../core/testing/index.ts'
import config from '../../platform.config.ts'

test('every table that names a tenant goes along with it, or is a book of the installation that says what becomes of its lines', async () => {
  const platform = await createTestPlatform({ plugins: config.plugins })
  try {
    const { ownerUrl } = platform.urls
    const naming = await ask<{ name: string }>(
      ownerUrl,
      `select distinct n.nspname || '.' || c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p')
         and not c.relispartition join pg_namespace n on n.oid = c.relnamespace
       where a.attname like '%tenant_id' and a.attname <> 'last_tenant_id' and n.nspname not in ('pg_catalog', 'information_schema') order by 1`,
    )
    const groups = await withClient(ownerUrl, (client) => tenantTables(client))
    const tables = groups.flat()
    expect(naming.map(({ name }) => name)).toEqual([...tables.map(({ name }) => name), ...installationBooks].sort())
    // Each comes after what it points to, so that it can be written in this order and deleted in the other.
    const place = new Map(groups.flatMap((group, index) => group.map(({ name }) => [name, index])))
    for (const { name, references } of tables)
      for (const { table } of references) expect(place.get(table) ?? -1).toBeLessThanOrEqual(place.get(name) ?? -1)
    // By this name a restore knows whose id is to be exchanged.
    for (const { references } of tables)
      for (const { table, columns } of references) if (table === 'guildhall.users') expect(columns).toEqual(['user_id'])
    expect(tables.find(({ name }) => name === 'guildhall.personal_keys')?.isSecret).toBe(true)
  } finally {
    await platform.close()
  }
})
