import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { freePort } from '../../core/src/database/free-port.ts'
import { type House, openBusiness, openHouse, phone } from './house.ts'
import { faultsOf, overhangOf } from './inspect.ts'

vi.setConfig({ testTimeout: 120_000 })

let house: House
let far: Awaited<ReturnType<typeof openBusiness>>
const elena = 'elena@studionord.example'
const secret = 'another secret of thirty-two characters'

beforeAll(async () => {
  far = await openBusiness({ port: await freePort(), secret })
  const { tenancy } = far.platform
  const by = await tenancy.contextForSystem(far.tenantId, 'test')
  await tenancy.tenants.update(far.tenantId, { name: 'Studio Cluj' }, { version: undefined, by })
  house = await openHouse({ mayAskPrivate: true })
}, 180_000)
afterAll(async () => {
  await house?.close()
  await far?.platform.close()
})
afterEach(async () => {
  for (const context of house.browser.contexts()) await context.close()
  house.troubles.length = 0
})

const farAdmin = () => far.platform.signIn(elena, 'guildhall-demo', 'demo')

async function keyThere(): Promise<{ id: string; token: string }> {
  const admin = await farAdmin()
  const body = { name: 'Head office', kind: 'signing', scopes: ['*:read'] }
  return (await admin('POST', '/api/auth/keys', body)).data
}

describe('another installation', () => {
  test('its administrator makes a key for it, which says where it is to be entered', async () => {
    const page = await house.visit(elena)
    await page.goto('/at/demo/keys')
    await page.getByRole('button', { name: 'New key' }).click()
    await page.getByLabel('What it is for').fill('Head office')
    await page.getByRole('radio', { name: 'Another Guildhall installation' }).check()
    expect(await page.getByRole('radio', { name: 'Everything that I may do' }).count()).toBe(0)
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Make the key' }).click()
    expect(await page.getByRole('textbox', { name: 'Key' }).inputValue()).toMatch(/^ghs_/)
    await page.getByText('Enter it there under “Other installations”').waitFor()
    await page.getByRole('button', { name: 'I have kept it' }).click()
    await page.getByText('for another installation', { exact: true }).first().waitFor()
    expect(house.troubles).toEqual([])
  })

  test('S2.34 is added, opened, read and left again; nothing in it can be changed', async () => {
    const { token } = await keyThere()
    const page = await house.visit(elena)
    await page.goto('/at/demo/installations')
    await page.getByText('No other installation is added yet.').waitFor()
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Add an installation' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Address').fill(`${far.url}/app`)
    await dialog.getByLabel('Key').fill(token)
    await dialog.getByRole('button', { name: 'Check and add' }).click()
    await dialog.getByText('Enter the address alone').waitFor()
    house.troubles.length = 0
    await dialog.getByLabel('Address').fill(far.url)
    await dialog.getByRole('button', { name: 'Check and add' }).click()
    await page.getByText('works', { exact: true }).waitFor()
    await page.getByText('Studio Cluj answers and takes the key').waitFor({ state: 'detached' })
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Test: Studio Cluj' }).click()
    await page.getByText('Studio Cluj answers and takes the key').waitFor()

    const admin = await farAdmin()
    const { data: projects } = await admin('GET', '/api/projects')
    await admin('PATCH', `/api/projects/${projects[0].id}`, { name: 'Only in Cluj' })
    await page.getByRole('button', { name: 'Open: Studio Cluj' }).click()
    const banner = page.getByText(/These are the data of Studio Cluj on 127\.0\.0\.1/)
    await banner.waitFor()
    await page.waitForLoadState('networkidle')
    expect(await page.getByText('Something went wrong').count()).toBe(0)
    await page.getByRole('heading', { name: 'Ongoing projects', exact: true }).waitFor()
    await page.goto('/at/demo/projects')
    await page.getByText('Only in Cluj').first().waitFor()
    for (const name of ['Create', 'Save this view', 'Import'])
      expect(await page.getByRole('button', { name }).count(), name).toBe(0)
    expect(await page.getByRole('link', { name: 'Create' }).count()).toBe(0)
    await page.getByText('Only in Cluj').first().click()
    await page.waitForURL(/\/projects\/.+\/show/)
    await page.getByRole('heading', { name: 'Only in Cluj' }).waitFor()
    expect(await page.getByRole('button', { name: /^(Edit|Archive|Delete|Complete)/ }).count()).toBe(0)
    expect(await page.getByRole('link', { name: /^Edit/ }).count()).toBe(0)
    await page.goto('/at/demo/tasks')
    await page.getByRole('table').waitFor()
    expect(await faultsOf(page)).toEqual([])
    expect(house.troubles).toEqual([])

    await page.getByRole('button', { name: 'Back to my business' }).click()
    await page.waitForURL('**/installations')
    await page.goto('/at/demo/projects')
    await page.getByRole('table').waitFor()
    expect(await page.getByText('Only in Cluj').count()).toBe(0)
  })

  test('is read on a phone and in Romanian, with a file to take away', async () => {
    const page = await house.visit(elena, { ...phone, language: 'ro' })
    await page.goto('/at/demo/installations')
    await page.getByRole('button', { name: 'Deschide: Studio Cluj' }).waitFor()
    expect(await overhangOf(page)).toBe(0)
    await page.getByRole('button', { name: 'Deschide: Studio Cluj' }).click()
    await page.getByText(/Acestea sunt datele instalării Studio Cluj/).waitFor()
    await page.waitForLoadState('networkidle')
    expect(await overhangOf(page)).toBe(0)
    await page.goto('/at/demo/projects')
    await page.getByText('Only in Cluj').first().waitFor()
    expect(await overhangOf(page)).toBe(0)
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Exportă' }).click()
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem').first().click()])
    expect(file.suggestedFilename()).toMatch(/\.csv$/)
    await page.getByRole('button', { name: 'Înapoi la firma mea' }).click()
    await page.waitForURL('**/installations')
    expect(house.troubles).toEqual([])
  })

  test('whose key was revoked meanwhile is left at once, and it is said why', async () => {
    const key = await keyThere()
    const admin = await house.platform.signIn(elena, 'guildhall-demo', 'demo')
    const added = await admin('POST', '/api/links', { url: far.url, key: key.token, name: 'Short visit' })
    expect(added.statusCode, added.body).toBe(201)
    const page = await house.visit(elena)
    await page.goto('/at/demo/installations')
    await page.getByRole('button', { name: 'Open: Short visit' }).click()
    await page.getByText(/These are the data of Short visit/).waitFor()
    await page.waitForLoadState('networkidle')
    await (await farAdmin())('DELETE', `/api/auth/keys/${key.id}`)
    await page.getByRole('link', { name: 'Projects' }).first().click()
    await page.waitForURL('**/installations?trouble=**')
    await page.getByText('You were led back: Short visit can no longer be read.').waitFor()
    await page.getByText('refused', { exact: true }).waitFor()
    expect(await faultsOf(page)).toEqual([])
  })
})
