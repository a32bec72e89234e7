import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { startTestSmtp, type TestSmtp } from '../../core/testing/smtp.ts'
import { attachmentOf, pagesOf } from '../../plugins/reports/test/pdf-text.ts'
import { go } from './go.ts'
import { type House, openHouse, phone } from './house.ts'
import { faultsOf, overhangOf } from './inspect.ts'

vi.setConfig({ testTimeout: 120_000 })

let house: House
let smtp: TestSmtp
beforeAll(async () => {
  smtp = await startTestSmtp()
  house = await openHouse({ smtpUrl: smtp.url })
  await house.platform.events.start()
}, 180_000)
afterEach(() => Promise.all(house.browser.contexts().map((context) => context.close())))
afterAll(async () => {
  await house?.close()
  await smtp?.close()
})

const [elena, victor] = ['elena@studionord.example', 'victor@studionord.example']
const overview = '/at/demo/reports/overview'

test('an administrator builds a report, looks behind a line, has it sent, and it comes as a PDF in Romanian and in Russian', async () => {
  const page = await house.visit(elena)
  await go(page, `${overview}?build=new`)
  const choose = async (name: RegExp | string, option: string) => {
    await page.getByRole('combobox', { name }).first().click()
    await page.getByRole('option', { name: option, exact: true }).click()
    await page.keyboard.press('Escape')
  }
  await choose(/^About/, 'Tasks')
  await choose(/^One line for each/, 'Status')
  await choose(/^Shown as/, 'Bars')
  await page.locator('svg rect, svg path').first().waitFor()
  await page.getByRole('textbox', { name: /^Name/ }).fill('Câte sarcini')
  await page.getByRole('switch', { name: 'Show to everybody' }).check()
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'Câte sarcini' }).waitFor()

  await page.getByRole('button', { name: 'In progress' }).first().click()
  const behind = page.getByRole('dialog', { name: 'In progress' })
  await behind.getByRole('link').first().waitFor()
  expect(await faultsOf(page, { within: '[role=dialog]' })).toEqual([])
  await behind.getByRole('button', { name: 'Close' }).click()

  const people = (await (await page.request.get('/api/people')).json()) as { id: string; email: string }[]
  const inLanguage = async (email: string, language: string) => {
    const own = await house.visit(email, { language })
    await own.context().close()
    return people.find((person) => person.email === email)?.id
  }
  const recipients = [await inLanguage(elena, 'ro'), await inLanguage(victor, 'ru')]
  const [report] = await (await page.request.get('/api/reports?filter={"q":"sarcini"}')).json()
  await go(
    page,
    `/at/demo/report-schedules/create?source=${JSON.stringify({ report: report.id, name: report.name, recipients })}`,
  )
  await page.getByRole('button', { name: /^(Add somebody|Adaugă pe cineva)$/ }).click()
  await page.getByRole('combobox', { name: /^(Gets what belongs to|Primește ce ține de)/ }).click()
  await page.getByRole('option').first().click()
  await expect
    .poll(() =>
      page
        .getByRole('textbox', { name: /^(Name|Nume)/ })
        .last()
        .inputValue(),
    )
    .not.toBe('')
  await page
    .getByRole('textbox', { name: /^(Address|Adresă)/ })
    .last()
    .fill('outside@co.example')
  await page.getByRole('button', { name: /^(Create|Creează)$/ }).click()
  await page.waitForURL(/report-schedules\/[0-9a-f-]{36}/)
  const [, schedule] = /report-schedules\/([0-9a-f-]{36})/.exec(page.url()) ?? []
  expect((await page.request.post(`/api/report-schedules/${schedule}/send`)).status()).toBe(200)
  const paper = async (email: string) => {
    const found = () =>
      smtp.mails.find(({ receivers, raw }) => receivers.includes(email) && raw.includes('application/pdf'))
    await expect.poll(() => found() !== undefined, { timeout: 30_000 }).toBe(true)
    return (await pagesOf(attachmentOf(found() ?? { raw: '' }))).join(' ')
  }
  const romanian = await paper(elena)
  for (const said of ['Câte sarcini', 'În așteptare', 'Pagina 1', 'Studio Nord']) expect(romanian).toContain(said)
  const russian = await paper(victor)
  for (const said of ['В работе', 'Итого', 'Стр. 1']) expect(russian).toContain(said)
  expect(russian).not.toContain('Pagina')
  expect(house.troubles).toEqual([])
})

test('a report is shared by a link that a stranger opens, and that is over once it is ended', async () => {
  const page = await house.visit(elena)
  const [report] = await (await page.request.get('/api/reports?filter={"q":"Project status"}')).json()
  await go(page, `${overview}?report=${report.id}`)
  await page.getByRole('button', { name: 'Share by link' }).click()
  const dialog = page.getByRole('dialog', { name: 'Share by link' })
  await dialog.getByRole('textbox', { name: /^For whom/ }).fill('Maria')
  expect(await faultsOf(page, { within: '[role=dialog]' })).toEqual([])
  await dialog.getByRole('button', { name: 'Make the link' }).click()
  const url = await dialog.getByRole('textbox', { name: 'Address' }).inputValue()
  await dialog.getByRole('button', { name: 'Done' }).click()
  const stranger = await house.browser.newPage()
  await expect.poll(async () => (await stranger.request.get(`${url}/file`)).status(), { timeout: 30_000 }).toBe(200)
  await stranger.goto(url)
  await stranger.getByRole('link', { name: /Download|Descarcă/ }).waitFor()
  const [link] = await (await page.request.get('/api/report-links')).json()
  expect(link).toMatchObject({ name: 'Maria', status: 'active' })
  expect((await page.request.post(`/api/report-links/${link.id}/revoke`)).status()).toBe(200)
  expect((await stranger.request.get(url)).status()).toBe(404)
})

test('its screens fit a phone, in every language', async () => {
  for (const language of ['en', 'ro', 'ru']) {
    const page = await house.visit(elena, { ...phone, language })
    for (const path of [
      overview.slice('/at/demo'.length),
      '/report-schedules/create',
      '/report-links',
      '/report-outputs',
    ]) {
      await go(page, `/at/demo${path}`)
      await page.getByRole('heading').first().waitFor()
      expect(await faultsOf(page)).toEqual([])
      expect(await overhangOf(page)).toBeLessThanOrEqual(0)
    }
    await page.context().close()
  }
})
