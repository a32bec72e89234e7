import { expect, test } from 'vitest'
import { pendingMigrations, runMigrations } from '../../src/database/migrations/index.ts'
import { ask, core, freshDatabase, pluginWorkshop } from './workshop.ts'

test('the core comes first, then each plugin in the order given, and the second time there is nothing to do', async () => {
  const { ownerUrl } = await freshDatabase()
  const [garden, shop] = [pluginWorkshop('garden'), pluginWorkshop('shop')]
  garden.write('0001_beds.sql', 'CREATE TABLE beds (id int PRIMARY KEY)')
  garden.write('0002_width.sql', 'ALTER TABLE beds ADD COLUMN width int')
  shop.write('0001_shelves.sql', 'CREATE TABLE shelves (bed int REFERENCES beds)')
  const sources = [core, garden.source, shop.source]

  const expected = [
    ['core', '0001_foundation.sql'],
    ['garden', '0001_beds.sql'],
    ['garden', '0002_width.sql'],
    ['shop', '0001_shelves.sql'],
  ]
  const names = (migrations: { plugin: string; name: string }[]) =>
    migrations
      .filter(({ plugin, name }) => plugin !== 'core' || name.startsWith('0001'))
      .map(({ plugin, name }) => [plugin, name])
  expect(names(await pendingMigrations({ ownerUrl, sources }))).toEqual(expected)
  expect(await ask(ownerUrl, "SELECT 1 FROM pg_tables WHERE schemaname = 'guildhall'")).toHaveLength(0)
  expect(names(await runMigrations({ ownerUrl, sources }))).toEqual(expected)
  expect(await runMigrations({ ownerUrl, sources })).toEqual([])
  expect(await pendingMigrations({ ownerUrl, sources })).toEqual([])
})

test('nothing to do stays nothing to do', async () => {
  const { ownerUrl } = await freshDatabase()
  await runMigrations({ ownerUrl, sources: [core] })
  for (let round = 0; round < 5; round += 1) expect(await runMigrations({ ownerUrl, sources: [core] })).toEqual([])
})

test('of two processes at once one migrates, the other waits and finds nothing to do', async () => {
  const { ownerUrl } = await freshDatabase()
  const garden = pluginWorkshop()
  garden.write('0001_slow.sql', 'CREATE TABLE beds (id int); SELECT pg_sleep(0.3)')
  const sources = [core, garden.source]
  const said: string[] = []
  const log = { info: (_: unknown, message: string) => void said.push(message) }
  const [one, other] = await Promise.all([
    runMigrations({ ownerUrl, sources, log }),
    runMigrations({ ownerUrl, sources, log }),
  ])
  expect([one.length, other.length].sort()).toEqual([0, one.length + other.length])
  expect(said.filter((message) => message.startsWith('waiting'))).toHaveLength(1)
})

test('a failure keeps what the plugin had before, and says which statement on which line', async () => {
  const { ownerUrl } = await freshDatabase()
  const [garden, shop] = [pluginWorkshop('garden'), pluginWorkshop('shop')]
  const sources = [core, garden.source, shop.source]
  garden.write('0001_beds.sql', 'CREATE TABLE beds (id int PRIMARY KEY); INSERT INTO beds VALUES (1)')
  await runMigrations({ ownerUrl, sources })

  garden.write('0002_more.sql', 'CREATE TABLE paths (id int)')
  garden.write(
    '0003_wrong.sql',
    "-- A note; with a semicolon\nCREATE TABLE ponds (name text DEFAULT 'a;b');\n\nINSERT INTO ponds VALUES ('x');\n  INSERT INTO beds VALUES (1);",
  )
  shop.write('0001_shelves.sql', 'CREATE TABLE shelves (id int)')
  const failure = {
    code: 'boot.migration_failed',
    params: expect.objectContaining({ plugin: 'garden', file: '0003_wrong.sql', statement: 3, line: 5 }),
  }
  await expect(runMigrations({ ownerUrl, sources })).rejects.toMatchObject(failure)
  expect(await tables(ownerUrl)).toEqual(['beds'])
  expect(await ask(ownerUrl, "SELECT name FROM guildhall.migrations WHERE plugin <> 'core'")).toEqual([
    { name: '0001_beds.sql' },
  ])

  garden.write('0003_wrong.sql', 'CREATE TABLE ponds (id int);\nCREATE TABLE trees (id intt);')
  const misspelt = expect.objectContaining({ statement: 2, line: 2, reason: 'type "intt" does not exist' })
  await expect(runMigrations({ ownerUrl, sources })).rejects.toMatchObject({ params: misspelt })

  garden.write('0003_wrong.sql', 'CREATE TABLE ponds (id int)')
  await runMigrations({ ownerUrl, sources })
  expect(await tables(ownerUrl)).toEqual(['beds', 'paths', 'ponds', 'shelves'])
})

test('what earlier plugins of the same start did is kept when a later one fails', async () => {
  const { ownerUrl } = await freshDatabase()
  const [garden, shop] = [pluginWorkshop('garden'), pluginWorkshop('shop')]
  garden.write('0001_beds.sql', 'CREATE TABLE beds (id int)')
  shop.write('0001_shelves.sql', 'CREATE TABLE shelves (id nonsense)')
  await expect(runMigrations({ ownerUrl, sources: [core, garden.source, shop.source] })).rejects.toMatchObject({
    params: { plugin: 'shop' },
  })
  expect(await tables(ownerUrl)).toEqual(['beds'])
})

test('a file that commits by itself is refused before it runs', async () => {
  const { ownerUrl } = await freshDatabase()
  const garden = pluginWorkshop()
  garden.write(
    '0001_beds.sql',
    "CREATE TABLE beds (id int);\n-- COMMIT;\nSELECT 'COMMIT;';\ncommit;\nCREATE TABLE paths (id int)",
  )
  const refusal = { code: 'boot.migration_commits', params: { line: 4 } }
  await expect(runMigrations({ ownerUrl, sources: [core, garden.source] })).rejects.toMatchObject(refusal)
  expect(await tables(ownerUrl)).toEqual([])
})

test('a released file that was changed is refused by name; line ends of another system are not a change', async () => {
  const { ownerUrl } = await freshDatabase()
  const garden = pluginWorkshop()
  const sources = [core, garden.source]
  garden.write('0001_beds.sql', 'CREATE TABLE beds (id int);\nCREATE TABLE paths (id int);\n')
  await runMigrations({ ownerUrl, sources })

  garden.write('0001_beds.sql', 'CREATE TABLE beds (id int);\r\nCREATE TABLE paths (id int);\r\n')
  expect(await runMigrations({ ownerUrl, sources })).toEqual([])

  garden.write('0001_beds.sql', 'CREATE TABLE beds (id bigint)')
  const refusal = {
    code: 'boot.migration_changed',
    line: expect.stringMatching(/0001_beds\.sql of garden .* guildhall migration new garden/),
  }
  await expect(runMigrations({ ownerUrl, sources })).rejects.toMatchObject(refusal)
  await expect(pendingMigrations({ ownerUrl, sources })).rejects.toMatchObject(refusal)
})

test('an older release does not start on a newer database', async () => {
  const { ownerUrl } = await freshDatabase()
  const garden = pluginWorkshop()
  const sources = [core, garden.source]
  garden.write('0001_beds.sql', 'CREATE TABLE beds (id int)')
  garden.write('0002_paths.sql', 'CREATE TABLE paths (id int)')
  await runMigrations({ ownerUrl, sources })
  garden.remove('0002_paths.sql')
  await expect(runMigrations({ ownerUrl, sources })).rejects.toMatchObject({
    code: 'boot.migration_missing',
    params: { file: '0002_paths.sql' },
  })
  // A plugin that is no longer installed is no contradiction.
  expect(await runMigrations({ ownerUrl, sources: [core] })).toEqual([])
})

test('a file that comes before an applied one is refused', async () => {
  const { ownerUrl } = await freshDatabase()
  const garden = pluginWorkshop()
  garden.write('0002_paths.sql', 'CREATE TABLE paths (id int)')
  await runMigrations({ ownerUrl, sources: [core, garden.source] })
  garden.write('0001_beds.sql', 'CREATE TABLE beds (id int)')
  const refusal = { code: 'boot.migration_order', params: { file: '0001_beds.sql', last: '0002_paths.sql' } }
  await expect(runMigrations({ ownerUrl, sources: [core, garden.source] })).rejects.toMatchObject(refusal)
})

test.each([
  ['1_beds.sql', '1_beds.sql'],
  ['0001_Beds.sql', '0001_Beds.sql'],
  ['0002_beds.sql', '0002_paths.sql'],
])('a folder with %s is refused by the name of the file', async (name, culprit) => {
  const { ownerUrl } = await freshDatabase()
  const garden = pluginWorkshop()
  garden.write(name, 'SELECT 1')
  garden.write('0002_paths.sql', 'SELECT 1')
  await expect(pendingMigrations({ ownerUrl, sources: [core, garden.source] })).rejects.toMatchObject({
    code: 'boot.migration_name',
    params: { file: culprit },
  })
})

test('a plugin may refuse an upgrade, and then nothing of it has happened', async () => {
  const { ownerUrl } = await freshDatabase()
  const garden = pluginWorkshop()
  garden.write('0001_beds.sql', 'CREATE TABLE beds (id int)')
  await runMigrations({ ownerUrl, sources: [core, garden.source] })
  garden.write('0002_paths.sql', 'CREATE TABLE paths (id int)')
  const refuseUpgrade = (from: string) => (from === '1.0.0' ? 'go by way of 1.5' : undefined)

  const refused = { ...garden.source, version: '2.0.0', refuseUpgrade }
  await expect(runMigrations({ ownerUrl, sources: [core, refused] })).rejects.toMatchObject({
    code: 'boot.upgrade_refused',
    line: expect.stringMatching(/from version 1\.0\.0 to 2\.0\.0: go by way of 1\.5\./),
  })
  expect(await tables(ownerUrl)).toEqual(['beds'])

  await runMigrations({ ownerUrl, sources: [core, { ...garden.source, version: '1.5.0' }] })
  await runMigrations({ ownerUrl, sources: [core, refused] })
  expect(await ask(ownerUrl, 'SELECT name, version FROM guildhall.plugins')).toEqual([
    { name: 'garden', version: '2.0.0' },
  ])
})

test('roles of another name get the policies that ours would', async () => {
  const { ownerUrl, superUrl } = await freshDatabase()
  await ask(superUrl, 'CREATE ROLE "tenant-app" NOLOGIN')
  await runMigrations({ ownerUrl, appUrl: ownerUrl.replace(/\/\/[^@]+@/, '//tenant-app:x@'), sources: [core] })
  const policies = await ask(ownerUrl, "SELECT DISTINCT roles::text FROM pg_policies WHERE policyname = 'tenant'")
  expect(policies).toEqual([{ roles: '{tenant-app}' }])
  await ask(superUrl, 'DROP OWNED BY "tenant-app"; DROP ROLE "tenant-app"')
})

async function tables(url: string): Promise<unknown[]> {
  const rows = await ask<{ tablename: string }>(
    url,
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
  )
  return rows.map(({ tablename }) => tablename)
}
