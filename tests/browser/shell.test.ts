import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { demoPassword } from '../../core/src/first-start/first-start.ts'
import { issueLink } from '../../core/src/identity/links.ts'
import { codeAt } from '../../core/src/identity/second-factor/authenticator.ts'
import { type House, openHouse, phone } from './house.ts'
import { faultsOf, overhangOf } from './inspect.ts'

vi.setConfig({ testTimeout: 120_000 })

let house: House

beforeAll(async () => {
  house = await openHouse()
  await house.platform.events.start()
  const { tenants } = house.platform.tenancy
  await tenants.create({ slug: 'branch', name: 'Studio Nord Branch', parent: house.tenantId, plugins: [] })
}, 120_000)
beforeEach(() => house.troubles.splice(0))
afterEach(() => Promise.all(house.browser.contexts().map((context) => context.close())))
afterAll(() => house?.close())

const elena = 'elena@studionord.example'
const mara = 'mara@studionord.example'

/** The links in mails, as the server makes them. */
async function linkFor(purpose: 'invitation' | 'reset', email: string, tenantId: string | null): Promise<string> {
  const { database, clock } = house.platform.engine
  const { id } = await house.platform.identity.requireUser(email)
  return (await issueLink({ database, clock }, purpose, id, tenantId)).secret
}

/** Refusals are written into the browser's console by the browser itself. */
const ownTroubles = () => house.troubles.filter((text) => !/Failed to load resource/.test(text))

describe('the door', () => {
  const doors = [
    {
      language: 'English',
      name: 'E-mail or login name',
      password: 'Password',
      enter: 'Sign in',
      wrong: /not right|wrong/i,
    },
    {
      language: 'Română',
      name: 'E-mail sau nume de utilizator',
      password: 'Parolă',
      enter: 'Intră în cont',
      wrong: /greșit|incorect|corect/i,
    },
    {
      language: 'Русский',
      name: 'Эл. почта или имя для входа',
      password: 'Пароль',
      enter: 'Войти',
      wrong: /невер|неправильн/i,
    },
  ]
  for (const { language, name, password, enter, wrong } of doors)
    test(`is shut to a wrong password and opens to the right one, in ${language}`, async () => {
      const page = await house.visit(null)
      await page.waitForURL('**/sign-in')
      await page.getByRole('button', { name: language, exact: true }).click()
      await page.getByLabel(name).fill(mara)
      await page.getByLabel(password, { exact: true }).fill('not the password')
      await page.getByRole('button', { name: enter, exact: true }).click()
      await page.getByRole('alert').getByText(wrong).waitFor()
      await page.getByLabel(password, { exact: true }).fill(demoPassword)
      await page.getByLabel(password, { exact: true }).press('Enter')
      await page.waitForURL('**/at/demo')
      await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
      expect(ownTroubles()).toEqual([])
    })

  test('leads back to where one wanted to go, and nowhere else', async () => {
    const page = await house.visit(null)
    await page.goto('/at/demo/tasks')
    await page.waitForURL('**/sign-in?next=*')
    const enter = async () => {
      await page.getByLabel('E-mail or login name').fill(mara)
      await page.getByLabel('Password', { exact: true }).fill(demoPassword)
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    }
    await enter()
    await page.waitForURL('**/at/demo/tasks**')
    for (const next of [
      'https://evil.example/at/',
      '//evil.example/at/',
      '/\\evil.example/at/',
      'javascript:alert(1)',
    ]) {
      await page.goto(`/sign-in?next=${encodeURIComponent(next)}`)
      await enter()
      await page.waitForURL(`${house.url}/at/demo`)
    }
    expect(ownTroubles()).toEqual([])
  })

  test('lets an invited person choose a password, and is open at once', async () => {
    const admin = await house.platform.signIn(elena, demoPassword)
    const roles = (await admin('GET', '/api/roles')).data as { id: string; archetype: string }[]
    const worker = roles.find(({ archetype }) => archetype === 'worker')?.id
    const email = 'new.colleague@studionord.example'
    await admin('POST', '/api/people', { name: 'New Colleague', email, kind: 'staff', roles: [worker] })
    // Each mail makes the links before it worthless.
    await house.platform.events.drain()
    const page = await house.visit(null)
    await page.goto(`/invitation?token=${await linkFor('invitation', email, house.tenantId)}`)
    await page.getByRole('heading', { name: 'Welcome, New Colleague' }).waitFor()
    await page.getByText(/Studio Nord has invited you/).waitFor()
    await page.getByLabel('Choose a password').fill('short')
    await page.getByRole('button', { name: 'Accept the invitation' }).click()
    await page.locator('[aria-invalid=true]').waitFor()
    await page.getByLabel('Choose a password').fill('a plate of plum dumplings')
    await page.getByRole('button', { name: 'Accept the invitation' }).click()
    await page.waitForURL('**/at/demo')
    expect(ownTroubles()).toEqual([])
  })

  test('tells who is known already that his password stays, and leads him to it', async () => {
    const page = await house.visit(null)
    await page.goto(`/invitation?token=${await linkFor('invitation', 'tudor@studionord.example', null)}`)
    await page.getByText('You already have an account here').waitFor()
    await page.getByRole('button', { name: 'Accept the invitation' }).click()
    await page.getByText('The invitation is accepted').waitFor()
  })

  test('gives a forgotten password back by a link that works once', async () => {
    const page = await house.visit(null)
    await page.getByRole('link', { name: 'Forgotten your password?' }).click()
    await page.getByLabel('E-mail').fill('ioana@studionord.example')
    await page.getByRole('button', { name: 'Send the link' }).click()
    await page.getByRole('status').waitFor()
    const token = await linkFor('reset', 'ioana@studionord.example', null)
    await page.goto(`/reset?token=${token}`)
    await page.getByLabel('New password').fill('seven quiet harbours')
    await page.getByRole('button', { name: 'Save the password' }).click()
    await page.getByText('Your new password is set').waitFor()
    await page.getByLabel('E-mail or login name').fill('ioana@studionord.example')
    await page.getByLabel('Password', { exact: true }).fill('seven quiet harbours')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.waitForURL('**/at/demo')
    await page.goto(`/reset?token=${token}`)
    await page.getByLabel('New password').fill('eight quiet harbours')
    await page.getByRole('button', { name: 'Save the password' }).click()
    await page.getByRole('alert').waitFor()
  })
})

describe('the frame', () => {
  test('leads an administrator to a tenant below, says that he acts from outside, and leads back', async () => {
    const page = await house.visit(elena)
    await page.getByRole('button', { name: /change organisation/ }).click()
    await page.getByRole('menuitem', { name: 'Studio Nord Branch' }).click()
    await page.waitForURL('**/at/branch')
    await page.getByText(/You are acting for Studio Nord Branch/).waitFor()
    await page.getByRole('button', { name: 'Back to Studio Nord' }).click()
    await page.waitForURL('**/at/demo')
    expect(await page.getByText(/You are acting for/).count()).toBe(0)
    expect(house.troubles).toEqual([])
  })

  test('changes its language and stays where one is', async () => {
    const page = await house.visit(elena)
    await page.getByRole('link', { name: 'Clients', exact: true }).click()
    await page.getByRole('heading', { name: 'Clients', level: 1 }).waitFor()
    const before = page.url()
    await page.getByRole('button', { name: 'Your account' }).click()
    await page.getByRole('button', { name: 'Русский' }).click()
    await page.getByRole('heading', { name: 'Клиенты', level: 1 }).waitFor()
    expect(page.url()).toBe(before)
    expect(await page.locator('html').getAttribute('lang')).toBe('ru')
    await page.getByRole('button', { name: 'Ваша учётная запись' }).click()
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Clients', level: 1 }).waitFor()
    expect(house.troubles).toEqual([])
  })

  test('finds a task by its words and opens it, by keyboard alone', async () => {
    const page = await house.visit(elena)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('discovery work')
    await page.getByRole('option', { name: 'Discovery workshop Task' }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/tasks/*/show**')
    await page.getByText('Discovery workshop').first().waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('c')
    await page.waitForURL('**/companies**')
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('new task')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/tasks/create**')
    expect(house.troubles).toEqual([])
  })

  test('is reached with the Tab key from the first one on', async () => {
    const page = await house.visit(elena)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to content')
    for (let count = 0; count < 40; count++) {
      await page.keyboard.press('Tab')
      if ((await page.evaluate('document.activeElement.textContent')) === 'Tasks') break
    }
    await page.keyboard.press('Enter')
    await page.waitForURL('**/tasks**')
  })

  test('S2.76 opens the page of the manual for what is on the screen, in the reader’s language', async () => {
    const page = await house.visit(mara, { language: 'ro' })
    await page.goto('/at/demo/tasks')
    await page.getByRole('button', { name: 'Ajutor pentru această pagină' }).click()
    await page.getByRole('heading', { name: 'Liste', level: 1 }).waitFor()
    await page.getByRole('button', { name: 'o înregistrare' }).click()
    await page.getByRole('heading', { name: 'O înregistrare', level: 1 }).waitFor()
    expect(house.troubles).toEqual([])
  })

  test('keeps a profile and refuses a wrong present password beside its field', async () => {
    const page = await house.visit(mara)
    await page.getByRole('button', { name: 'Your account' }).click()
    await page.getByRole('button', { name: 'Profile and password' }).click()
    await page.getByLabel('Login name').fill('mara')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Your profile is saved').waitFor()
    await page.getByRole('button', { name: 'Your account' }).click()
    await page.getByRole('button', { name: 'Profile and password' }).click()
    await page.getByLabel('Current password').fill('not my password')
    await page.getByLabel('New password').fill('quiet lamps in the hall')
    await page.getByRole('button', { name: 'Change password' }).click()
    await page.locator('[aria-invalid=true]').waitFor()
    expect(ownTroubles()).toEqual([])
  })

  test('S0.3 asks for a second step once one has set it up, and lets in by a recovery code, once', async () => {
    const email = 'sofia@studionord.example'
    const page = await house.visit(email)
    await page.getByRole('button', { name: 'Your account' }).click()
    await page.getByRole('button', { name: 'Profile and password' }).click()
    const section = page.getByRole('region', { name: 'Two-step sign-in' })
    await section.getByRole('button', { name: 'Set up' }).click()
    await section.getByLabel('Current password').fill(demoPassword)
    await section.getByRole('button', { name: 'Continue' }).click()
    const secret = (await section.getByLabel('Key').inputValue()).replaceAll(' ', '')
    expect(await faultsOf(page)).toEqual([])
    await section.getByLabel('Code from the app').fill(await codeAt(secret, house.platform.clock.now()))
    await section.getByRole('button', { name: 'Turn on' }).click()
    const code = (await section.getByRole('listitem').first().textContent()) ?? ''
    await section.getByRole('button', { name: 'I have kept them' }).click()
    await section.getByText('10 recovery codes left').waitFor()

    const comeIn = async (second: string) => {
      const stranger = await house.visit(null)
      await stranger.getByLabel('E-mail or login name').fill(email)
      await stranger.getByRole('textbox', { name: 'Password' }).fill(demoPassword)
      await stranger.getByRole('button', { name: 'Sign in', exact: true }).click()
      await stranger.getByRole('heading', { name: 'Second step' }).waitFor()
      await stranger.getByLabel('Code').fill(second)
      await stranger.getByRole('button', { name: 'Sign in', exact: true }).click()
      return stranger
    }
    await (await comeIn(code)).getByRole('heading', { name: /^Hello/ }).waitFor()
    const again = await comeIn(code)
    await again.getByText('This code is not right').waitFor()
    expect(await faultsOf(again)).toEqual([])
    expect(ownTroubles()).toEqual([])
  })

  test('tells a person what others did to what is in his name, where no plugin puts a bell of its own there', async () => {
    const admin = await house.platform.signIn(elena, demoPassword)
    await admin('POST', '/api/plugins/notifications/disable', {})
    const page = await house.visit('tudor@studionord.example')
    const streaming = page.waitForResponse((response) => response.url().includes('/api/stream'))
    await page.reload()
    await page.getByRole('button', { name: /What happened: 0 new/ }).waitFor()
    await streaming
    const me = (await (await house.platform.signIn('tudor@studionord.example', demoPassword))('GET', '/api/auth/me'))
      .data
    const filter = encodeURIComponent(JSON.stringify({ assignees: me.person.id }))
    const [task] = (await admin('GET', `/api/tasks?filter=${filter}`)).data
    await admin('PATCH', `/api/tasks/${task.id}`, { priority: task.priority === 'low' ? 'high' : 'low' })
    await page.getByRole('button', { name: /What happened: 1 new/ }).click()
    await page.getByRole('dialog').getByText(task.title).waitFor()
    await admin('POST', '/api/plugins/notifications/enable', {})
    expect(house.troubles).toEqual([])
  })

  test('says when there is no connection, and goes on when there is one again', async () => {
    const page = await house.visit(elena)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.context().setOffline(true)
    await page.getByText('No connection to the server').waitFor()
    await page.context().setOffline(false)
    await page.getByText('No connection to the server').waitFor({ state: 'detached' })
  })

  test('can be installed, keeps no answer of the server, and has a page for when there is no connection', async () => {
    const page = await house.visit(elena)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
    await page.reload()
    await page.getByRole('heading', { level: 1 }).waitFor()
    const kept = await page.evaluate(`(async () => {
      const names = await caches.keys()
      const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
      return keys.flat().map(({ url }) => new URL(url).pathname)
    })()`)
    expect(kept).toContain('/offline.html')
    expect((kept as string[]).filter((path) => !/^\/(assets\/|offline\.|icon\.svg)/.test(path))).toEqual([])
    const manifest = await (await page.request.get('/app.webmanifest')).json()
    for (const { src } of manifest.icons) expect((await page.request.get(src)).status(), src).toBe(200)
    expect(house.troubles).toEqual([])
    await page.context().setOffline(true)
    await page.goto('/at/demo/tasks')
    await page.getByRole('heading', { name: 'You are offline' }).waitFor()
  })
})

test('S2.76 an administrator’s first steps tick themselves, and go when he has had enough of them', async () => {
  const { tenants } = house.platform.tenancy
  const { id } = await tenants.create({ slug: 'fresh', name: 'Fresh', plugins: ['directory'] })
  const roles = { email: 'founder@fresh.example', name: 'Founder', archetype: 'admin' as const }
  await house.platform.tenancy.addPerson(id, roles)
  const { id: user } = await house.platform.identity.requireUser(roles.email)
  await house.platform.identity.setPassword(user, demoPassword)
  const page = await house.visit(roles.email, { tenant: 'fresh' })
  const list = page.getByRole('region', { name: 'First steps' })
  await list.getByText('0 of 3 done').waitFor()
  const founder = await house.platform.signIn(roles.email, demoPassword)
  await founder('POST', '/api/clients', { name: 'First client' })
  await page.reload()
  await list.getByText('1 of 3 done').waitFor()
  await list.getByRole('button', { name: 'Do not show this any more' }).click()
  await list.waitFor({ state: 'detached' })
  expect(house.troubles).toEqual([])
})

describe('on a phone', () => {
  test('no part of the shell is wider than the screen, in any language', async () => {
    for (const language of ['en', 'ro', 'ru']) {
      const stranger = await house.visit(null, { ...phone, language })
      for (const path of ['/sign-in', '/reset', '/reset?token=aaaaaaaaaaaaaaaaaaaaaaaa']) {
        await stranger.goto(path)
        await stranger.getByRole('heading', { level: 1 }).waitFor()
        expect(await overhangOf(stranger), `${language} ${path}`).toBe(0)
      }
      await stranger.context().close()
      const page = await house.visit(elena, { ...phone, language })
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect(await overhangOf(page), `${language} home`).toBe(0)
      const bottom = page.getByRole('navigation').last()
      expect(await bottom.getByRole('link').count()).toBe(4)
      await bottom.getByRole('button').click()
      await page.getByRole('presentation').getByRole('link').last().waitFor()
      expect(await overhangOf(page), `${language} drawer`).toBe(0)
      await page.keyboard.press('Escape')
      for (const part of [2, 3, 4]) {
        await page.locator('header').getByRole('button').nth(part).click()
        await page.getByRole('dialog').waitFor()
        expect(await overhangOf(page), `${language} part ${part} of the top bar`).toBe(0)
        await page.keyboard.press('Escape')
        await page.getByRole('dialog').waitFor({ state: 'detached' })
      }
    }
    expect(ownTroubles()).toEqual([])
  })
})

test('nothing in the shell makes somebody who cannot see stumble, light or dark', async () => {
  const stranger = await house.visit(null)
  await stranger.getByRole('heading', { level: 1 }).waitFor()
  expect(await faultsOf(stranger), 'sign-in').toEqual([])
  await stranger.context().close()
  const page = await house.visit(elena)
  await page.goto('/at/demo/tasks')
  await page.getByText('Paper bags: print files').first().waitFor()
  expect(await faultsOf(page), 'list').toEqual([])
  await page.getByRole('button', { name: 'Your account' }).click()
  await page.getByRole('dialog').waitFor()
  expect(await faultsOf(page), 'account').toEqual([])
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill('workshop')
  await page.getByRole('option', { name: 'Discovery workshop Task' }).waitFor()
  expect(await faultsOf(page), 'palette').toEqual([])
  expect(house.troubles).toEqual([])
})
