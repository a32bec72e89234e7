import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type House, openHouse, phone } from './house.ts'
import { faultsOf, overhangOf } from './inspect.ts'

vi.setConfig({ testTimeout: 90_000 })

let house: House
const elena = 'elena@studionord.example'
const mara = 'mara@studionord.example'

beforeAll(async () => {
  house = await openHouse()
}, 120_000)
afterAll(() => house?.close())
afterEach(async () => {
  for (const context of house.browser.contexts()) await context.close()
  house.troubles.length = 0
})

describe('API keys', () => {
  test('one is made of chosen rights, shown once, works, and is revoked', async () => {
    const page = await house.visit(mara)
    await page.goto('/at/demo/keys')
    await page.getByText('You have no key.').waitFor()
    await page.getByRole('button', { name: 'New key' }).click()
    await page.getByLabel('What it is for').fill('Wall screen')
    await page.getByRole('radio', { name: 'Only what I choose' }).check()
    // Nothing that she may not do herself is offered.
    expect(await page.getByRole('group', { name: 'Interactions' }).count()).toBe(0)
    await page.getByRole('group', { name: 'Tasks' }).getByRole('button', { name: 'View' }).press('Enter')
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Make the key' }).click()
    const token = await page.getByRole('textbox', { name: 'Key' }).inputValue()
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'I have kept it' }).click()
    await page.getByText('Tasks: View').waitFor()
    expect(await page.getByText(token).count()).toBe(0)
    const send = (path: string) => fetch(`${house.url}/api/${path}`, { headers: { authorization: `Bearer ${token}` } })
    expect((await send('tasks')).status).toBe(200)
    expect((await send('projects')).status).toBe(403)
    await page.getByRole('button', { name: 'Revoke: Wall screen' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await page.getByText('You have no key.').waitFor()
    expect((await send('tasks')).status).toBe(401)
    expect(house.troubles).toEqual([])
  })

  test('an administrator sees those of all people; on a phone nothing sticks out', async () => {
    const worker = await house.platform.signIn(mara, 'guildhall-demo', 'demo')
    await worker('POST', '/api/auth/keys', { name: 'A rather long name of a program for the wall', scopes: ['*:read'] })
    const page = await house.visit(elena, { ...phone, language: 'ru' })
    await page.goto('/at/demo/keys')
    await page.getByText('Mara Ionescu · A rather long name').waitFor()
    expect(await overhangOf(page)).toBe(0)
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Новый ключ' }).click()
    await page.getByRole('radio', { name: 'Только выбранное' }).check()
    expect(await overhangOf(page)).toBe(0)
  })
})

describe('acting for somebody', () => {
  test('says so on every screen, in the administrator’s language, marks what was done, and ends by a button', async () => {
    const admin = await house.platform.signIn(elena, 'guildhall-demo', 'demo')
    const { data } = await admin('GET', '/api/people?range=[0,99]')
    const { id } = data.find((one: { email: string }) => one.email === mara)
    const page = await house.visit(elena)
    await page.goto(`/at/demo/people?person=${id}`)
    await page.getByRole('button', { name: 'Act for this person' }).click()
    await page.getByLabel('Reason').fill('Asked on the phone')
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Begin' }).click()
    const banner = page.getByText(/You, Elena Marin, act for Mara Ionescu until .*: Asked on the phone/)
    await banner.waitFor()
    expect(await faultsOf(page)).toEqual([])
    await page.goto('/at/demo/tasks')
    await banner.waitFor()
    await page
      .getByRole('button', { name: /Profile|User menu|account/i })
      .first()
      .click()
    expect(await page.getByText('API keys').count()).toBe(0)
    expect(await page.getByText('Profile and password').count()).toBe(0)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Stop acting' }).click()
    await page.getByText('Jobs and deliveries').waitFor()
    expect(await banner.count()).toBe(0)
  })
})
