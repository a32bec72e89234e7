import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { openReceiver, type Receiver, verify } from '../../plugins/webhooks/test/receiver.ts'
import { go } from './go.ts'
import { type House, openHouse, phone } from './house.ts'
import { faultsOf, overhangOf } from './inspect.ts'

vi.setConfig({ testTimeout: 90_000 })
const eventually = <T>(ask: () => Promise<T> | T) => expect.poll(ask, { timeout: 20_000 })

let house: House
let receiver: Receiver
beforeAll(async () => {
  house = await openHouse({ mayAskPrivate: true })
  receiver = await openReceiver()
  await house.platform.events.start()
}, 180_000)
afterEach(() => Promise.all(house.browser.contexts().map((context) => context.close())))
afterAll(async () => {
  receiver?.close()
  await house?.close()
})

const admin = 'elena@studionord.example'

async function chooseEvent(page: Page, words: string): Promise<void> {
  await page.getByRole('combobox', { name: /Events/ }).fill(words)
  await page.getByRole('option', { name: words, exact: true }).first().click()
  await page.keyboard.press('Escape')
}

test('S3.29 an administrator adds a webhook, is shown its secret once, tests it, and looks at what was sent', async () => {
  const page = await house.visit(admin)
  await go(page, '/at/demo/webhook-endpoints')
  expect(await faultsOf(page)).toEqual([])
  await go(page, '/at/demo/webhook-endpoints/create')
  await page.getByRole('textbox', { name: /^Name/ }).fill('Shop')
  await page.getByRole('textbox', { name: /^Address/ }).fill(receiver.url)
  await chooseEvent(page, 'Everything about: Tasks')
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('button', { name: /^(Save|Create)$/ }).click()

  await page.getByRole('button', { name: 'Show the secret once' }).click()
  const dialog = page.getByRole('dialog', { name: 'Signing secret' })
  const secret = await dialog.getByRole('textbox').inputValue()
  expect(secret).toMatch(/^whsec_/)
  expect(await faultsOf(page, { within: '[role=dialog]' })).toEqual([])
  await dialog.getByRole('button', { name: 'Done' }).click()
  await page.getByText('The secret was shown on').waitFor()

  const test = page.getByRole('region', { name: 'Test' }).or(page.locator('section', { hasText: 'webhooks.ping' }))
  receiver.answer = (response) => response.writeHead(500).end('Out of order')
  await test.getByRole('button', { name: 'Send a test' }).click()
  await page.getByText('Out of order').waitFor()
  receiver.answer = (response) => response.writeHead(204).end()
  await test.getByRole('button', { name: 'Send a test' }).click()
  await page.getByText(/Taken: 204/).waitFor()
  const ping = receiver.received.at(-1)
  expect(verify(secret, ping as never, new Date().toISOString())).toMatchObject({ type: 'webhooks.ping' })
  expect(await faultsOf(page)).toEqual([])

  const [task] = await (await page.request.get('/api/tasks?range=[0,0]')).json()
  await page.request.patch(`/api/tasks/${task.id}`, { data: { title: 'Told elsewhere' } })
  await eventually(() => receiver.types()).toContain('projects.tasks.updated')
  await go(page, '/at/demo/webhook-deliveries')
  await page.getByText('projects.tasks.updated').first().click()
  await page.getByText('Answer 204').first().waitFor()
  expect(await faultsOf(page)).toEqual([])
  expect(house.troubles).toEqual([])
})

test('it fits a phone, in every language, and a worker finds nothing of it', async () => {
  for (const language of ['en', 'ro', 'ru']) {
    const page = await house.visit(admin, { ...phone, language })
    for (const [path, known] of [
      ['webhook-endpoints', 'Shop'],
      ['webhook-endpoints/create', /^https/],
      ['webhook-deliveries', 'webhooks.ping'],
    ] as const) {
      await go(page, `/at/demo/${path}`)
      await page.getByText(known).first().waitFor()
      expect(await overhangOf(page)).toBeLessThanOrEqual(0)
    }
    await page.context().close()
  }
  const page = await house.visit('mara@studionord.example')
  await go(page, '/at/demo/webhook-endpoints')
  await page.getByRole('heading').first().waitFor()
  expect(await page.getByText('Shop').count()).toBe(0)
  expect((await page.request.get('/api/webhook-endpoints')).status()).toBe(403)
})
