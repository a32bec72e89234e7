import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openHouse } from './house.ts'
import { faultsOf, overhangOf } from './inspect.ts'

vi.setConfig({ testTimeout: 60_000 })

let house: Awaited<ReturnType<typeof openHouse>>
let page: Page
beforeAll(async () => {
  house = await openHouse()
  page = await house.visit('elena@studionord.example')
}, 120_000)
afterAll(() => house?.close())

const shot = async (name: string, on = page) => {
  if (process.env.SHOTS) await on.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true })
}
const at = (path: string) => `/at/demo${path}`

test('where nothing was added, the page says what to do', async () => {
  await page.goto(at('/fields?resource=projects'))
  await page.getByText('Nothing has been added here yet.').waitFor()
  await shot('empty')
  expect(await faultsOf(page)).toEqual([])
})

test('an administrator adds a field with choices, seeing beforehand how it will look', async () => {
  await page.getByRole('button', { name: 'Add a field' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/^Name · English/).fill('Contract type')
  expect(await dialog.getByLabel('Name in the API').inputValue()).toBe('contractType')
  await dialog.getByLabel('Kind').click()
  await page.getByRole('option', { name: 'One of several choices' }).click()
  await dialog.getByRole('button', { name: 'Add a choice' }).click()
  await dialog.getByLabel(/^Choice 1 · English/).fill('Fixed price')
  await dialog.getByRole('button', { name: 'Add a choice' }).click()
  await dialog.getByLabel(/^Choice 2 · English/).fill('By the hour')
  await shot('dialog')
  expect(await faultsOf(page, { within: '[role=dialog]' })).toEqual([])
  await dialog.getByRole('button', { name: 'Add a field' }).click()
  await page.getByText('custom.contractType').waitFor()
  await shot('added')
})

test('what is refused is said beside its input, and what was written stays', async () => {
  await page.getByRole('button', { name: 'Add a field' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/^Name · English/).fill('Contract type')
  await dialog.getByRole('button', { name: 'Add a field' }).click()
  await dialog.getByText('This name is in use, or was once.').waitFor()
  expect(await dialog.getByLabel(/^Name · English/).inputValue()).toBe('Contract type')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
})

test('the field is in the form, on the record, in the list, its filter and the file', async () => {
  await page.goto(at('/projects/create'))
  await page.getByLabel('Contract type').click()
  await page.getByRole('option', { name: 'By the hour' }).click()
  await page.getByRole('textbox', { name: 'Name' }).first().fill('Archive of the city')
  await shot('form')
  await page
    .getByRole('button', { name: /^(Create|Save)/ })
    .last()
    .click()
  await page.getByText('By the hour').first().waitFor()
  await shot('record')

  await page.goto(at('/projects'))
  await page.getByRole('columnheader', { name: 'Contract type' }).waitFor()
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Contract type' }).click()
  await page.getByRole('dialog').getByRole('combobox').click()
  await page.getByRole('option', { name: 'By the hour' }).click()
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1)
  await shot('list')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')

  const csv = await page.request.get('/api/projects/export?fields=["name","custom.contractType"]')
  expect((await csv.text()).trim().split('\r\n')).toContain('Archive of the city,By the hour')
})

test('on a phone the page keeps within its window', async () => {
  const phone = await house.visit('elena@studionord.example', { viewport: { width: 360, height: 740 } })
  await phone.goto(at('/fields?resource=projects'))
  await phone.getByText('custom.contractType').waitFor()
  expect(await overhangOf(phone)).toBeLessThanOrEqual(0)
  await shot('phone', phone)
  await phone.context().close()
})

test('an archived field is nowhere, comes back with what records say, and is deleted only after a warning', async () => {
  await page.goto(at('/fields?resource=projects'))
  await page.getByRole('button', { name: 'Archive Contract type' }).click()
  await page.getByRole('heading', { name: 'Archived fields' }).waitFor()
  await page.getByRole('button', { name: 'Delete Contract type for good' }).click()
  await page.getByText('1 record loses what it says in this field.').waitFor()
  await shot('delete')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Restore Contract type' }).click()
  await page.getByRole('button', { name: 'Archive Contract type' }).waitFor()
  expect(house.troubles.filter((each) => !each.includes('409') && !each.includes('422'))).toEqual([])
})
