import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { migrationSources, pendingMigrations, runMigrations } from '../../core/src/database/migrations/index.ts'
import { withClient } from '../../core/src/database/provision.ts'
import { corePlugin } from '../../core/src/platform.ts'
import { installPlugins } from '../../core/src/plugins/host.ts'
import { createTestDatabase, repositoryRoot } from '../../core/testing/index.ts'
import config from '../../platform.config.ts'
import { openStudio, type Studio } from '../studio.ts'

let studio: Studio

beforeAll(async () => {
  studio = await openStudio()
})
afterAll(() => studio?.close())

it('S2.29 of two who bring the database up to date at once one does the work, what is there is not done again, and a file that was altered is refused', async () => {
  const database = await createTestDatabase()
  const sources = migrationSources(installPlugins(corePlugin({} as never), config.plugins), repositoryRoot)
  const pending = await pendingMigrations({ ...database, sources })
  expect(pending.length).toBeGreaterThan(3)
  const [one, other] = await Promise.all([
    runMigrations({ ...database, sources }),
    runMigrations({ ...database, sources }),
  ])
  expect([one.length, other.length].sort()).toEqual([0, pending.length])
  expect(await pendingMigrations({ ...database, sources })).toEqual([])
  await withClient(database.ownerUrl, (client) =>
    client.query(`update guildhall.migrations set checksum = md5(checksum) where plugin = 'projects'`),
  )
  await expect(runMigrations({ ...database, sources })).rejects.toMatchObject({ code: 'boot.migration_changed' })
  await database.drop()
})

it('S2.77 what describes the API is valid and is what runs: no route besides, none that is not there', async () => {
  const { app } = studio.platform
  const document = (await app.inject({ url: '/api/openapi.json' })).json()
  expect(await new Validator().validate(structuredClone(document))).toMatchObject({ valid: true })
  const described = Object.entries(document.paths as Record<string, object>).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => ({ method: method.toUpperCase(), path })),
  )
  expect(described.length).toBeGreaterThan(100)
  for (const { method, path } of described) {
    const answer = await app.inject({ method: method as 'GET', url: path.replaceAll(/\{\w+\}/g, 'x') })
    const code = /json/.test(String(answer.headers['content-type'])) ? answer.json().code : undefined
    expect(code, `${method} ${path}`).not.toBe('http.unknown_route')
  }
  const ana = await studio.person('Ana', 'admin')
  for (const { name } of (await ana.get('/manifest')).body.resources as { name: string }[])
    expect(document.paths).toHaveProperty([`/api/${name}`])
  expect((await app.inject({ url: '/docs' })).headers['content-type']).toMatch(/^text\/html/)
})
