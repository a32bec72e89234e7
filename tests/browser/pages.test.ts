import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { addMember } from '../../core/testing/index.ts'
import { go } from './go.ts'
import { type House, openHouse, phone } from './house.ts'
import { faultsOf, overhangOf } from './inspect.ts'

vi.setConfig({ testTimeout: 90_000 })

let house: House
const elena = 'elena@studionord.example'
const mara = 'mara@studionord.example'
const root = 'root@guildhall.example'

beforeAll(async () => {
  house = await openHouse()
  await house.platform.events.start()
  const { identity } = house.platform
  const user = await identity.createUser({ email: root, name: 'Root', superadmin: true })
  await identity.setPassword(user.id, 'guildhall-demo')
}, 120_000)
afterAll(() => house?.close())
/** Whoever stays keeps a live stream, of which nobody has any number. */
afterEach(async () => {
  for (const context of house.browser.contexts()) await context.close()
  house.troubles.length = 0
})

const save = (within: Pick<Page, 'getByRole'>) => within.getByRole('button', { name: 'Save', exact: true }).click()

async function api(email: string) {
  return house.platform.signIn(email, 'guildhall-demo', 'demo')
}

async function idOf(resource: string, name: string): Promise<string> {
  const admin = await api(elena)
  const { data } = await admin('GET', `/api/${resource}?range=[0,99]`)
  return data.find((one: { name: string }) => one.name === name).id
}

describe('roles', () => {
  test('a right given in the matrix counts at the worker’s next request, and is seen by looking as him', async () => {
    const worker = await api(mara)
    expect((await worker('GET', '/api/interactions')).statusCode).toBe(403)
    const page = await house.visit(elena)
    await go(page, '/at/demo/roles')
    await page.getByRole('link', { name: /^Creative/ }).click()
    await page.getByRole('button', { name: 'Interactions, View: No' }).click()
    await page.getByRole('radio', { name: 'Yes, always' }).check()
    await page.getByRole('button', { name: 'Apply' }).click()
    await page.getByRole('button', { name: /^Interactions, View: Yes. Differs/ }).waitFor()
    await save(page)
    await page.getByText('The role has been saved').waitFor()
    expect((await worker('GET', '/api/interactions')).statusCode).toBe(200)
    await go(page, `/at/demo/people?person=${await idOf('people', 'Mara Ionescu')}`)
    await page.getByRole('dialog').getByRole('button', { name: 'See as this person' }).click()
    await page.getByText('You see what Mara Ionescu sees.').waitFor()
    const menu = page.getByRole('navigation').first()
    await menu.getByRole('link', { name: 'Interactions' }).waitFor()
    expect(await menu.getByRole('link', { name: 'Plugins' }).count()).toBe(0)
    expect(await menu.getByRole('link', { name: 'Roles' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Back to myself' }).click()
    await page.getByRole('link', { name: 'Plugins' }).waitFor()
    expect(house.troubles).toEqual([])
  })

  test('a condition is built from fields and reads as a sentence; back to the built-in role takes it away', async () => {
    const page = await house.visit(elena)
    await go(page, `/at/demo/roles/${await idOf('roles', 'Creative')}`)
    await page.getByRole('button', { name: /^Projects, Delete: No/ }).click()
    await page.getByRole('radio', { name: 'Only in some cases' }).check()
    await page.getByRole('combobox', { name: 'Field' }).click()
    await page.getByRole('option', { name: 'Manager', exact: true }).click()
    await page.getByText('Projects where “Manager” is me').waitFor()
    await page.getByRole('button', { name: 'Apply' }).click()
    await page.getByRole('button', { name: /^Projects, Delete: With a condition/ }).click()
    await page.getByRole('button', { name: 'Back to the built-in role' }).click()
    await page.getByRole('button', { name: 'Apply' }).click()
    await page.getByRole('button', { name: 'Projects, Delete: No', exact: true }).waitFor()
    expect(house.troubles).toEqual([])
  })

  test('nobody gives a right he does not have: its cell is off and says why', async () => {
    const admin = await api(elena)
    const less = [{ resource: 'companies', rule: { action: 'delete', inverted: true } }]
    const differences = { add: less, remove: [] }
    const { data: role } = await admin('POST', '/api/roles', { name: 'Deputy', archetype: 'admin', differences })
    const email = 'deputy@studionord.example'
    await addMember(house.platform, house.tenantId, { email, name: 'Deputy', roles: [role.id] })
    const page = await house.visit(email, { password: 'correct horse battery' })
    await go(page, `/at/demo/roles/${await idOf('roles', 'Creative')}`)
    const cell = page.getByRole('button', { name: /^Companies, Delete: No.*You do not have this right yourself/ })
    await cell.click({ force: true })
    expect(await cell.getAttribute('aria-disabled')).toBe('true')
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(house.troubles).toEqual([])
  })

  test('why somebody may not is said with the role and the rule', async () => {
    const page = await house.visit(elena)
    const person = await idOf('people', 'Mara Ionescu')
    await go(page, `/at/demo/roles/why?person=${person}&resource=tasks&action=delete`)
    await page.getByText('Only in these cases').waitFor()
    await page.getByText('Creative').first().waitFor()
    expect(house.troubles).toEqual([])
  })
})

describe('people', () => {
  test('somebody invited gets a mail, takes it up and is in; another invitation is withdrawn', async () => {
    const page = await house.visit(elena)
    await go(page, '/at/demo/people')
    await page.getByRole('button', { name: 'Invite', exact: true }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Ana Nouă')
    await page.getByRole('textbox', { name: 'E-mail' }).fill('ana@studionord.example')
    await page.getByRole('combobox', { name: 'Roles' }).click()
    await page.getByRole('option', { name: 'Creative' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Send the invitation' }).click()
    await page.getByText('The invitation is on its way').waitFor()
    const link = await invitationOf('ana@studionord.example')
    const guest = await house.visit(null)
    const token = new URL(link).searchParams.get('token')
    const accepted = await guest.context().request.post('/api/auth/invitation/accept', {
      data: { token, password: 'a long enough password' },
    })
    expect(accepted.status()).toBe(200)
    await guest.goto('/at/demo')
    await guest.getByRole('link', { name: 'Tasks' }).first().waitFor()
    await page.reload()
    await page.getByText('Ana Nouă').waitFor()
    const admin = await api(elena)
    const roles = [await idOf('roles', 'Creative')]
    await admin('POST', '/api/people', { name: 'Nobody Yet', email: 'nobody@studionord.example', kind: 'staff', roles })
    await go(page, '/at/demo/people?status=invited')
    await page.getByText('Nobody Yet').click()
    await page.getByRole('button', { name: 'Withdraw the invitation' }).click()
    await page
      .getByRole('dialog', { name: /Withdraw/ })
      .getByRole('button', { name: 'Withdraw the invitation' })
      .click()
    await page.getByText('No invitation is waiting').waitFor()
    // Whoever was withdrawn is asked for once more, and is gone.
    expect(house.troubles.splice(0).filter((trouble) => !trouble.includes('404'))).toEqual([])
  })

  test('who leaves hands over what he holds, and is out', async () => {
    const page = await house.visit(elena)
    const tudor = await idOf('people', 'Tudor Popa')
    await go(page, `/at/demo/people?person=${tudor}`)
    await page.getByRole('button', { name: 'Hand over and deactivate' }).click()
    const dialog = page.getByRole('dialog', { name: 'Tudor Popa leaves' })
    await dialog.getByRole('combobox').click()
    await page.getByRole('option', { name: 'Victor Lungu' }).click()
    await dialog.getByRole('button', { name: 'Hand over and deactivate' }).click()
    // Neither waits for the other: that it is done, and what is to be known of the heir.
    await page.getByText('What Tudor Popa held has been handed over.').waitFor()
    await page.getByText(/^Victor Lungu is on leave until/).waitFor()
    const admin = await api(elena)
    expect((await admin('GET', `/api/people/${tudor}`)).data.status).toBe('deactivated')
    // What is left are places beside the heir, who had his own there already.
    const { holdings } = (await admin('GET', `/api/people/${tudor}/holdings`)).data
    expect(holdings.map(({ resource }: { resource: string }) => resource)).toEqual(['project-members'])
    expect(house.troubles).toEqual([])
  })
})

describe('plugins', () => {
  test('one switched off in one business vanishes from its menu at once, while another works on', async () => {
    const { id } = await house.platform.tenancy.tenants.create({
      slug: 'other',
      name: 'Other',
      plugins: ['directory', 'projects'],
    })
    await addMember(house.platform, id, { email: 'boss@other.example', name: 'Boss', archetype: 'admin' })
    const page = await house.visit('boss@other.example', { tenant: 'other', password: 'correct horse battery' })
    await page.goto('/at/other/plugins')
    await page.getByRole('link', { name: 'Companies' }).first().waitFor()
    await page.getByRole('switch', { name: 'Directory' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('These need it and are switched off with it:').waitFor()
    await dialog.getByText('Projects', { exact: true }).waitFor()
    await dialog.getByRole('button', { name: 'Switch off' }).click()
    await page.getByRole('link', { name: 'Companies' }).first().waitFor({ state: 'detached' })
    const worker = await house.visit(elena)
    await worker.getByRole('link', { name: 'Companies' }).first().waitFor()
    await page.getByRole('switch', { name: 'Projects' }).click()
    await page.getByText('It needs these, which are switched on with it:').waitFor()
    await page.getByRole('button', { name: 'Switch on' }).click()
    await page.getByRole('link', { name: 'Tasks' }).first().waitFor()
    expect(house.troubles).toEqual([])
  })

  test('their settings are entered like records, and what is wrong is said at its field', async () => {
    const page = await house.visit(elena)
    await go(page, '/at/demo/plugins/projects')
    const hours = page.getByLabel('Hours before the deadline')
    await hours.fill('48')
    await save(page)
    await page.getByText('Saved.').waitFor()
    const admin = await api(elena)
    expect((await admin('GET', '/api/plugins/projects/settings')).data.values.dueSoonHours).toBe(48)
    expect(house.troubles).toEqual([])
  })
})

describe('words', () => {
  test('S2.26 a word renamed in Romanian is right in menu, title and sentence at once', async () => {
    const admin = await api(elena)
    const own = await idOf('people', 'Elena Marin')
    await admin('PATCH', `/api/people/${own}`, { language: 'ro' })
    const page = await house.visit(elena, { language: 'ro' })
    await go(page, '/at/demo/vocabulary?q=projects:resources.projects.noun')
    await page.getByText('projects:resources.projects.noun', { exact: true }).click()
    const forms: Record<string, string> = {
      Unu: 'dosar',
      Câteva: 'dosare',
      'Mai multe': 'dosare',
      Articulat: 'dosarul',
      'Articulat, plural': 'dosarele',
      Genitiv: 'dosarului',
      'Genitiv, plural': 'dosarelor',
    }
    for (const [name, text] of Object.entries(forms)) await page.getByRole('textbox', { name, exact: true }).fill(text)
    await page.getByRole('region', { name: 'Cum se citește' }).getByText(/dosar/).first().waitFor()
    await page.getByRole('button', { name: 'Salvează' }).click()
    await page.getByRole('link', { name: 'Dosare', exact: true }).first().waitFor()
    expect(page.url()).toContain('/vocabulary?q=')
    await page.getByRole('link', { name: 'Dosare', exact: true }).first().click()
    await page.getByRole('heading', { name: 'Dosare' }).first().waitFor()
    await go(page, '/at/demo/vocabulary?state=changed')
    await page.getByText('projects:resources.projects.noun', { exact: true }).click()
    await page.getByRole('button', { name: 'Revino la original' }).click()
    await page.getByRole('link', { name: 'Proiecte', exact: true }).first().waitFor()
    await admin('PATCH', `/api/people/${own}`, { language: 'en' })
    expect(house.troubles).toEqual([])
  })

  test('S2.26 a business chooses the languages it speaks; one that is off is offered to nobody', async () => {
    const page = await house.visit(elena)
    await go(page, '/at/demo/vocabulary')
    const choose = async (checked: 'true' | 'false') => {
      await page.getByRole('button', { name: 'Languages', exact: true }).click()
      const russian = page.getByRole('menuitemcheckbox', { name: 'Русский' })
      await russian.click()
      await expect.poll(() => russian.getAttribute('aria-checked'), { timeout: 10_000 }).toBe(checked)
      expect(await page.getByRole('menuitemcheckbox', { name: /English/ }).getAttribute('aria-disabled')).toBe('true')
      await page.keyboard.press('Escape')
    }
    await choose('false')
    const other = await house.visit(mara)
    await other.getByRole('button', { name: 'Your account' }).click()
    await other.getByRole('button', { name: 'Română' }).waitFor()
    expect(await other.getByRole('button', { name: 'Русский' }).count()).toBe(0)
    await choose('true')
    expect(house.troubles).toEqual([])
  })

  test('a placeholder that is lost is refused before anything is said', async () => {
    const page = await house.visit(elena)
    await go(page, '/at/demo/vocabulary?q=core:errors.http.cross_site')
    await page.getByText('core:errors.http.cross_site', { exact: true }).click()
    await page.getByRole('textbox', { name: 'Text' }).fill('Not from there.')
    await page
      .getByRole('region', { name: 'How it reads' })
      .getByText(/must do so, too/)
      .waitFor()
    house.troubles.length = 0
    await save(page)
    await page
      .getByRole('dialog')
      .getByText(/must do so, too/)
      .first()
      .waitFor()
  })
})

describe('the installation', () => {
  test('S2.23 S2.26 a superadmin changes what the business says of itself and adds a language; an administrator finds neither', async () => {
    const page = await house.visit(root)
    await go(page, '/at/demo/settings')
    const business = page.locator('form', { has: page.getByRole('textbox', { name: 'Name', exact: true }) })
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Studio Sud')
    await save(business)
    await page.getByText('Studio Sud').first().waitFor()
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Studio Nord')
    await save(business)
    await page.getByText('Studio Nord').first().waitFor()
    await go(page, '/at/demo/languages')
    await page.getByRole('button', { name: 'Add a language' }).click()
    await page.getByRole('combobox', { name: 'Language' }).last().fill('de')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByText('Deutsch').first().waitFor()
    expect(house.troubles).toEqual([])
    const other = await house.visit(elena)
    await go(other, '/at/demo/settings')
    await other.getByRole('textbox', { name: 'Currency' }).waitFor({ state: 'detached' })
    expect(await other.getByRole('link', { name: 'Languages' }).count()).toBe(0)
  })

  test('S2.28 a business is made below another, suspended and reopened', async () => {
    const page = await house.visit(root)
    await go(page, '/at/demo/tenants')
    await page.getByRole('button', { name: 'What can be done: Studio Nord' }).click()
    await page.getByRole('menuitem', { name: 'New business below' }).click()
    await page.getByRole('textbox', { name: 'Name' }).first().fill('Branch Iași')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByText('branch-iasi', { exact: false }).first().waitFor()
    await page.getByRole('button', { name: 'What can be done: Branch Iași' }).click()
    await page.getByRole('menuitem', { name: 'Suspend' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Suspend' }).click()
    await page.getByText('Suspended').waitFor()
    expect(house.troubles).toEqual([])
  })

  test('S2.29 S2.30 the journal shows a failure; the database page shows what was done and runs what waits', async () => {
    const page = await house.visit(root)
    const elsewhere = await house.browser.newContext({ baseURL: house.url })
    await elsewhere.request.post('/api/auth/login', { data: { email: mara, password: 'wrong' } })
    await elsewhere.close()
    await go(page, '/at/demo/login-journal')
    await page.getByText('Failed').first().waitFor()
    await go(page, '/at/demo/migrations')
    await page.getByText('0001_foundation').waitFor()
    await page.getByText('The database is up to date; nothing is waiting.').waitFor()
    expect(await page.getByRole('button', { name: 'Run what is waiting' }).count()).toBe(0)
    await page.route('**/api/migrations', async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, body: (await answer.text()).replace('"applied"', '"pending"') })
    })
    await page.reload()
    await page.getByText('1 change of the database is waiting.').waitFor()
    await page.getByRole('button', { name: 'Run what is waiting' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Run what is waiting' }).click()
    await page.getByText('0 changes made.').waitFor()
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    expect(house.troubles).toEqual([])
  })

  test('one ends one’s other sessions; a job is run and its run is shown', async () => {
    const before = await house.visit(elena)
    // All of it is there before its session ends.
    await before.getByRole('button', { name: /notification/i }).waitFor()
    const page = await house.visit(elena)
    await go(page, '/at/demo/sessions')
    await page.getByRole('button', { name: 'End all others' }).click()
    await page.getByText('This device').waitFor()
    await page.getByRole('button', { name: 'End all others' }).waitFor({ state: 'detached' })
    expect((await before.context().request.get('/api/auth/me')).status()).toBe(401)
    await go(page, '/at/demo/operations')
    await page.getByRole('button', { name: 'Run now' }).first().click()
    await page.getByRole('tab', { name: 'Runs' }).click()
    await page.getByText('Waiting').or(page.getByText('Done')).first().waitFor()
    await (await api(elena))('POST', '/api/clients', { name: 'Told of' })
    await page.getByRole('tab', { name: 'Deliveries' }).click()
    await page.getByText('directory.clients.created').first().waitFor()
    // The window whose session was ended is told so.
    expect(house.troubles.splice(0).filter((trouble) => !trouble.includes('401'))).toEqual([])
  })
})

describe('every page', () => {
  const paths = [
    'roles',
    'roles/why',
    'people',
    'plugins',
    'plugins/projects',
    'vocabulary',
    'sessions',
    'login-journal',
  ]
  const more = ['operations', 'settings', 'tenants', 'languages', 'migrations']

  test('fits a small phone and has nothing serious for axe to say, light and dark', { timeout: 240_000 }, async () => {
    const findings: string[] = []
    const role = await idOf('roles', 'Creative')
    const page = await house.visit(root, phone)
    for (const path of [...paths, `roles/${role}`, ...more]) {
      await go(page, `/at/demo/${path}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await expect.poll(() => page.locator('.MuiSkeleton-root').count()).toBe(0)
      const overhang = await overhangOf(page)
      if (overhang > 0) findings.push(`${path}: ${overhang} too wide`)
      findings.push(...(await faultsOf(page)).map((fault) => `${path} ${fault}`))
    }
    expect(findings).toEqual([])
  })
})

/** The link of the mail that went to an address. */
async function invitationOf(address: string): Promise<string> {
  await house.platform.events.drain()
  for (const { to, text } of await house.platform.mails()) {
    const [link] = /https?:\/\/\S+\/invitation\?\S+/.exec(text) ?? []
    if (to.includes(address) && link) return link
  }
  throw new Error(`No invitation went to ${address}`)
}
