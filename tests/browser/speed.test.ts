import type { BrowserContextOptions, Page, Request } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { demoPassword } from '../../core/src/first-start/first-start.ts'
import config from '../../platform.config.ts'
import { type House, openHouse } from './house.ts'
import { columns, parcel, parcelsPlugin } from './parcels.ts'

vi.setConfig({ testTimeout: 120_000 })

let house: House
const parcels = parcelsPlugin()
const elena = 'elena@studionord.example'

beforeAll(async () => {
  house = await openHouse({ plugins: [...config.plugins, parcels.plugin] })
  await house.platform.events.start()
}, 120_000)
afterAll(async () => {
  await house?.close()
  parcels.remove()
})
afterEach(async () => {
  await Promise.all(house.browser.contexts().map((context) => context.close()))
  expect(house.troubles.splice(0)).toEqual([])
})

const limit = 450_000
const patiently = { timeout: 30_000 }
const compressed: BrowserContextOptions = { extraHTTPHeaders: { 'accept-encoding': 'gzip' } }
const rows = (page: Page) => page.locator('tbody [data-row-link]')
const hello = (page: Page) => page.getByRole('heading', { level: 1, name: /^Hello/ })

/** Bytes of script that have travelled to the page so far. */
function scriptsOf(page: Page): () => Promise<number> {
  const received: Request[] = []
  page.on('requestfinished', (request) => {
    if (request.resourceType() === 'script') received.push(request)
  })
  return async () => {
    const sizes = await Promise.all(received.map((request) => request.sizes()))
    return sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0)
  }
}

test('from signing in to the first list a browser that has nothing loads at most 450 kB of compressed script', async () => {
  const context = await house.browser.newContext({ baseURL: house.url, locale: 'en', ...compressed })
  const page = await context.newPage()
  const scripts = scriptsOf(page)
  await page.goto('/')
  await page.getByLabel('E-mail or login name').fill(elena)
  await page.getByLabel('Password', { exact: true }).fill(demoPassword)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await hello(page).waitFor()
  await page.getByRole('navigation').getByRole('link', { name: 'Tasks', exact: true }).click()
  await rows(page).first().waitFor()
  const loaded = await scripts()
  expect(loaded).toBeGreaterThan(100_000)
  expect(loaded).toBeLessThan(limit)
})

test.each([
  ['the home page', '/at/demo', hello],
  ['a list', '/at/demo/tasks', rows],
  ['a form', '/at/demo/tasks/create', (page: Page) => page.getByLabel('Title')],
] as const)('who opens %s by its address loads no more than that either', async (_name, path, sign) => {
  const signedIn = await house.visit(elena)
  const storageState = await signedIn.context().storageState()
  const context = await house.browser.newContext({ baseURL: house.url, ...compressed, storageState })
  const page = await context.newPage()
  const scripts = scriptsOf(page)
  await page.goto(path)
  await sign(page).first().waitFor()
  expect(await scripts()).toBeLessThan(limit)
})

test('of a hundred rows with thirty columns only the one is drawn that is ticked, or changed by somebody else', async () => {
  const admin = await house.platform.signIn(elena, demoPassword, 'demo')
  const { data: people } = await admin('GET', '/api/people')
  const ids = people.map(({ id }: { id: string }) => id)
  const made = []
  for (let nth = 0; nth < 100; nth += 1) made.push((await admin('POST', '/api/parcels', parcel(nth, ids))).data)
  const page = await house.visit(elena)
  const all = () => page.evaluate(() => (globalThis as { drawn?: string[] }).drawn ?? [])
  const drawn = () => page.evaluate(() => (globalThis as { drawn?: string[] }).drawn?.splice(0) ?? [])
  const question = { page: '1', perPage: '100', sort: 'title', order: 'ASC', filter: '{}' }
  await page.goto(`/at/demo/parcels?${new URLSearchParams(question)}`)
  await expect.poll(() => rows(page).count(), patiently).toBe(100)
  expect(await page.locator('thead th').count()).toBe(columns.length + 1)
  await page.locator('tbody .gh-waiting').waitFor({ state: 'detached' })
  await expect.poll(async () => new Set(await all()).size, patiently).toBe(100)
  // The stream has opened, and what was read before it has been asked for once more.
  await expect.poll(async () => (await drawn()).length, { ...patiently, interval: 1_500 }).toBe(0)

  await page.getByRole('checkbox', { name: /Parcel 007/ }).check()
  await page.getByRole('toolbar').waitFor()
  await page.keyboard.press('j')
  await page.locator('tbody tr').nth(20).hover()
  expect(await drawn()).toEqual(['Parcel 007'])

  const { id, version } = made[42]
  const change = { note: 'Left with a neighbour' }
  await admin('PATCH', `/api/parcels/${id}`, change, { 'if-match': `"${version}"` })
  await page.getByText('Left with a neighbour').waitFor()
  expect(new Set(await drawn())).toEqual(new Set(['Parcel 042']))
})
