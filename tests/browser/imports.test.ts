import { afterAll, beforeAll, expect, test } from 'vitest'
import { go } from './go.ts'
import { type House, openHouse, phone } from './house.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
  await house.platform.events.start()
})
afterAll(() => house?.close())

const elena = 'elena@studionord.example'
const file = {
  name: 'clients.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    'External ID;Name;E-mail\nC-1;Ana Imported;ana@imported.example\nC-2;Ion Imported;not an address\n',
  ),
}

test('a file becomes records step by step on a phone, and is taken back', async () => {
  const page = await house.visit(elena, phone)
  await go(page, '/at/demo/imports?resource=clients')
  await page.getByText('Nothing was imported yet.').waitFor()
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('combobox', { name: 'E-mail: Field' }).waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  await page.getByRole('button', { name: 'Check' }).click()
  await page.getByRole('cell', { name: 'This is not an e-mail address.' }).waitFor()
  await page.getByRole('cell', { name: 'not an address', exact: true }).waitFor()
  await page.getByRole('button', { name: 'Import 1 sound row' }).click()
  await page.getByText('Written. 1 created, 1 refused').waitFor()
  await page.getByRole('button', { name: 'Take back' }).click()
  await page.getByText('1 created record is removed.').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click()
  await page.getByText('Taken back.').waitFor()
  expect(house.troubles).toEqual([])
}, 120_000)

test('who brings nothing in finds neither the page nor the button', async () => {
  const page = await house.visit('sofia@studionord.example')
  await go(page, '/at/demo/projects')
  await page.getByRole('button', { name: 'Export' }).waitFor()
  expect(await page.getByRole('link', { name: 'Import' }).count()).toBe(0)
}, 120_000)
