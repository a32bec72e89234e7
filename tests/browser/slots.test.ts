import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { loadAdded } from '../../core/src/plugins/added.ts'
import { disablePlugin } from '../../core/src/plugins/switching.ts'
import { transact } from '../../core/src/records/transact.ts'
import { addMember, testPassword } from '../../core/testing/index.ts'
import config from '../../platform.config.ts'
import { definePlugin, slot } from '../../sdk/src/index.ts'
import { go } from './go.ts'
import { type House, openHouse, phone } from './house.ts'
import { faultsOf, overhangOf } from './inspect.ts'
import { emptyInstallation, packedSample } from './installation.ts'

// A home page asks much at once; a busy machine may take its time.
vi.setConfig({ testTimeout: 90_000 })
const eventually = <T>(ask: () => Promise<T> | T) => expect.poll(ask, { timeout: 15_000 })

const admin = 'elena@studionord.example'
const manager = 'victor@studionord.example'
const worker = 'mara@studionord.example'
const client = 'katrin@verabooks.example'

let house: House
const removals: (() => void)[] = []
const logged: Record<string, unknown>[] = []

beforeAll(async () => {
  const [sample, installation] = [await packedSample('acme-clock'), emptyInstallation()]
  removals.push(sample.remove, installation.remove)
  await installation.guildhall('plugin', 'add', sample.tarball)
  house = await openHouse({
    plugins: [...config.plugins, ...(await loadAdded(installation.root)), ...faulty()],
    logged,
  })
}, 180_000)
afterEach(() => Promise.all(house.browser.contexts().map((context) => context.close())))
afterAll(async () => {
  await house?.close()
  for (const remove of removals) remove()
})

/** One whose module throws as it is loaded, and one that throws as it draws until it is asked again. */
function faulty() {
  const folder = mkdtempSync(join(tmpdir(), 'guildhall-faulty-'))
  removals.push(() => rmSync(folder, { recursive: true, force: true }))
  const module = (name: string, source: string) => {
    writeFileSync(join(folder, name), source)
    return join(folder, name)
  }
  const migrations = new URL('./', import.meta.url)
  return [
    definePlugin({
      name: 'acme-stillborn',
      migrations,
      admin: {
        module: module('a.js', `throw new Error('stillborn')`),
        slots: [slot.widget('never'), slot.bar('sign')],
      },
    }),
    definePlugin({
      name: 'acme-moody',
      migrations,
      admin: {
        module: module(
          'b.js',
          `import { jsx } from 'react/jsx-runtime'
           const Mood = () => { if (!globalThis.isCalm) throw new Error('not today'); return jsx('p', { children: 'Calm' }) }
           export default { slots: { mood: Mood } }`,
        ),
        slots: [slot.widget('mood')],
      },
    }),
  ]
}

/** The faults above are told on every home page; what else goes wrong is not expected. */
const unexpected = () => house.troubles.filter((text) => !/stillborn|not today/.test(text))
const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const titles = (page: Page) => page.locator('main section h2').allTextContents()

test('a worker sees what is due today and completes it with one click, also what nobody had begun', async () => {
  const page = await house.visit(worker)
  const mine = card(page, 'My day')
  const box = mine.getByRole('checkbox').first()
  await box.waitFor()
  const label = (await box.getAttribute('aria-label')) ?? ''
  await box.click()
  await mine.getByRole('button', { name: 'Undo' }).waitFor()
  const title = label.replace('Complete: ', '')
  const listed = await page.request.get(`/api/tasks?filter=${encodeURIComponent(JSON.stringify({ title }))}`)
  expect((await listed.json())[0].status).toBe('completed')
  await mine.getByRole('button', { name: 'Undo' }).click()
  await mine.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached' })
  const again = await page.request.get(`/api/tasks?filter=${encodeURIComponent(JSON.stringify({ title }))}`)
  expect((await again.json())[0].status).toBe('pending')
  expect(unexpected()).toEqual([])
})

test('beside a project stands how far it is', async () => {
  const page = await house.visit(manager)
  const [project] = await (await page.request.get('/api/projects?filter={"name":"Bakery rebrand"}')).json()
  await go(page, `/at/demo/projects/${project.id}/show`)
  const aside = page.getByRole('complementary')
  await aside.getByRole('heading', { name: 'Progress' }).waitFor()
  const bar = aside.getByRole('progressbar')
  const tasks = await page.request.get(
    `/api/tasks?filter=${encodeURIComponent(JSON.stringify({ project: project.id, status_ne: 'cancelled' }))}`,
  )
  const all = (await tasks.json()) as { status: string }[]
  const done = all.filter(({ status }) => status === 'completed').length
  await aside.getByText(`${done} of ${all.length} done`, { exact: true }).waitFor()
  expect(await bar.getAttribute('aria-label')).toBe(`${done} of ${all.length} done`)
  expect(unexpected()).toEqual([])
})

test('a plugin from elsewhere, added as a tarball, is drawn in the reader’s language, without a rebuild', async () => {
  const page = await house.visit(worker, { language: 'ro' })
  const clock = card(page, 'Ceas')
  await clock.getByText('Aici încep zilele la Studio Nord').waitFor()
  expect(await clock.getByText('Europe/Bucharest').count()).toBe(1)
  await page.getByRole('link', { name: 'Orașe' }).first().click()
  await page.getByText('Nu este ales niciun oraș.').waitFor()
  expect(page.url()).toContain('/at/demo/acme-clock/cities')
  await page.reload()
  await page.getByText('Nu este ales niciun oraș.').waitFor()
})

test('what throws takes down only its own place, says whose it is, and can be tried again', async () => {
  const page = await house.visit(admin)
  const failed = page.getByRole('alert').filter({ hasText: 'cannot be shown' })
  await eventually(() => failed.count()).toBe(2)
  await eventually(() => page.getByRole('button', { name: /“.*” cannot be shown/ }).count()).toBe(1)
  await card(page, 'Ongoing projects').getByRole('link').waitFor()
  await card(page, 'Clock').getByText('The days of Studio Nord begin here').waitFor()
  await page.evaluate(() => Object.assign(globalThis, { isCalm: true }))
  await failed.filter({ hasText: 'moody' }).getByRole('button', { name: 'Try again' }).click()
  await page.getByText('Calm', { exact: true }).waitFor()
  expect(await failed.count()).toBe(1)
  expect(unexpected()).toEqual([])
})

test('the server’s log hears of each fault once, however many see it', async () => {
  await house.visit(manager)
  const faults = () => logged.filter(({ event }) => event === 'admin.module_failed')
  await eventually(() => faults().length).toBeGreaterThanOrEqual(3)
  const told = faults().map(({ plugin, slot: name }) => `${plugin}/${name}`)
  expect([...told].sort()).toEqual(['acme-moody/mood', 'acme-stillborn/never', 'acme-stillborn/sign'])
})

test('where the plugin is switched off its screens are gone, and elsewhere they stay', async () => {
  const { platform } = house
  const plugins = platform.installed.plugins.map(({ name }) => name).filter((name) => name !== 'core')
  const { id } = await platform.tenancy.tenants.create({ slug: 'second', name: 'Second', plugins })
  const email = 'ana@two.example'
  for (const tenant of [house.tenantId, id])
    await addMember(platform, tenant, { name: 'Ana', email, kind: 'staff', archetype: 'manager' })
  await transact(platform.engine, platform.tenancy.asSystem(id, 'test'), (operation) =>
    disablePlugin(platform.installed, operation, 'acme-clock'),
  )
  const here = await house.visit(email, { password: testPassword })
  await card(here, 'Clock').waitFor()
  const there = await house.visit(email, { password: testPassword, tenant: 'second' })
  await card(there, 'My day').waitFor()
  expect(await card(there, 'Clock').count()).toBe(0)
  expect(await there.getByRole('link', { name: 'Cities' }).count()).toBe(0)
  await there.goto('/at/second/acme-clock/cities')
  await there.getByText('No city was chosen.').waitFor({ state: 'detached' })
  expect(unexpected()).toEqual([])
})

test('modules come under the same strict policy, at addresses nobody can bend', async () => {
  const page = await house.visit(worker)
  const policy = (await page.request.get('/at/demo')).headers()['content-security-policy'] ?? ''
  expect(policy).toMatch(/script-src 'self' 'nonce-[^' ]+';/)
  expect(policy).not.toMatch(/unsafe|strict-dynamic|https?:|\*/)
  const { modules } = await (await page.request.get('/api/manifest')).json()
  for (const { url } of modules as { url: string }[]) {
    const answer = await page.request.get(url)
    expect(answer.headers()).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'private, max-age=31536000, immutable',
    })
    expect((await house.platform.app.inject(url)).statusCode).toBe(401)
  }
  for (const file of [
    'projects.js',
    '..%2f..%2fpackage.json',
    '%2e%2e/%2e%2e/etc/passwd',
    'projects.0000000000000000.js',
  ])
    expect((await page.request.get(`/api/modules/${file}`)).status()).toBe(404)
})

test('S0.7 the home page of an administrator, a manager, a worker and a client differ, and none gets another’s card', async () => {
  const seen = new Map<string, string[]>()
  for (const who of [admin, manager, worker, client]) {
    const page = await house.visit(who)
    await card(page, 'Ongoing projects').waitFor()
    seen.set(who, await titles(page))
  }
  const [ofAdmin = [], ofManager = [], ofWorker = [], ofClient = []] = [...seen.values()]
  expect(ofAdmin).toEqual(expect.arrayContaining(['Active staff', 'Budgets of ongoing projects', 'Tasks by status']))
  expect(ofManager).toEqual(expect.arrayContaining(['Next deadlines', 'My day', 'Open tasks by project']))
  expect(ofManager).not.toContain('Budgets of ongoing projects')
  expect(ofWorker).toEqual(expect.arrayContaining(['My day', 'Completed by me this week', 'My upcoming tasks']))
  for (const title of ['Next deadlines', 'Open tasks by project', 'New clients this month'])
    expect(ofWorker).not.toContain(title)
  expect(ofClient).toEqual(expect.arrayContaining(['Your projects', 'Work by status']))
  for (const title of ['My day', 'Active staff', 'Tasks completed by week']) expect(ofClient).not.toContain(title)
  const page = await house.visit(worker)
  expect((await page.request.get('/api/widgets/projects/budgets')).status()).toBe(403)
})

test('a figure leads to the list of what it counts, and a chart can be read as a table', async () => {
  const page = await house.visit(admin)
  const figure = card(page, 'Overdue tasks').getByRole('link')
  const count = Number(await figure.textContent())
  await figure.click()
  await page.waitForURL(/\/at\/demo\/tasks\?/)
  const listed = await page.request.get(
    `/api/tasks?range=[0,0]&filter=${encodeURIComponent(new URL(page.url()).searchParams.get('filter') ?? '')}`,
  )
  expect(Number(listed.headers()['content-range']?.split('/')[1])).toBe(count)
  await page.goto('/at/demo')
  const chart = card(page, 'Tasks by status')
  await chart.getByRole('button', { name: 'As a table: Tasks by status' }).click()
  await chart.getByRole('link', { name: 'Pending' }).click()
  await page.waitForURL(/pending/)
})

test('each arranges his own home page, by keyboard and by pointer; it stays, and others’ stay as they were', async () => {
  const page = await house.visit(manager)
  await card(page, 'Ongoing projects').waitFor()
  const before = await titles(page)
  await page.getByRole('button', { name: 'Arrange' }).click()
  await page.getByRole('button', { name: `Move: ${before[1]}`, exact: true }).focus()
  expect(await overhangOf(page)).toBe(0)
  await page.keyboard.press('ArrowLeft')
  await eventually(() => titles(page)).toEqual([before[1], before[0], ...before.slice(2)])
  await page
    .getByRole('status')
    .filter({ hasText: `${before[1]}: place 1 of` })
    .waitFor()
  await page.getByRole('button', { name: `Hide: ${before[2]}`, exact: true }).click()
  const [from, to] = [
    page.getByRole('button', { name: `Move: ${before[0]}`, exact: true }),
    card(page, before[1] ?? ''),
  ]
  await from.hover()
  await page.mouse.down()
  const box = await to.boundingBox()
  await page.mouse.move((box?.x ?? 0) + 30, (box?.y ?? 0) + 20, { steps: 8 })
  await page.mouse.up()
  const expected = [before[0], before[1], ...before.slice(3)]
  await eventually(async () => (await titles(page)).filter((title) => title !== 'Hidden')).toEqual(expected)
  await page.getByRole('button', { name: 'Done' }).click()
  await eventually(() => titles(page)).toEqual(expected)
  await page.reload()
  await eventually(() => titles(page)).toEqual(expected)
  const other = await house.visit('ana@two.example', { password: testPassword })
  await card(other, before[2] ?? '').waitFor()
  await page.getByRole('button', { name: 'Arrange' }).click()
  await page.getByRole('button', { name: `Show: ${before[2]}` }).click()
  await page.getByRole('button', { name: 'As it was' }).click()
  await page.getByRole('button', { name: 'Done' }).click()
  await eventually(() => titles(page)).toEqual(before)
})

test('the home page fits a small phone and hides nothing from who cannot see', async () => {
  const page = await house.visit(worker, phone)
  await card(page, 'My day').waitFor()
  await card(page, 'Clock').waitFor()
  expect(await overhangOf(page)).toBe(0)
  expect(await faultsOf(page, { within: 'main' })).toEqual([])
})
