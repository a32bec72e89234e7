import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { mailServerTo } from '../../core/testing/index.ts'
import { go } from './go.ts'
import { type House, openHouse, phone } from './house.ts'
import { faultsOf, overhangOf } from './inspect.ts'

vi.setConfig({ testTimeout: 90_000 })

const domain = 'mail.guildhall.example'
const shots = process.env.SHOTS
let house: House

beforeAll(async () => {
  const nobody = () => Promise.reject(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }))
  house = await openHouse({ mailIn: { domain, resolver: nobody } })
  await house.platform.events.start()
  const port = await house.platform.mailIn?.listen({ host: '127.0.0.1', port: 0 })
  const transport = mailServerTo(port)
  const mail = { from: 'Mira Pop <mira@elsewhere.example>', to: `demo@${domain}` }
  await transport.sendMail({ ...mail, subject: 'What does a poster cost?', text: 'A hundred of them, in blue.' })
  await transport.sendMail({
    ...mail,
    subject: 'News',
    text: 'Buy!',
    headers: { 'List-Id': '<news.elsewhere.example>' },
  })
}, 180_000)
afterEach(() => Promise.all(house.browser.contexts().map((context) => context.close())))
afterAll(() => house?.close())

test('the desk finds its address, sees what is held and why, and takes a mail over', async () => {
  const page = await house.visit('elena@studionord.example')
  const seen = async (name: string) => {
    expect(await faultsOf(page)).toEqual([])
    expect(await overhangOf(page)).toBe(0)
    if (!shots) return
    await page.screenshot({ path: `${shots}/${name}-light.png`, fullPage: true })
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.screenshot({ path: `${shots}/${name}-dark.png`, fullPage: true })
    await page.emulateMedia({ colorScheme: 'light' })
  }
  await go(page, '/at/demo/tickets/mail')
  await page.getByText(`demo@${domain}`).waitFor()
  await seen('address')
  await page.getByRole('link', { name: 'Incoming mails' }).first().click()
  const row = page.getByRole('row', { name: /What does a poster cost/ })
  await row.getByText('Held').waitFor()
  await page.getByRole('row', { name: /News.*Refused.*mailing list/ }).waitFor()
  await seen('list')
  await row.getByText('What does a poster cost?').click()
  await page.getByText('A hundred of them, in blue.').waitFor()
  await seen('held')
  await page.getByRole('button', { name: 'Take over' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await seen('take')
  await dialog.getByRole('button', { name: /Take over|OK|Confirm/ }).click()
  await page.getByText('Accepted').waitFor()
  await go(page, '/at/demo/tickets')
  await page
    .getByRole('row', { name: /What does a poster cost/ })
    .getByText('What does a poster cost?')
    .click()
  await page.getByRole('tab', { name: 'Conversation' }).click()
  await page.getByText('A hundred of them, in blue.').waitFor()
  await page.getByText('Mira Pop').first().waitFor()
  await seen('ticket')
  expect(house.troubles).toEqual([])
})

test('so it is on a phone', async () => {
  const page = await house.visit('victor@studionord.example', phone)
  for (const path of ['tickets/mail', 'incoming-mails']) {
    await go(page, `/at/demo/${path}`)
    await page
      .getByText(path === 'incoming-mails' ? 'News' : `demo@${domain}`)
      .first()
      .waitFor()
    expect(await overhangOf(page), path).toBe(0)
    expect(await faultsOf(page), path).toEqual([])
    if (shots) await page.screenshot({ path: `${shots}/phone-${path.replace('/', '-')}.png`, fullPage: true })
  }
})
