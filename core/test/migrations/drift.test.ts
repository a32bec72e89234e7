import { expect, test } from 'vitest'
import {
  compareSchema,
  describeDifference,
  findDrift,
  newMigration,
  readSnapshot,
  runMigrations,
} from '../../src/database/migrations/index.ts'
import { withClient } from '../../src/database/provision.ts'
import { ask, core, freshDatabase, gardener, pluginWorkshop } from './workshop.ts'

test('a hand on a living database is found, what the migrations made is not', async () => {
  const { ownerUrl } = await freshDatabase()
  const sources = [core, pluginWorkshop().declaring(gardener)]
  await newMigration({ ownerUrl, plugin: 'garden', sources })
  await runMigrations({ ownerUrl, sources })
  expect(await findDrift({ ownerUrl, sources })).toEqual([])

  await ask(ownerUrl, 'ALTER TABLE gardeners NO FORCE ROW LEVEL SECURITY')
  await ask(ownerUrl, 'ALTER TABLE guildhall.users DROP COLUMN zone')
  await ask(ownerUrl, 'CREATE TABLE copy_of_gardeners AS TABLE gardeners')
  await ask(
    ownerUrl,
    'CREATE OR REPLACE FUNCTION guildhall.fold(value text) RETURNS text IMMUTABLE LANGUAGE sql AS $$ SELECT lower(value) $$',
  )
  expect((await findDrift({ ownerUrl, sources })).map(describeDifference).sort()).toEqual([
    '+ column guildhall.users.zone: text',
    '- table public.copy_of_gardeners',
    '~ function guildhall.fold.fold(value text)',
    '~ protection public.gardeners.row level security: ENABLE, NO FORCE → ENABLE, FORCE',
  ])
})

test('two databases with the same migrations look the same', async () => {
  const databases = [await freshDatabase(), await freshDatabase()]
  const snapshots = []
  for (const { ownerUrl } of databases) {
    await runMigrations({ ownerUrl, sources: [core] })
    snapshots.push(await withClient(ownerUrl, (client) => readSnapshot(client)))
  }
  const [one = [], other = []] = snapshots
  expect(one.length).toBeGreaterThan(100)
  expect(compareSchema(one, other)).toEqual([])
  expect(compareSchema(one, []).every(({ wanted }) => wanted === undefined)).toBe(true)
})
