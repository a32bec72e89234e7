import { afterAll, beforeAll, expect, test } from 'vitest'
import { photograph } from '../files.ts'
import { go } from './go.ts'
import { type House, openHouse, phone } from './house.ts'
import { faultsOf } from './inspect.ts'

let house: House
let photo: Buffer
beforeAll(async () => {
  house = await openHouse()
  photo = await photograph({ width: 1600, height: 1200 })
})
afterAll(() => house?.close())

const admin = 'elena@studionord.example'

test('a photo is attached to a task on a phone and looked at by whom the task is given to, and nobody else', async () => {
  const page = await house.visit(admin, phone)
  const [task] = await (await page.request.get('/api/tasks?filter={"status":"in-progress"}')).json()
  await go(page, `/at/demo/tasks/${task.id}`)
  if (process.env.SHOTS)
    await page.waitForTimeout(4000).then(() => page.screenshot({ path: `${process.env.SHOTS}/a.png`, fullPage: true }))
  const field = page.getByRole('group', { name: 'Attachments' })
  await field.getByRole('button', { name: 'Choose files' }).waitFor()
  await field
    .locator('input[type=file]')
    .first()
    .setInputFiles([
      { name: 'roof.jpg', mimeType: 'image/jpeg', buffer: photo },
      { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
    ])
  await page.getByText('empty.txt is empty.').waitFor()
  await field.getByText('roof.jpg').waitFor()
  await field.getByRole('button', { name: 'Remove roof.jpg' }).waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/phone-form.png`, fullPage: true })
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Show roof.jpg' }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Show roof.jpg' }).click()
  await page.getByRole('img', { name: 'roof.jpg' }).waitFor()
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/phone-preview.png` })
  await page.getByRole('button', { name: 'Close' }).click()

  const [id] = (await (await page.request.get(`/api/tasks/${task.id}`)).json()).attachments
  const elena = await house.visit(admin)
  expect((await elena.request.get(`/api/files/${id}/content`)).status()).toBe(200)
  await go(elena, `/at/demo/tasks/${task.id}/show`)
  await elena.getByRole('button', { name: 'Show roof.jpg' }).waitFor()
  if (process.env.SHOTS) await elena.screenshot({ path: `${process.env.SHOTS}/desktop-show.png`, fullPage: true })
  const client = await house.visit('daniel.stan@mail.example')
  for (const part of ['', '/content', '/thumbnail'])
    expect((await client.request.get(`/api/files/${id}${part}`)).status()).toBe(404)
  expect(house.troubles).toEqual([])
}, 120_000)
