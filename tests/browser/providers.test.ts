import { type AddressInfo, createServer } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  clientId,
  clientSecret,
  type IdentityProvider,
  startProvider,
} from '../../core/test/identity/identity-provider.ts'
import { type House, openHouse, phone } from './house.ts'
import { faultsOf, overhangOf } from './inspect.ts'

vi.setConfig({ testTimeout: 90_000 })

const mara = 'mara@studionord.example'
const root = 'root@studionord.example'
let house: House
let idp: IdentityProvider

beforeAll(async () => {
  house = await openHouse({ port: await freePort() })
  idp = await startProvider({ mara: { email: mara, email_verified: true }, other: { email: 'other@else.example' } }, [
    `${house.url}/sign-in/company`,
  ])
  await house.platform.identity.createUser({
    email: root,
    name: 'Root',
    password: 'guildhall-demo',
    superadmin: true,
  })
}, 120_000)
afterAll(async () => {
  await house?.close()
  await idp?.close()
})
afterEach(async () => {
  for (const context of house.browser.contexts()) await context.close()
  house.troubles.length = 0
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** The account that signs in at the provider. */
const as = (page: Page, account: string) => page.setExtraHTTPHeaders({ 'x-account': account })

describe('ways to sign in', () => {
  test('whoever runs the installation adds a provider, tries it, and it stands at the door', async () => {
    const page = await house.visit(root)
    await page.goto('/at/demo/providers')
    await page.getByText('Nobody signs in by a provider yet.').waitFor()
    await page.getByRole('button', { name: 'Add a provider' }).click()
    await page.getByLabel('Text on the button').fill('Company account')
    await page.getByLabel('Short name').fill('company')
    await page.getByLabel('Address of the provider').fill('http://intranet.example')
    await page.getByLabel('Client ID').fill(clientId)
    await page.getByLabel('Client secret').fill(clientSecret)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Only an address with https:// is asked.').waitFor()
    await page.getByLabel('Address of the provider').fill(idp.issuer)
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('button', { name: 'Test: Company account' }).click()
    await page.getByText('answers as it should').waitFor()
    house.troubles.length = 0

    const narrow = await house.visit(root, { ...phone, language: 'ru' })
    await narrow.goto('/at/demo/providers')
    await narrow.getByRole('button', { name: 'Добавить провайдера' }).click()
    await narrow.getByText('Укажите этот адрес').or(narrow.getByLabel('Надпись на кнопке')).first().waitFor()
    expect(await overhangOf(narrow)).toBe(0)
  })

  test('who is not linked is told so in his language; linked from the profile he comes in', async () => {
    const stranger = await house.visit(null, { language: 'ro' })
    await as(stranger, 'mara')
    await stranger.goto('/sign-in')
    await stranger.getByRole('button', { name: 'Autentificare cu Company account' }).click()
    await stranger.getByText('Nimeni de aici nu este asociat cu acest cont.').waitFor()
    expect(new URL(stranger.url()).search).toBe('')
    expect(await faultsOf(stranger)).toEqual([])

    const page = await house.visit(mara)
    await as(page, 'mara')
    await page.getByRole('button', { name: 'Your account' }).click()
    await page.getByText('Profile and password').click()
    await page.getByRole('button', { name: 'Link Company account' }).click()
    await page.getByLabel('Current password').last().fill('guildhall-demo')
    await page.getByRole('button', { name: 'Link Company account' }).click()
    await page.waitForURL('**/at/demo')
    await page.getByRole('button', { name: 'Your account' }).click()
    await page.getByText('Profile and password').click()
    await page.getByRole('button', { name: 'Remove: Company account' }).waitFor()

    await stranger.goto('/sign-in?next=/at/demo/tasks')
    await stranger.getByRole('button', { name: 'Autentificare cu Company account' }).click()
    await stranger.waitForURL('**/at/demo/tasks')
  })

  test('a page of another’s sign-in does nothing, and nowhere else is gone to', async () => {
    const page = await house.visit(null)
    await as(page, 'mara')
    await page.goto('/sign-in/company?code=stolen&state=guessed')
    await page.getByText('begun elsewhere').waitFor()
    await page.goto('/sign-in?next=https://evil.example/at/x')
    await page.getByRole('button', { name: 'Sign in with Company account' }).waitFor()
    await page.getByRole('button', { name: 'Sign in with Company account' }).click()
    await page.waitForURL('**/at/demo')
  })
})
