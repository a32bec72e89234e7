import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { loadPreset } from '../../core/src/first-start/load-preset.ts'
import { readPreset } from '../../core/src/first-start/preset.ts'
import { createTestPlatform, type TestPlatform, testPassword } from '../../core/testing/index.ts'
import config from '../../platform.config.ts'
import { type Answer, actor } from '../business.ts'
import { openStudio, type Studio } from '../studio.ts'

// Whole installations are made here, one after the other.
vi.setConfig({ testTimeout: 120_000 })
const passphrase = 'a passphrase of some length'
let studio: Studio
let folder: string
let demoId: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guildhall-archives-'))
  studio = await openStudio()
  demoId = await addDemo('demo')
})
afterAll(async () => {
  await studio?.close()
  await rm(folder, { recursive: true, force: true })
})

async function addDemo(slug: string): Promise<string> {
  const { platform } = studio
  const preset = readPreset(new URL('../../presets/', import.meta.url), 'demo')
  const { slug: _, ...beginning } = preset.tenant
  const { id } = await platform.tenancy.tenants.create({
    ...beginning,
    slug,
    plugins: preset.plugins,
    settings: preset.settings,
  })
  await loadPreset(platform, id, preset, { password: testPassword })
  await platform.events.drain()
  return id
}

let files = 0
async function write(platform: TestPlatform, tenantId: string, options = {}): Promise<string> {
  const path = join(folder, `${++files}.tar.gz`)
  await pipeline(await platform.archives.write(tenantId, options), createWriteStream(path))
  return path
}

async function purge(tenantId: string, slug: string, options = {}) {
  const { deletions, tenancy } = studio.platform
  await deletions.ask(tenantId, { slug, ...options }, await tenancy.contextForSystem(tenantId, 'test'))
  expect(await deletions.purge(tenantId, { isNow: true })).toBe(true)
}

const sums = (manifest: { tables: readonly { name: string; rows: number; sha256: string }[] }) =>
  Object.fromEntries(manifest.tables.map(({ name, rows, sha256 }) => [name, `${rows} ${sha256}`]))

it('S2.31 a business goes into one file, is deleted to the last row, and comes back the same, table by table, with its people and their passwords', async () => {
  const { platform } = studio
  const path = await write(platform, demoId, { passphrase })
  const before = await platform.archives.check(path, passphrase)
  expect(before.tables.find(({ name }) => name === 'public.tasks')?.rows).toBeGreaterThan(50)
  expect(before.tables.find(({ name }) => name === 'guildhall.personal_keys')?.rows).toBeGreaterThan(0)
  const elena = actor(await platform.signIn('elena@studionord.example', testPassword, 'demo'))
  const project = (await elena.list('projects')).body[0]
  const past = (await elena.get(`/projects/${project.id}/history`)).body
  const client = (await elena.list('clients')).body[0]
  const pastOfClient = (await elena.get(`/clients/${client.id}/history`)).body

  await purge(demoId, 'demo', { eraseUsers: true })
  for (const { name } of before.tables.filter(({ name }) => !/users|authenticators/.test(name)))
    expect([
      name,
      await studio.query(`select count(*)::int as rows from ${name} where tenant_id = $1`, [demoId]),
    ]).toEqual([name, [{ rows: 0 }]])
  expect(await studio.query(`select * from guildhall.users where email like '%@studionord.example'`)).toEqual([])
  expect(await platform.deletions.find(demoId)).toMatchObject({ slug: 'demo', usersErased: expect.any(Number) })
  expect((await elena.get('/projects')).status).toBe(401)

  const restored = await platform.archives.restore(path, { passphrase })
  expect(restored).toMatchObject({ id: demoId, slug: 'demo', without: [] })
  expect(sums(await platform.archives.check(await write(platform, demoId, { passphrase }), passphrase))).toEqual(
    sums(before),
  )
  const again = actor(await platform.signIn('elena@studionord.example', testPassword, 'demo'))
  expect((await again.get(`/projects/${project.id}`)).body).toMatchObject(project)
  expect((await again.get(`/projects/${project.id}/history`)).body).toEqual(past)
  // What was personal is read with the same key, wrapped anew.
  expect((await again.get(`/clients/${client.id}/history`)).body).toEqual(pastOfClient)
  expect((await again.make('projects', { name: 'After it all' })).number).toMatch(/^P-/)
  await platform.events.drain()
})

it('S2.31 it goes to another installation, where somebody is known already; its people sign in there, and nothing else came along', async () => {
  const { platform } = studio
  const path = await write(platform, demoId, { passphrase })
  const open = await write(platform, demoId)
  const other = await createTestPlatform({ plugins: config.plugins, secret: 'another thirty-two random characters' })
  onTestFinished(() => other.close())
  const known = await other.identity.createUser({
    email: 'Elena@studionord.example',
    name: 'Elena of elsewhere',
    password: 'quite another password',
  })
  const restored = await other.archives.restore(path, { passphrase, slug: 'nord' })
  expect(restored).toMatchObject({ id: demoId, slug: 'nord' })
  const people = await other.identity.listUsers()
  expect(people.filter(({ email }) => email.toLowerCase() === 'elena@studionord.example')).toMatchObject([
    { id: known.id, name: known.name },
  ])
  expect(people.some(({ email }) => email === 'root@installation.example')).toBe(false)
  const elena = actor(await other.signIn('elena@studionord.example', 'quite another password', 'nord'))
  const victor = actor(await other.signIn('victor@studionord.example', testPassword, 'nord'))
  expect((await elena.list('people')).body.length).toBeGreaterThan(3)
  expect((await victor.list('projects')).body.length).toBeGreaterThan(3)
  const client = (await elena.list('clients')).body[0]
  const values = (answer: Answer) => JSON.stringify(answer.body)
  expect(values(await elena.get(`/clients/${client.id}/history`))).toContain(client.name)
  expect(sums(await other.archives.check(await write(other, demoId, { passphrase }), passphrase))['public.tasks']).toBe(
    sums(await platform.archives.check(path, passphrase))['public.tasks'],
  )

  // Without a passphrase nothing to sign in with leaves the house, and no key of what is personal.
  const bare = await platform.archives.check(open)
  expect(bare.tables.map(({ name }) => name)).not.toContain('guildhall.personal_keys')
  expect(bare.tables.map(({ name }) => name)).not.toContain('guildhall.authenticators')
  const third = await createTestPlatform({ plugins: config.plugins })
  onTestFinished(() => third.close())
  await third.archives.restore(open)
  await expect(third.signIn('victor@studionord.example', testPassword)).rejects.toMatchObject({ status: 401 })
})

it('S2.31 what is refused is refused before anything is written: one that is still there, a taken name, a damaged file, a wrong passphrase', async () => {
  const { platform } = studio
  const path = await write(platform, demoId, { passphrase })
  const refused = (promise: Promise<unknown>) =>
    promise.then(
      () => 'done',
      ({ code, params }) => ({ code, params }),
    )
  expect(await refused(platform.archives.restore(path, { passphrase }))).toMatchObject({
    code: 'archives.tenant_exists',
    params: { slug: 'demo' },
  })
  expect(await refused(platform.archives.check(path))).toMatchObject({ code: 'archives.passphrase_needed' })
  expect(await refused(platform.archives.check(path, 'not this one at all'))).toMatchObject({
    code: 'archives.passphrase_wrong',
  })
  const bytes = await readFile(path)
  const spoilt = join(folder, 'spoilt')
  for (const [name, broken] of Object.entries({
    cut: bytes.subarray(0, -200),
    changed: Buffer.from(bytes).fill(0, bytes.length - 60, bytes.length - 50),
    nothing: Buffer.from('hello'),
    empty: Buffer.alloc(0),
  })) {
    await writeFile(spoilt, broken)
    expect([name, await refused(platform.archives.check(spoilt, passphrase))]).toMatchObject([
      name,
      { code: 'archives.damaged' },
    ])
  }
  const few = await createTestPlatform({ plugins: config.plugins.filter(({ name }) => name === 'directory') })
  onTestFinished(() => few.close())
  expect(await refused(few.archives.restore(path, { passphrase }))).toMatchObject({
    code: 'archives.plugins_missing',
    params: { plugins: expect.stringMatching(/\bprojects /) },
  })
  const later = await createTestPlatform({ plugins: config.plugins })
  onTestFinished(() => later.close())
  await later.tenancy.tenants.create({ slug: 'demo', name: 'Somebody else' })
  expect(await refused(later.archives.restore(path, { passphrase }))).toMatchObject({ code: 'tenancy.slug_taken' })
  expect((await later.tenancy.tenants.list()).total).toBe(1)
  expect(await later.identity.listUsers()).toEqual([])
  // Two at once: one of them comes in.
  const both = await Promise.all([1, 2].map(() => refused(later.archives.restore(path, { passphrase, slug: 'nord' }))))
  expect(both.filter((answer) => answer === 'done')).toHaveLength(1)
  expect(both).toContainEqual(expect.objectContaining({ code: 'archives.tenant_exists' }))
})

it('S2.31 a table nobody told of goes along, because the database says whose its rows are', async () => {
  const { platform } = studio
  await studio.query(`create table public.forgotten (tenant_id uuid not null, id int, up int, primary key (tenant_id, id),
    foreign key (tenant_id, up) references public.forgotten (tenant_id, id))`)
  onTestFinished(async () => void (await studio.query('drop table public.forgotten')))
  // Each points to the next, so none can be written or deleted alone.
  await studio.query(
    'insert into public.forgotten values ($1, 1, 2), ($1, 2, 3), ($1, 3, 1), ($1, 4, 1), ($1, 5, null)',
    [demoId],
  )
  const path = await write(platform, demoId, { passphrase })
  const { tables } = await platform.archives.check(path, passphrase)
  expect(tables).toContainEqual(expect.objectContaining({ name: 'public.forgotten', rows: 5 }))
  await purge(demoId, 'demo')
  expect(await studio.query('select from public.forgotten')).toEqual([])
  await platform.archives.restore(path, { passphrase })
  expect(await studio.query('select id, up from public.forgotten order by id')).toHaveLength(5)
})

it('S2.31 over HTTP a superadmin takes a business as a download and brings one back by an upload; nobody else does either', async () => {
  const { platform } = studio
  const root = await studio.superadmin()
  const ana = await studio.person('Ana', 'admin')
  const elena = actor(await platform.signIn('elena@studionord.example', testPassword, 'demo'))
  const path = `/tenants/${demoId}/archive`
  for (const person of [ana, elena]) {
    expect((await person.post(path, { passphrase })).status).toBe(403)
    expect((await person.post('/tenant-archives')).status).toBe(403)
  }
  expect((await root.post(path, { passphrase: 'short' })).status).toBe(422)
  const download = await platform.app.inject({
    method: 'POST',
    url: `/api${path}`,
    headers: { cookie: root.cookie },
    payload: { passphrase },
  })
  expect(download.headers['content-disposition']).toBe('attachment; filename="demo-2026-03-10.sealed"')
  const send = (url: string, words = passphrase) =>
    platform.app.inject({
      method: 'POST',
      url: `/api${url}`,
      headers: {
        cookie: root.cookie,
        'content-type': 'application/octet-stream',
        'x-archive-passphrase': encodeURIComponent(words),
      },
      payload: download.rawPayload,
    })
  expect((await send('/tenant-archives/check')).json()).toMatchObject({ slug: 'demo', hasSecrets: true })
  expect((await send('/tenant-archives/check', 'another passphrase')).json()).toMatchObject({
    code: 'archives.passphrase_wrong',
  })
  expect((await send('/tenant-archives')).json()).toMatchObject({ status: 409, code: 'archives.tenant_exists' })
  await purge(demoId, 'demo')
  const back = await send('/tenant-archives?slug=demo-again')
  expect([back.statusCode, back.json()]).toMatchObject([201, { id: demoId, slug: 'demo-again' }])
  expect((await elena.call('GET', '/projects', undefined, { 'x-tenant': 'demo-again' })).status).toBe(200)
})
