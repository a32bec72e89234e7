import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { definePlugin } from '@guildhall/sdk'
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

it('S2.29 a superadmin sees what a release brought, with its checksum, and runs it; of two at once one is told to wait; what fails leaves the old state; an altered file is refused', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'guildhall-release-'))
  const bring = (name: string, sql: string) => writeFileSync(join(folder, name), sql)
  bring('0001_first.sql', 'create table public.first (id int);')
  const notes = definePlugin({ name: 'notes', version: '1.0.0', migrations: pathToFileURL(`${folder}/`) })
  const house = await openStudio({ plugins: [...config.plugins, notes] })
  try {
    const root = await house.superadmin('Root', 'studio')
    const ana = await house.person('Ana', 'admin')
    const states = async () => {
      const { body } = await root.get('/migrations')
      const { migrations } = body.find(({ plugin }: { plugin: string }) => plugin === 'notes')
      return migrations.map(({ state }: { state: string }) => state)
    }
    bring('0002_slow.sql', 'select pg_sleep(1); create table public.second (id int);')
    expect(await states()).toEqual(['applied', 'pending'])
    for (const answer of [await ana.get('/migrations'), await ana.post('/migrations/run')])
      expect(answer.status).toBe(403)
    const answers = await Promise.all([root.post('/migrations/run'), root.post('/migrations/run')])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('migrations.running')
    expect(await states()).toEqual(['applied', 'applied'])

    bring('0003_bad.sql', 'create table public.third (id int); select nonsense;')
    expect((await root.post('/migrations/run')).body.code).toBe('migrations.failed')
    expect(await house.query(`select to_regclass('public.third') as found`)).toEqual([{ found: null }])
    bring('0001_first.sql', 'create table public.other (id int);')
    const { status, body } = await root.post('/migrations/run')
    expect([status, body.code, body.params.file]).toEqual([409, 'migrations.changed', '0001_first.sql'])
    expect(await states()).toEqual(['changed', 'applied', 'pending'])
  } finally {
    await house.close()
    rmSync(folder, { recursive: true })
  }
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
