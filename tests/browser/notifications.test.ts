import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { startTestSmtp, type TestSmtp } from '../../core/testing/smtp.ts'
import { go } from './go.ts'
import { type House, openHouse, phone } from './house.ts'
import { faultsOf, overhangOf } from './inspect.ts'

vi.setConfig({ testTimeout: 90_000 })
const eventually = <T>(ask: () => Promise<T> | T) => expect.poll(ask, { timeout: 15_000 })

const admin = 'elena@studionord.example'
const manager = 'victor@studionord.example'
const worker = 'mara@studionord.example'

let house: House
let smtp: TestSmtp

beforeAll(async () => {
  smtp = await startTestSmtp()
  house = await openHouse({ smtpUrl: smtp.url, mayAskPrivate: true })
  await house.platform.events.start()
  // What the demo business has to tell is told.
  await house.platform.events.drain()
}, 180_000)
afterEach(() => Promise.all(house.browser.contexts().map((context) => context.close())))
afterAll(async () => {
  await house?.close()
  await smtp?.close()
})

test('the bell counts what is new without a reload, and a click leads to the record and counts one less', async () => {
  const page = await house.visit(worker)
  const bell = page.getByRole('button', { name: /^Notifications: \d+ unread/ })
  await bell.waitFor()
  const count = async () => Number(/\d+/.exec((await bell.getAttribute('aria-label')) ?? '')?.[0])
  const before = await count()
  expect(before).toBeGreaterThan(0)
  const boss = await house.visit(manager)
  const tasks = await boss.request.get('/api/tasks?filter={"q":"Van wrap"}', { headers: { 'x-tenant': 'demo' } })
  const [{ id, assignees }] = await tasks.json()
  const send = (changed: unknown) =>
    boss.request.patch(`/api/tasks/${id}`, { headers: { 'x-tenant': 'demo' }, data: { assignees: changed } })
  await send([])
  expect((await send(assignees)).status()).toBe(200)
  await eventually(count).toBe(before + 1)
  await bell.click()
  const panel = page.getByRole('dialog', { name: 'Notifications' })
  await panel.getByRole('link', { name: /For you: Van wrap design/ }).click()
  await page.waitForURL(`**/tasks/${id}/show`)
  await eventually(count).toBe(before)
  expect(house.troubles).toEqual([])
})

test('everybody chooses what he is told, and finds it so when he comes back', async () => {
  const page = await house.visit(worker)
  await go(page, '/at/demo/notifications/preferences')
  const box = page.getByRole('checkbox', { name: 'A task is given to you: E-mail' })
  expect(await box.isChecked()).toBe(true)
  await box.uncheck()
  await page.getByRole('switch', { name: 'Keep quiet at night' }).check()
  await page.getByLabel('From').fill('21:30')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved', { exact: true }).waitFor()
  await page.reload()
  await box.waitFor()
  expect(await box.isChecked()).toBe(false)
  expect(await page.getByLabel('From').inputValue()).toBe('21:30')
  expect(await faultsOf(page)).toEqual([])
})

test('an administrator sets a mail server, tries it, and reads what it answered', async () => {
  const page = await house.visit(admin)
  await go(page, '/at/demo/notifications/mail')
  await page.getByRole('textbox', { name: 'Mail server' }).fill('127.0.0.1')
  await page.getByRole('spinbutton', { name: 'Port' }).fill(new URL(smtp.url).port)
  await page.getByLabel('Encryption').click()
  await page.getByRole('option', { name: 'None' }).click()
  await page.getByLabel('Password').fill('open sesame')
  await page.getByLabel('Sender address').fill('office@studionord.example')
  await page.getByRole('button', { name: 'Save' }).first().click()
  await page.getByText('A password is kept').waitFor()
  expect(await page.getByLabel('Password').inputValue()).toBe('')
  await page.getByRole('button', { name: 'Send me a test mail' }).click()
  await page.getByText(/The mail server took it: 250/).waitFor()
  await eventually(async () => (await smtp.next(admin)).subject).toBe('A test mail')
  smtp.refuse(1)
  await page.getByRole('button', { name: 'Send me a test mail' }).click()
  await page.getByText(/did not take it: 451 Try again later/).waitFor()
  expect(await faultsOf(page)).toEqual([])
})

test('a text is changed with its preview beside it, a wrong placeholder is told at its field, and the shipped text comes back', async () => {
  const page = await house.visit(admin)
  await go(page, '/at/demo/notifications/templates')
  await page.getByRole('combobox', { name: 'Kind' }).click()
  await page.getByRole('option', { name: 'A task is given to you' }).click()
  const title = page.getByRole('textbox', { name: 'Title' })
  await title.fill('Work for you: {{task}}')
  await page.getByText('Work for you: ‹task›').waitFor()
  await title.fill('Work: {{boss}}')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('There is no placeholder boss here.').waitFor()
  await title.fill('Work: {{task}}')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Back to the shipped text' }).click()
  await eventually(() => title.inputValue()).toBe('For you: {{task}}')
  expect(await faultsOf(page)).toEqual([])
})

test('nothing is wider than a small phone, in any language', async () => {
  for (const language of ['en', 'ro', 'ru']) {
    const page = await house.visit(admin, { ...phone, language })
    for (const path of ['inbox', 'preferences', 'mail', 'templates']) {
      await go(page, `/at/demo/notifications/${path}`)
      await page.waitForTimeout(1_000)
      if (process.env.SHOTS)
        await page.screenshot({ path: `${process.env.SHOTS}/${path}-${language}.png`, fullPage: true })
      expect(await overhangOf(page), `${path} ${language}`).toBe(0)
    }
    await page.context().close()
  }
})
