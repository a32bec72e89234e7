import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { addPlugin } from '../../src/cli/add-plugin.ts'
import { loadSources } from '../../src/cli/installed.ts'
import { runMigrations } from '../../src/database/migrations/index.ts'
import { withClient } from '../../src/database/provision.ts'
import { readAdded } from '../../src/plugins/added.ts'
import { writePlugin } from '../../src/plugins/template.ts'
import { createTestDatabase, repositoryRoot, type TestDatabase } from '../../testing/index.ts'

let database: TestDatabase
const root = mkdtempSync(join(tmpdir(), 'guildhall-upgrade-'))
const folder = join(root, 'acme-works')
const second = join(folder, 'migrations/0002_priority.sql')

beforeAll(async () => {
  for (const name of ['node_modules', 'locales']) symlinkSync(join(repositoryRoot, name), join(root, name))
  writeFileSync(join(root, 'platform.config.js'), 'export default { plugins: [] }\n')
  database = await createTestDatabase()
  vi.stubEnv('DATABASE_URL', database.appUrl)
  vi.stubEnv('DATABASE_OWNER_URL', database.ownerUrl)
  vi.spyOn(process, 'cwd').mockReturnValue(root)
  writePlugin(folder, 'acme-works')
  await addPlugin(root, folder)
  await runMigrations({ ...database, sources: await loadSources() })
}, 60_000)
afterAll(async () => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  await database?.drop()
  rmSync(root, { recursive: true, force: true })
})

/** Releases another version of it, in its folder. */
function release(version: string, migration?: string): void {
  for (const file of ['package.json', 'src/index.ts']) {
    const text = readFileSync(join(folder, file), 'utf8')
    writeFileSync(join(folder, file), text.replace(/(version"?: ["'])[\d.]+/, `$1${version}`))
  }
  if (migration !== undefined) writeFileSync(second, migration)
}

const state = async () => ({
  listed: readAdded(root).map(({ version }) => version),
  migrated: await withClient(database.ownerUrl, async (client) => {
    const { rows } = await client.query(`select version from guildhall.plugins where name = 'acme-works'`)
    return rows.map(({ version }) => version)
  }),
  columns: await withClient(database.ownerUrl, async (client) => {
    const { rowCount } = await client.query(
      `select from information_schema.columns where table_name = 'acme_works_notes' and column_name = 'priority'`,
    )
    return rowCount
  }),
})
const column = 'ALTER TABLE public.acme_works_notes ADD COLUMN priority integer;'

test('a newer version whose migration fails, or says what must be done first, changes nothing', {
  timeout: 60_000,
}, async () => {
  const before = await state()
  expect(before).toEqual({ listed: ['0.1.0'], migrated: ['0.1.0'], columns: 0 })
  release('0.2.0', `${column}\nALTER TABLE public.acme_works_notes ADD COLUMN title integer;`)
  await expect(addPlugin(root, folder)).rejects.toThrow(
    /0002_priority\.sql of acme-works failed at statement 2, line 2/,
  )
  expect(await state()).toEqual(before)
  release('0.2.0', `${column}\nSELECT guildhall.refuse_migration('notes are open', 'Finish them, then add it again');`)
  await expect(addPlugin(root, folder)).rejects.toMatchObject({
    code: 'boot.migration_refused',
    line: 'The migration 0002_priority.sql of acme-works does not run yet: notes are open. Finish them, then add it again. Nothing of it was kept.',
  })
  expect(await state()).toEqual(before)
})

test('one that can be migrated takes the place of the other, tables and all; an older one does not come back', {
  timeout: 60_000,
}, async () => {
  release('0.2.0', column)
  await expect(addPlugin(root, folder)).resolves.toMatchObject({ version: '0.2.0', replaced: '0.1.0' })
  expect(await state()).toEqual({ listed: ['0.2.0'], migrated: ['0.2.0'], columns: 1 })
  release('0.1.5')
  await expect(addPlugin(root, folder)).rejects.toThrow(
    /is here in version 0\.2\.0, and its tables cannot go back to 0\.1\.5/,
  )
  const sources = (await loadSources()).map((source) =>
    source.plugin === 'acme-works' ? { ...source, version: '0.1.5' } : source,
  )
  await expect(runMigrations({ ...database, sources })).rejects.toMatchObject({ code: 'boot.downgrade_refused' })
  expect(await state()).toEqual({ listed: ['0.2.0'], migrated: ['0.2.0'], columns: 1 })
})
