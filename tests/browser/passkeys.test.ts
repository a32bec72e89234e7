import { type AddressInfo, createServer } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { issueLink } from '../../core/src/identity/links.ts'
import { type House, openHouse, phone, type VisitOptions } from './house.ts'
import { faultsOf, overhangOf } from './inspect.ts'

vi.setConfig({ testTimeout: 90_000 })

const mara = 'mara@studionord.example'
const password = 'guildhall-demo'
let house: House
/** By its name: passkeys belong to names. */
let baseURL: string

beforeAll(async () => {
  house = await openHouse({ port: await freePort() })
  baseURL = house.url.replace('127.0.0.1', 'localhost')
}, 120_000)
afterAll(() => house?.close())
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

const visit = (email: string | null, options: VisitOptions = {}) => house.visit(email, { baseURL, ...options })

/** A device with a finger on it, as the browser itself simulates one. */
async function deviceOf(page: Page, { isVerified = true } = {}) {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable', { enableUI: false })
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: isVerified,
      automaticPresenceSimulation: true,
    },
  })
  const credentials = async () => (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials
  /** Whether somebody is there to touch it. */
  const touch = (enabled: boolean) => cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled })
  return { credentials, touch }
}

async function openProfile(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Your account' }).click()
  await page.getByText('Profile and password').click()
  await page.getByRole('heading', { name: 'Passkeys' }).waitFor()
}

async function addPasskey(page: Page, name: string): Promise<void> {
  await openProfile(page)
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByLabel(/^Name/).fill(name)
  await page.getByLabel('Current password').last().fill(password)
  await page.getByRole('button', { name: 'Add a passkey' }).click()
}

describe('passkeys', () => {
  test('one is added in the profile; the browser offers it where the name is typed, and a button asks for it', async () => {
    const page = await visit(mara)
    const device = await deviceOf(page)
    await addPasskey(page, 'Telephone')
    await page.getByText('The passkey is added').waitFor()
    expect(await device.credentials()).toMatchObject([
      { rpId: 'localhost', isResidentCredential: true, userName: mara },
    ])
    // The same device is not asked twice.
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await page.getByLabel('Current password').last().fill(password)
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await page.getByText('This device already has a passkey of yours.').waitFor()

    await page.context().clearCookies()
    await page.goto('/sign-in?next=/at/demo/tasks')
    await page.waitForURL('**/at/demo/tasks')

    await page.context().clearCookies()
    await device.touch(false)
    await page.goto('/sign-in')
    await page.getByRole('button', { name: 'Sign in with a passkey' }).waitFor()
    expect(await faultsOf(page)).toEqual([])
    await device.touch(true)
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.waitForURL('**/at/demo')
    expect(house.troubles).toEqual([])
  })

  test('is called something else and removed, with the password', async () => {
    const page = await visit('victor@studionord.example')
    const device = await deviceOf(page)
    await addPasskey(page, 'Telephone')
    await page.getByRole('button', { name: 'Rename: Telephone' }).click()
    await page.getByLabel(/^Name/).fill('Key ring')
    await page.getByRole('button', { name: 'Save' }).last().click()
    await page.getByText('The passkey is renamed').waitFor()
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Remove: Key ring' }).click()
    await page.getByLabel('Current password').last().fill('not mine at all')
    await page.getByRole('button', { name: 'Remove', exact: true }).last().click()
    await page.getByText('The present password is wrong.').waitFor()
    house.troubles.length = 0
    await page.getByLabel('Current password').last().fill(password)
    await page.getByRole('button', { name: 'Remove', exact: true }).last().click()
    await page.getByText('The passkey is removed').waitFor()

    // The device still has it; nobody comes in by it.
    expect(await device.credentials()).toHaveLength(1)
    await page.context().clearCookies()
    await page.goto('/sign-in')
    await page.getByText('Nobody comes in by this passkey.').waitFor()
    await page.getByLabel('E-mail or login name').waitFor()
  })

  test('whoever does not show himself to his device stays out, and is told so; so is who is at another address', async () => {
    const page = await visit(null)
    const device = await deviceOf(page, { isVerified: false })
    await page.goto('/sign-in')
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.getByText('No passkey was chosen.').waitFor()
    expect(await faultsOf(page)).toEqual([])
    expect(await device.credentials()).toEqual([])

    const elsewhere = await house.visit(null)
    await elsewhere.goto('/sign-in')
    await elsewhere.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await elsewhere.getByText('Passkeys work only at localhost.').waitFor()
  })

  test('somebody invited is offered one once he has his password', async () => {
    const email = 'horia@studionord.example'
    const person = { email, name: 'Horia', archetype: 'worker' as const }
    await house.platform.tenancy.addPerson(house.tenantId, person)
    const page = await visit(null)
    await page.goto(`/invitation?token=${await linkFor(email)}`)
    await page.getByLabel('Choose a password').fill('a long enough one')
    const device = await deviceOf(page)
    await page.getByRole('button', { name: 'Accept the invitation' }).click()
    await page.getByText('Sign in without a password?').waitFor()
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await page.waitForURL('**/at/demo')
    expect(await device.credentials()).toMatchObject([{ userName: email }])
    await page.context().clearCookies()
    await page.goto('/sign-in')
    await page.waitForURL('**/at/demo')
  })

  test.each([
    ['ro', 'Autentificare cu o cheie de acces', 'Contul dumneavoastră', 'Profil și parolă', 'Adaugă o cheie de acces'],
    ['ru', 'Войти с ключом доступа', 'Ваша учётная запись', 'Профиль и пароль', 'Добавить ключ доступа'],
  ])('on a small telephone, in %s', async (language, button, menu, profile, add) => {
    const page = await visit(null, { ...phone, language })
    await page.goto('/sign-in')
    await page.getByRole('button', { name: button }).waitFor()
    expect(await overhangOf(page)).toBe(0)
    const inside = await visit('elena@studionord.example', { ...phone, language })
    await deviceOf(inside)
    await inside.getByRole('button', { name: menu }).click()
    await inside.getByText(profile).click()
    await inside.getByRole('button', { name: add }).click()
    await inside.locator('input[type=password]').last().fill(password)
    await inside.getByRole('button', { name: add }).click()
    await inside.getByRole('listitem').filter({ hasText: 'Chrome' }).waitFor()
    expect(await overhangOf(inside)).toBe(0)
    expect(await faultsOf(inside)).toEqual([])
  })
})

async function linkFor(email: string): Promise<string> {
  const { id } = await house.platform.identity.requireUser(email)
  const { database } = house.platform.engine
  return (await issueLink({ database, clock: house.platform.clock }, 'invitation', id, house.tenantId)).secret
}
