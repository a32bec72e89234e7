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

test('a file is replaced by a new version, and the earlier one is fetched and brought back', async () => {
  const page = await house.visit(admin)
  const [task] = await (await page.request.get('/api/tasks?filter={"status":"pending"}')).json()
  const attached = async () => (await (await page.request.get(`/api/tasks/${task.id}`)).json()).attachments as string[]
  const text = (content: string) => ({ name: 'offer.txt', mimeType: 'text/plain', buffer: Buffer.from(content) })
  const save = async () => {
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('button', { name: 'Show offer.txt' }).waitFor()
  }
  const field = page.getByRole('group', { name: 'Attachments' })
  await go(page, `/at/demo/tasks/${task.id}`)
  await field.getByRole('button', { name: 'Choose files' }).waitFor()
  await field
    .locator('input[type=file]')
    .first()
    .setInputFiles([text('first')])
  await field.getByRole('button', { name: 'Remove offer.txt' }).waitFor()
  await save()
  const [first] = await attached()

  await go(page, `/at/demo/tasks/${task.id}`)
  await field.getByRole('button', { name: 'Versions of offer.txt' }).click()
  const dialog = page.getByRole('dialog', { name: 'Versions of offer.txt' })
  await dialog.getByText('There is only this one yet.').waitFor()
  await dialog.locator('input[type=file]').setInputFiles([text('the second offer')])
  await dialog.waitFor({ state: 'detached' })
  await field.getByText('16 bytes').waitFor()
  await save()
  const [second] = await attached()
  expect(second).not.toBe(first)
  await page.getByRole('button', { name: 'Versions of offer.txt' }).click()
  await dialog.getByText('Version 2, now').waitFor()
  await dialog.getByRole('button', { name: 'Download version 1' }).waitFor()
  expect(await dialog.getByRole('button', { name: 'Bring back version 1' }).count()).toBe(0)
  expect(await faultsOf(page)).toEqual([])
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/versions.png` })

  await go(page, `/at/demo/tasks/${task.id}`)
  await field.getByRole('button', { name: 'Versions of offer.txt' }).click()
  await dialog.getByRole('button', { name: 'Bring back version 1' }).click()
  await dialog.waitFor({ state: 'detached' })
  await field.getByText('5 bytes').waitFor()
  await save()
  const [third] = await attached()
  expect((await page.request.get(`/api/files/${third}`)).ok()).toBe(true)
  expect(await (await page.request.get(`/api/files/${third}/content`)).text()).toBe('first')
  expect((await (await page.request.get(`/api/files/${third}`)).json()).earlier).toEqual([second, first])
  expect(house.troubles).toEqual([])
}, 120_000)
