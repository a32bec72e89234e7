import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { go } from './go.ts'
import { type House, openHouse, phone } from './house.ts'
import { faultsOf, overhangOf } from './inspect.ts'

vi.setConfig({ testTimeout: 90_000 })

let house: House
beforeAll(async () => {
  house = await openHouse()
  await house.platform.events.start()
}, 180_000)
afterEach(() => Promise.all(house.browser.contexts().map((context) => context.close())))
afterAll(() => house?.close())

const admin = 'elena@studionord.example'

test('an administrator finds what somebody changed, takes it back, and verifies the chain', async () => {
  const page = await house.visit(admin)
  await go(page, '/at/demo/projects')
  await page.locator('tbody tr').first().click()
  await page.getByRole('link', { name: 'Edit' }).click()
  const name = page.getByRole('textbox', { name: /^Name/ })
  const before = await name.inputValue()
  await name.fill('Renamed by mistake')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Renamed by mistake').first().waitFor()

  await go(page, '/at/demo/audit/past?resource=projects')
  const line = page.getByRole('listitem').filter({ hasText: 'Renamed by mistake' }).first()
  await line.getByText(before).first().waitFor()
  expect(await faultsOf(page)).toEqual([])
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/page.png`, fullPage: true })
  await line.getByRole('button', { name: 'Take back…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Take this change back?' })
  await dialog.getByText('as this change left it').waitFor()
  expect(await faultsOf(page, { within: '[role=dialog]' })).toEqual([])
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/dialog.png` })
  await dialog.getByRole('button', { name: 'Take back', exact: true }).click()
  await page.getByText('The change was taken back.').waitFor()
  await page.getByRole('listitem').filter({ hasText: 'Renamed by mistake' }).nth(1).waitFor()

  await page.getByRole('button', { name: 'Verify now' }).click()
  await page.getByText(/^Verified .*: whole$/).waitFor()
})

test.each([
  ['ro', 'Verifică acum'],
  ['ru', 'Проверить сейчас'],
])('in %s the page says so, and fits a phone', async (language, button) => {
  const page = await house.visit(admin, { ...phone, language })
  await go(page, '/at/demo/audit/past')
  await page.getByRole('button', { name: button }).waitFor()
  expect(await overhangOf(page)).toBe(0)
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${language}.png`, fullPage: true })
})
