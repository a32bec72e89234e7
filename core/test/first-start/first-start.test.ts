import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import config from '../../../platform.config.ts'
import { demoPassword, type FirstStartOptions, makeFirstStart } from '../../src/first-start/first-start.ts'
import { loadPreset } from '../../src/first-start/load-preset.ts'
import { readPreset } from '../../src/first-start/preset.ts'
import { createTestPlatform, type TestPlatform } from '../../testing/index.ts'

const home = {
  GUILDHALL_ADMIN_EMAIL: 'root@example.org',
  GUILDHALL_DEMO: 'on',
  HOST: '127.0.0.1',
} as const
const options: FirstStartOptions = { environment: home, presets: config.presets, tell: () => {} }
const preset = readPreset(config.presets, 'demo')

let platform: TestPlatform
beforeEach(async () => {
  platform = await createTestPlatform({ plugins: config.plugins })
})
afterEach(() => platform.close())

test('the first start brings an administrator and the demo business, and the next finds them', async () => {
  const first = await makeFirstStart(platform, options)
  await first?.done()
  expect(first?.administrator).toEqual({ email: 'root@example.org', password: expect.stringMatching(/^(\w{5}-?){4}$/) })
  expect(first?.demos[0]).toMatchObject({ slug: 'demo', password: demoPassword })
  expect(await makeFirstStart(platform, options)).toBeNull()

  const root = await platform.signIn('root@example.org', first?.administrator.password, 'demo')
  expect(await countAll(root)).toEqual(wanted())
  const mara = await platform.signIn('mara@studionord.example', demoPassword)
  const seen = await mara('GET', '/api/tasks')
  expect(total(seen)).toBeGreaterThan(5)
  expect(total(seen)).toBeLessThan(wanted().tasks ?? 0)
})

test('what the demo business did, it did when it says, by whom it says', async () => {
  const first = await makeFirstStart(platform, options)
  const root = await platform.signIn('root@example.org', first?.administrator.password, 'demo')
  const filter = encodeURIComponent(JSON.stringify({ title: 'Discovery workshop' }))
  const { data } = await root('GET', `/api/tasks?filter=${filter}`)
  expect(data).toHaveLength(1)
  // Forty-eight days before the tests' today, at noon in Bucharest or soon after.
  expect(data[0].createdAt).toMatch(/^2026-01-21T1\d:/)
  expect(data[0].status).toBe('completed')
  const history = await root('GET', `/api/tasks/${data[0].id}/history`)
  const entries = history.data as { action: string; actor: { label: string }; at: string }[]
  expect(entries.map(({ action, actor }) => `${action} ${actor.label}`).reverse()).toEqual([
    'create Victor Lungu',
    'start Mara Ionescu',
    'complete Mara Ionescu',
  ])
  const now = platform.clock.now()
  for (const { at } of entries) expect(at < now).toBe(true)
})

test('a first start that was broken off is finished, with nothing twice', async () => {
  const broken = mkdtempSync(join(tmpdir(), 'guildhall-preset-'))
  const presets = pathToFileURL(`${broken}/`)
  const content = JSON.parse(readFileSync(new URL('demo.json', config.presets), 'utf8'))
  content.records.push({ resource: 'tasks', key: 'bad', values: { project: '@projects/bakery', title: '' } })
  writeFileSync(join(broken, 'demo.json'), JSON.stringify(content))
  await expect(makeFirstStart(platform, { ...options, presets })).rejects.toThrow(
    /demo business of the preset demo could not be made/,
  )
  rmSync(broken, { recursive: true })

  const second = await makeFirstStart(platform, options)
  expect(second?.administrator.password).toBeDefined()
  const root = await platform.signIn('root@example.org', second?.administrator.password, 'demo')
  expect(await countAll(root)).toEqual(wanted())
  // Nobody was told the password of this one either: it is made anew until somebody was.
  const third = await makeFirstStart(platform, options)
  expect(third?.administrator.password).not.toBe(second?.administrator.password)
  expect(await countAll(await platform.signIn('root@example.org', third?.administrator.password, 'demo'))).toEqual(
    wanted(),
  )
})

test('other kinds of business are shown where they are named', async () => {
  const environment = { ...home, GUILDHALL_DEMO: 'on,creative-agency' } as const
  const first = await makeFirstStart(platform, { ...options, environment })
  expect(first?.demos.map(({ slug }) => slug)).toEqual(['demo', 'creative'])
  const radu = await platform.signIn('radu@ateliercreativ.example', demoPassword)
  expect(total(await radu('GET', '/api/time-entries'))).toBeGreaterThan(2_000)
}, 120_000)

test('where others can reach the server the demo people have no password that is written anywhere', async () => {
  const first = await makeFirstStart(platform, { ...options, environment: { ...home, HOST: '0.0.0.0' } })
  expect(first?.demos[0]?.password).not.toBe(demoPassword)
  await expect(platform.signIn('mara@studionord.example', demoPassword)).rejects.toThrow()
  await platform.signIn('mara@studionord.example', first?.demos[0]?.password)
})

test('a password that was given is used and not said; without a demo there is none', async () => {
  const environment = { ...home, GUILDHALL_ADMIN_PASSWORD: 'four words of mine', GUILDHALL_DEMO: 'off' } as const
  const first = await makeFirstStart(platform, { ...options, environment })
  expect(first).toMatchObject({ administrator: { email: 'root@example.org' } })
  expect(first?.administrator).not.toHaveProperty('password')
  expect(first?.demos).toEqual([])
  await platform.signIn('root@example.org', 'four words of mine')
  expect((await platform.tenancy.tenants.list()).total).toBe(0)
})

test('a weak password stops the start with the setting to mend', async () => {
  const environment = { ...home, GUILDHALL_ADMIN_PASSWORD: 'password' }
  await expect(makeFirstStart(platform, { ...options, environment })).rejects.toMatchObject({
    code: 'boot.admin_refused',
    remedy: expect.stringContaining('GUILDHALL_ADMIN_PASSWORD'),
  })
})

test('a preset fills a tenant once', async () => {
  const tenant = await platform.tenancy.tenants.create({ ...preset.tenant, slug: 'second', plugins: preset.plugins })
  expect(await loadPreset(platform, tenant.id, preset)).toMatchObject({ isNew: true })
  expect(await loadPreset(platform, tenant.id, preset)).toMatchObject({ isNew: false })
})

type Caller = Awaited<ReturnType<TestPlatform['signIn']>>

// A project brings its manager as a member and leave its lines of the ledger, so there are more than the preset names; notifications only
// their receivers see.
const resources = [...new Set(preset.records.map(({ resource }) => resource))].filter(
  (name) => !['project-members', 'leave-ledger', 'notifications'].includes(name),
)

function wanted(): Record<string, number> {
  const made = preset.records.filter(({ values }) => values)
  return Object.fromEntries([
    ...resources.map((name) => [name, made.filter(({ resource }) => resource === name).length]),
    ['people', preset.people.length],
    ['roles', 5],
  ])
}

async function countAll(call: Caller): Promise<Record<string, number>> {
  const names = [...resources, 'people', 'roles']
  const answers = await Promise.all(
    names.map((name) => call('GET', `/api/${name}?filter=${encodeURIComponent('{"archived":"with"}')}`)),
  )
  return Object.fromEntries(names.map((name, index) => [name, total(answers[index] as Awaited<ReturnType<Caller>>)]))
}

function total({ headers }: { headers: Record<string, unknown> }): number {
  return Number(String(headers['content-range']).split('/')[1])
}
