import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse } from './house.ts'

let house: House

beforeAll(async () => {
  house = await openHouse()
}, 120_000)
afterAll(() => house?.close())

test('somebody who is in sees what the tenant has', async () => {
  const page = await house.visit('elena@studionord.example')
  await page.getByRole('link', { name: 'Tasks', exact: true }).click()
  await page.getByText('Paper bags: print files').waitFor()
  expect(page.url()).toContain('/at/demo/tasks')
  expect(house.troubles).toEqual([])
})
