import type { BrowserContextOptions, Page, Response } from 'playwright-core'
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
/** Every script travels, and is counted: none comes from a service worker's store. */
const unstored: BrowserContextOptions = { serviceWorkers: 'block' }
const rows = (page: Page) => page.locator('tbody [data-row-link]')
const hello = (page: Page) => page.getByRole('heading', { level: 1, name: /^Hello/ })
const title = (page: Page) => page.getByLabel('Title')

/** Bytes of script that travel to the page until it rests, what plugins add to its frame too, as compressed as the browser takes them. */
function scriptsOf(page: Page): () => Promise<number> {
  const received: Response[] = []
  page.on('response', (response) => {
    // Pictures come where one is seen.
    if (response.request().resourceType() === 'script' && !/\/charts-/.test(response.url())) received.push(response)
  })
  return async () => {
    await page.getByRole('button', { name: /^Notifications/ }).waitFor()
    await page.getByRole('button', { name: /timer/ }).waitFor()
    // What the door has left in the browser's cache does not travel again.
    const sizes = new Map<string, number>()
    for (const response of received) sizes.set(response.url(), Number(await response.headerValue('content-length')))
    return [...sizes.values()].reduce((sum, size) => sum + size, 0)
  }
}

test('from signing in to the first list a browser that has nothing loads at most 450 kB of compressed script', async () => {
  const context = await house.browser.newContext({ baseURL: house.url, locale: 'en', ...unstored })
  const page = await context.newPage()
  const scripts = scriptsOf(page)
  await page.goto('/at/demo/tasks')
  await page.getByLabel('E-mail or login name').fill(elena)
  await page.getByLabel('Password', { exact: true }).fill(demoPassword)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await rows(page).first().waitFor()
  const loaded = await scripts()
  expect(loaded).toBeGreaterThan(100_000)
  expect(loaded).toBeLessThan(limit)
})

test.each([
  ['a list', '/at/demo/tasks', rows, limit],
  // With the cards of all plugins, or every input a form can have.
  ['the home page', '/at/demo', hello, limit + 30_000],
  ['a form', '/at/demo/tasks/create', title, limit + 30_000],
] as const)('who opens %s by its address loads little more than that', async (_name, path, sign, most) => {
  const signedIn = await house.visit(elena)
  const storageState = await signedIn.context().storageState()
  const context = await house.browser.newContext({ baseURL: house.url, ...unstored, storageState })
  const page = await context.newPage()
  const scripts = scriptsOf(page)
  await page.goto(path)
  await sign(page).first().waitFor()
  expect(await scripts()).toBeLessThan(most)
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
