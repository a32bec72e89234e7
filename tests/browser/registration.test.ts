import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { startTestSmtp, type TestSmtp } from '../../core/testing/smtp.ts'
import { type House, openHouse, phone } from './house.ts'
import { faultsOf, overhangOf } from './inspect.ts'

vi.setConfig({ testTimeout: 90_000 })

const elena = 'elena@studionord.example'
const root = 'root@studionord.example'
const password = 'a stranger came by'
let house: House
let smtp: TestSmtp
let clock: NodeJS.Timeout

beforeAll(async () => {
  smtp = await startTestSmtp()
  house = await openHouse({ smtpUrl: smtp.url })
  // A form that is sent in no time is a program's.
  clock = setInterval(() => house.platform.clock.set(new Date().toISOString()), 100)
  await house.platform.events.start()
  await house.platform.identity.createUser({ email: root, name: 'Root', password: 'guildhall-demo', superadmin: true })
}, 120_000)
afterAll(async () => {
  clearInterval(clock)
  await house?.close()
  await smtp?.close()
})
afterEach(async () => {
  for (const context of house.browser.contexts()) await context.close()
  house.troubles.length = 0
})

/** As it looks, for whoever wants to see it. */
async function look(page: Page, name: string) {
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${name}.png`, fullPage: true })
}
async function isSound(page: Page, name: string) {
  await look(page, name)
  expect(await faultsOf(page)).toEqual([])
  expect(await overhangOf(page)).toBe(0)
}
/** The link of the next mail, at this house. */
async function linkTo(email: string): Promise<string> {
  const { text } = await smtp.next(email)
  const [address = ''] = /http\S+token=\S+/.exec(text) ?? []
  const { pathname, search } = new URL(address)
  return `${pathname}${search}`
}

test('an administrator opens registration; a newcomer registers on a phone, waits, is let in and signs in', async () => {
  const closed = await house.visit(null)
  await closed.goto('/register?at=demo')
  await closed.getByText('Nobody can register here at the moment.').waitFor()
  await isSound(closed, 'closed')

  const office = await house.visit(elena)
  await office.goto('/at/demo/registrations')
  await office.getByText('Nobody is waiting.').waitFor()
  await office.getByLabel('Newcomers may register themselves').check()
  await office.getByRole('button', { name: 'Save' }).click()
  await office.getByText('This field').or(office.getByText('required')).first().waitFor()
  await office.getByLabel('With these roles').click()
  await office.getByRole('option', { name: 'Client' }).click()
  await office.keyboard.press('Escape')
  await office.getByLabel('Address of the terms of use').fill('https://studionord.example/terms')
  await office.getByRole('button', { name: 'Save' }).click()
  await office.getByText('/register?at=demo').waitFor()
  await isSound(office, 'settings')
  house.troubles.length = 0

  const page = await house.visit(null, phone)
  await page.goto('/sign-in?next=/at/demo')
  await page.getByRole('link', { name: 'Register with Studio Nord' }).click()
  await page.getByText('An administrator will look at your registration').waitFor()
  await page.getByLabel('Your name').fill('Nina Newcomer')
  await page.getByLabel('E-mail').fill('nina@mail.example')
  await page.getByLabel('Choose a password').fill('password123')
  await page.getByText('The check is done.').waitFor()
  await isSound(page, 'register')
  await page.getByRole('button', { name: 'Register' }).click()
  await page.getByText('Too many people use this password.').waitFor()
  await page.getByLabel('Choose a password').fill(password)
  await page.getByRole('button', { name: 'Register' }).click()
  await page.getByText('Please agree first.').waitFor()
  await page.getByLabel('I have read this and agree.').check()
  await page.keyboard.press('Tab')
  await page.getByRole('button', { name: 'Register' }).press('Enter')
  await page.getByText('A message is on its way to nina@mail.example.').waitFor()
  await isSound(page, 'sent')
  house.troubles.length = 0

  const link = await linkTo('nina@mail.example')
  await page.goto(link)
  await page.getByText('One step is left to Studio Nord.').waitFor()
  await isSound(page, 'confirm')
  await page.getByLabel('The password you chose').fill(password)
  await page.getByRole('button', { name: 'Confirm and sign in' }).click()
  await page.getByText('An administrator of Studio Nord decides next').waitFor()
  expect(house.troubles).toEqual([])
  await page.goto(link)
  await page.getByText('This link has expired or was already used.').waitFor()
  house.troubles.length = 0

  await office.reload()
  await office.getByText('Nina Newcomer').waitFor()
  await isSound(office, 'waiting')
  await office.getByRole('button', { name: 'Let in: Nina Newcomer' }).click()
  await office.getByText('Nobody is waiting.').waitFor()
  expect((await smtp.next('nina@mail.example')).subject).toBe('Welcome to Studio Nord')

  await page.goto('/sign-in?next=/at/demo')
  await page.getByLabel('E-mail or login name').fill('nina@mail.example')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL('**/at/demo')
  expect(house.troubles).toEqual([])
})

test('without approval whoever follows the link is in at once, in his language', async () => {
  const office = await house.visit(elena)
  await office.request.patch('/api/registration', { data: { needsApproval: false, termsUrl: null } })
  const page = await house.visit(null, { ...phone, language: 'ro' })
  await page.goto('/register?at=demo')
  await page.getByLabel('Numele dumneavoastră').fill('Radu Nou')
  await page.getByLabel('E-mail').fill('radu@mail.example')
  await page.getByLabel('Alegeți o parolă').fill(password)
  await isSound(page, 'register-ro')
  await page.getByRole('button', { name: 'Înregistrare', exact: true }).click()
  await page.getByText('Un mesaj este pe drum').waitFor()
  await page.goto(await linkTo('radu@mail.example'))
  await page.getByLabel('Parola aleasă').fill(password)
  await page.getByRole('button', { name: 'Confirmați și conectați-vă' }).click()
  await page.waitForURL('**/at/demo')
  expect(house.troubles).toEqual([])
})

test('a founder registers a business on a phone, sees it being made, and administers it', async () => {
  const office = await house.visit(root)
  await office.goto('/at/demo/tenants')
  await office.getByRole('button', { name: 'Self-registration' }).click()
  await office.getByLabel('Anybody may register a business').check()
  await office.getByLabel('Kinds that are offered').click()
  await office.getByRole('option', { name: 'Studio: clients' }).click()
  await office.keyboard.press('Escape')
  await isSound(office, 'businesses')
  await office.getByRole('button', { name: 'Save' }).click()
  await office.getByText('Saved').first().waitFor()

  const page = await house.visit(null, { ...phone, language: 'ru', timezoneId: 'Europe/Chisinau' })
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Зарегистрировать свою организацию' }).click()
  await page.getByLabel('Название организации').fill('Северный Ветер')
  expect(await page.getByLabel('Короткое имя в адресе').inputValue()).toBe('severnyi-veter')
  expect(await page.getByLabel('Валюта').inputValue()).toBe('MDL')
  expect(await page.getByLabel('Часовой пояс').inputValue()).toBe('Europe/Chisinau')
  await page.getByLabel('Ваше имя').fill('Фаина')
  await page.getByLabel('Эл. почта').fill('faina@mail.example')
  await page.getByLabel('Придумайте пароль').fill(password)
  await isSound(page, 'business-ru')
  await page.getByRole('button', { name: 'Зарегистрироваться' }).click()
  await page.getByText('Письмо на адрес faina@mail.example').waitFor()
  await page.goto(await linkTo('faina@mail.example'))
  await page.getByLabel('Пароль, который вы выбрали').fill(password)
  await page.getByRole('button', { name: 'Подтвердить и войти' }).click()
  await page.getByText('Создаётся организация').or(page.getByText('Северный Ветер')).first().waitFor()
  await look(page, 'making')
  await page.waitForURL('**/at/severnyi-veter')
  expect(house.troubles).toEqual([])

  await office.goto('/at/demo/tenants')
  await office.getByText('Registered itself').waitFor()
  await isSound(office, 'tenants')
})

test('without workers the form says what to do instead', async () => {
  const page = await house.visit(null)
  await page.addInitScript('delete globalThis.Worker')
  await page.goto('/register?at=demo')
  await page.getByText('Your browser cannot do the check against bots').waitFor()
})
