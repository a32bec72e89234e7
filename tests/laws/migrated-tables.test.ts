import { expect, test } from 'vitest'
import { loadSources } from '../../core/src/cli/installed.ts'
import { compareMigrations, describeDifference } from '../../core/src/database/migrations/index.ts'
import { createTestDatabase } from '../../core/testing/database.ts'

test('the migrations of every installed plugin make the tables that its definitions want', async () => {
  const { ownerUrl, drop } = await createTestDatabase()
  const sources = await loadSources()
  expect((await compareMigrations({ ownerUrl, sources })).map(describeDifference)).toEqual([])

  // A definition that went ahead of its migrations is found out.
  const [core, first, ...others] = sources
  if (!core || !first?.tables[0]) throw new Error('no plugin with tables is installed')
  const [table, ...tables] = first.tables
  const ahead = { ...table, columns: [...table.columns, { name: 'forgotten', type: 'text', nullable: true }] }
  const differences = await compareMigrations({
    ownerUrl,
    sources: [core, { ...first, tables: [ahead, ...tables] }, ...others],
  })
  expect(differences.map(describeDifference)).toEqual([`+ column ${table.schema}.${table.name}.forgotten: text`])
  await drop()
})
