import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { go } from './go.ts'
import { type House, openHouse, phone } from './house.ts'
import { faultsOf, overhangOf } from './inspect.ts'

vi.setConfig({ testTimeout: 90_000 })
const eventually = <T>(ask: () => Promise<T> | T) => expect.poll(ask, { timeout: 15_000 })

const manager = 'victor@studionord.example'
const worker = 'ioana@studionord.example'

let house: House

beforeAll(async () => {
  house = await openHouse()
  await house.platform.events.start()
}, 180_000)
afterEach(() => Promise.all(house.browser.contexts().map((context) => context.close())))
afterAll(() => house?.close())

test('S2.14 two keys start a timer from any page; it is there after a reload, and what was done offline comes in later', async () => {
  const page = await house.visit(worker)
  await go(page, '/at/demo/tasks')
  await page.getByRole('button', { name: 'Start a timer (T)' }).waitFor()
  await page.keyboard.press('t')
  await page.getByRole('dialog', { name: 'What are you working on?' }).getByText('Last worked on').waitFor()
  await page.keyboard.press('Enter')
  const sign = page.getByRole('button', { name: /running for .* \(T\)/ })
  await sign.waitFor()
  await page.reload()
  await sign.waitFor()

  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await page.getByText('No connection. It is kept and sent later.').waitFor()
  await page.getByRole('button', { name: 'Start a timer (T)' }).waitFor()
  await page.context().setOffline(false)
  const running = async () => {
    const answer = await page.request.get('/api/time-tracking/timer', { headers: { 'x-tenant': 'demo' } })
    return (await answer.json()).running
  }
  await eventually(running).toBeNull()
  house.troubles.length = 0
})

test('S2.62 where a task is required, it is made in the same dialog, and its timer runs', async () => {
  const admin = await house.visit('elena@studionord.example')
  const set = (taskRequired: boolean) =>
    admin.request.patch('/api/plugins/time-tracking/settings', {
      headers: { 'x-tenant': 'demo' },
      data: { taskRequired },
    })
  expect((await set(true)).status()).toBe(200)
  const page = await house.visit(worker)
  await page.getByRole('button', { name: 'Start a timer (T)' }).waitFor()
  await page.keyboard.press('t')
  const dialog = page.getByRole('dialog', { name: 'What are you working on?' })
  await dialog
    .getByRole('button', { name: /^Office and tools/ })
    .first()
    .click()
  await dialog.getByText('Time is booked on a task here.').waitFor()
  await dialog.getByLabel('Task').fill('Order the paper')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /^Order the paper, running for/ }).waitFor()
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await page.getByRole('button', { name: 'Start a timer (T)' }).waitFor()
  await set(false)
  house.troubles.length = 0
})

test('S2.4 S2.39 the board changes by itself when somebody starts', async () => {
  const boss = await house.visit(manager)
  await go(boss, '/at/demo/time-tracking/now')
  const card = boss.getByRole('listitem').filter({ hasText: 'Ioana Radu' })
  await card.getByText('Off', { exact: true }).waitFor()
  const page = await house.visit(worker)
  await page.getByRole('button', { name: 'Start a timer (T)' }).waitFor()
  await page.keyboard.press('t')
  await page.getByRole('dialog').getByText('Last worked on').waitFor()
  await page.keyboard.press('Enter')
  await card.getByText('Working', { exact: true }).waitFor({ timeout: 5_000 })
  expect(house.troubles).toEqual([])
})

test.each(['en', 'ro', 'ru'])(
  'its screens pass the check for accessibility and fit a phone, in %s',
  async (language) => {
    const page = await house.visit(manager, { language, ...phone })
    for (const path of ['now', 'week', 'sheet']) {
      await go(page, `/at/demo/time-tracking/${path}`)
      expect(await faultsOf(page), path).toEqual([])
      expect(await overhangOf(page), path).toBe(0)
    }
  },
)
