import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { demoPassword } from '../../core/src/first-start/first-start.ts'
import { go } from './go.ts'
import { type House, openHouse, phone } from './house.ts'
import { overhangOf } from './inspect.ts'

vi.setConfig({ testTimeout: 120_000 })

let house: House
const elena = 'elena@studionord.example'
const victor = 'victor@studionord.example'
const mara = 'mara@studionord.example'
const katrin = 'katrin@verabooks.example'

beforeAll(async () => {
  house = await openHouse()
  await house.platform.events.start()
}, 120_000)
afterAll(() => house?.close())
afterEach(async () => {
  for (const context of house.browser.contexts()) await context.close()
  expect(house.troubles.splice(0)).toEqual([])
})

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true })

const home = (page: Page) => page.getByRole('heading', { level: 1, name: /^Hello/ })

/** The Tab key, as often as it takes to get there. */
async function tabTo(page: Page, place: Locator): Promise<void> {
  await place.waitFor()
  for (let presses = 0; presses < 60; presses++) {
    if (await place.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`The Tab key does not lead to ${String(place)}`)
}

async function typeInto(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, page.getByRole('textbox', { name: label, exact: true }))
  await page.keyboard.type(text)
}

async function pick(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, page.getByRole('combobox', { name: label }))
  await page.keyboard.type(text)
  await page.getByRole('option', { name: text, exact: true }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
}

/** The command palette: what is typed, and the entry that is meant. */
async function command(page: Page, text: string, entry: RegExp): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').waitFor()
  await page.keyboard.type(text)
  await page.getByRole('option', { name: entry }).first().waitFor()
  await page.keyboard.press('Enter')
}

async function fitting(page: Page, place: string): Promise<void> {
  expect(await overhangOf(page), place).toBe(0)
}

test('S2.73 an administrator’s day, by keyboard alone: he signs in, takes on a client, a project and a colleague, gives out work and sees it in the figures', async () => {
  const page = await house.visit(null)
  await page.getByLabel('E-mail or login name').waitFor()
  await typeInto(page, 'E-mail or login name', elena)
  await typeInto(page, 'Password', demoPassword)
  await page.keyboard.press('Enter')
  await home(page).waitFor()
  await expect.poll(() => figure(page, 'Ongoing projects')).not.toBeNaN()
  const before = await figure(page, 'Ongoing projects')

  await command(page, 'new client', /^New client/i)
  await typeInto(page, 'Name', 'Anca Petri')
  await typeInto(page, 'E-mail', 'anca@petri.example')
  await page.keyboard.press('Control+Enter')
  await heading(page, 'Anca Petri').waitFor()

  await command(page, 'new project', /^New project/i)
  await typeInto(page, 'Name', 'Petri cellar labels')
  await pick(page, 'Client', 'Anca Petri')
  await page.keyboard.press('Control+Enter')
  await heading(page, 'Petri cellar labels').waitFor()

  await command(page, 'new staff', /^New staff/i)
  await typeInto(page, 'Name', 'Bogdan Rusu')
  await typeInto(page, 'E-mail', 'bogdan@studionord.example')
  await page.keyboard.press('Control+Enter')
  await heading(page, 'Bogdan Rusu').waitFor()

  await command(page, 'new task', /^New task/i)
  await typeInto(page, 'Title', 'Draw the cellar door')
  await pick(page, 'Project', 'Petri cellar labels')
  await page.keyboard.press('Control+Enter')
  await heading(page, 'Draw the cellar door').waitFor()

  await command(page, 'cellar', /^Petri cellar labels/)
  await heading(page, 'Petri cellar labels').waitFor()
  await tabTo(page, page.getByRole('tab', { selected: true }))
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await page.getByText('Draw the cellar door').waitFor()

  await page.keyboard.press('g')
  await page.keyboard.press('h')
  await home(page).waitFor()
  await expect.poll(() => figure(page, 'Ongoing projects')).toBe(before + 1)
})

test('S0.5 S1.29 S2.74 a worker’s day on a small phone: what is due, her task begun, its steps ticked, done; of others’ work there is nothing', async () => {
  const admin = await house.platform.signIn(elena, demoPassword)
  const page = await house.visit(mara, { ...phone, language: 'en' })
  await page.getByRole('region', { name: 'My day' }).or(page.getByText('My day')).first().waitFor()
  await fitting(page, 'home')

  await page.getByRole('navigation').last().getByRole('link', { name: 'Tasks' }).tap()
  await heading(page, 'Tasks').waitFor()
  await page.getByText('Brand manual').first().waitFor()
  await fitting(page, 'tasks')
  const foreign = (await admin('GET', `/api/tasks?range=[0,199]`)).data as { id: string; title: string }[]
  const worker = await house.platform.signIn(mara, demoPassword)
  const own = new Set(((await worker('GET', '/api/tasks?range=[0,199]')).data as { id: string }[]).map(({ id }) => id))
  const hidden = foreign.find(({ id }) => !own.has(id))
  expect(hidden).toBeDefined()
  await go(page, `/at/demo/tasks/${hidden?.id}/show`)
  await page.getByText('not found', { exact: false }).or(page.getByText('does not exist')).first().waitFor()
  expect(house.troubles.splice(0)).toEqual([expect.stringContaining('404')])
  await go(page, '/at/demo/tasks')

  await page.getByText('Brand manual').first().tap()
  await heading(page, 'Brand manual').waitFor()
  await fitting(page, 'task')
  await page.getByRole('button', { name: 'Start', exact: true }).tap()
  await page.getByText('In progress').first().waitFor()
  await page.getByRole('button', { name: 'Complete', exact: true }).tap()
  await page.getByText('Completed').first().waitFor()
  await fitting(page, 'task done')
  await page.getByRole('tab', { name: 'History' }).tap()
  await page.getByRole('list', { name: 'History' }).getByText('Mara Ionescu').first().waitFor()
  await fitting(page, 'history')
  expect(await page.getByRole('button', { name: 'Delete' }).count()).toBe(0)
})

test('S2.75 a client’s visit: her project and how far it is, and no word that is meant for staff, on the screen or below it', async () => {
  const secrets = await staffOnly()
  expect(secrets.length).toBeGreaterThan(20)
  const page = await house.visit(null, { ...phone, language: 'en' })
  const answers: Promise<[url: string, text: string]>[] = []
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    // Words name what there may be, not what there is.
    if (pathname.startsWith('/api/') && !/\/stream$|\/words\//.test(pathname))
      answers.push(
        response.text().then(
          (text) => [pathname, text],
          () => [pathname, ''],
        ),
      )
  })
  await page.getByLabel('E-mail or login name').fill(katrin)
  await page.getByRole('textbox', { name: 'Password' }).fill(demoPassword)
  await page.getByRole('button', { name: 'Sign in', exact: true }).tap()
  await home(page).waitFor()
  await page.getByText('Covers for the spring list').first().waitFor()
  await fitting(page, 'home')
  await page.getByText('Covers for the spring list').first().tap()
  await heading(page, 'Covers for the spring list').waitFor()
  await fitting(page, 'project')
  await page.getByRole('tab', { name: 'Tasks' }).tap()
  await page.getByText('Series concept').first().tap()
  await heading(page, 'Series concept').waitFor()
  await fitting(page, 'task')
  for (const place of ['companies', 'clients', 'assets', 'people', 'tasks']) {
    await go(page, `/at/demo/${place}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expect.poll(() => page.locator('.MuiSkeleton-root').count()).toBe(0)
    await fitting(page, place)
  }
  const said = [...(await Promise.all(answers)), ['the screen', await page.content()] as const]
  expect(said.length).toBeGreaterThan(12)
  const leaks = said.flatMap(([where, text]) =>
    secrets.filter((secret) => text.includes(secret)).map((secret) => `${where}: ${secret}`),
  )
  expect(leaks).toEqual([])
})

test('S0.4 S2.59 the menu of an administrator, a manager, a worker and a client shows what each may list, and nothing else', async () => {
  const seen = new Set<string>()
  for (const email of [elena, victor, mara, katrin]) {
    const person = await house.platform.signIn(email, demoPassword)
    const { menu } = (await person('GET', '/api/manifest')).data as { menu: { resource: string }[] }
    const all = (await (await house.platform.signIn(elena, demoPassword))('GET', '/api/manifest'))
      .data as typeof menu & {
      menu: { resource: string }[]
    }
    const listed: string[] = []
    for (const { resource } of all.menu)
      if ((await person('GET', `/api/${resource}?range=[0,0]`)).statusCode === 200) listed.push(resource)
    const page = await house.visit(email)
    await home(page).waitFor()
    const links = await page.getByRole('navigation').first().getByRole('link').all()
    const hrefs = await Promise.all(links.map((link) => link.getAttribute('href')))
    const shown = hrefs.map((href) => /^\/at\/[^/]+\/([^/]+)$/.exec(href ?? '')?.[1])
    const resources = new Set(all.menu.map(({ resource }) => resource))
    expect(shown.filter((name) => name && resources.has(name)).toSorted(), email).toEqual(listed.toSorted())
    expect(menu.map(({ resource }) => resource).toSorted()).toEqual(listed.toSorted())
    seen.add(shown.join())
    await page.context().close()
  }
  expect(seen.size).toBe(4)
})

test('S2.19 a superadmin, an administrator, a worker and a client come in by address and password, each to his own; a company does not', async () => {
  const root = 'root@guildhall.example'
  const { identity } = house.platform
  await identity.setPassword(
    (await identity.createUser({ email: root, name: 'Root', superadmin: true })).id,
    demoPassword,
  )
  const admin = await house.platform.signIn(elena, demoPassword)
  const company = (await admin('GET', '/api/companies')).data.find(({ email }: { email: string | null }) => email)
  const landed = new Set<string>()
  for (const email of [root, elena, mara, katrin, company.email]) {
    const page = await house.visit(null)
    await page.getByLabel('E-mail or login name').fill(email)
    await page.getByRole('textbox', { name: 'Password' }).fill(demoPassword)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    if (email === company.email) await page.getByRole('alert').waitFor()
    else {
      await page.getByLabel('E-mail or login name').waitFor({ state: 'detached' })
      landed.add((await page.getByRole('heading', { level: 1 }).textContent()) ?? '')
    }
    await page.context().close()
  }
  expect(landed.size).toBe(4)
  expect(house.troubles.splice(0)).toEqual([expect.stringContaining('401')])
})

/** The number on a card of the home page. */
async function figure(page: Page, name: string): Promise<number> {
  const text = await page.getByRole('region', { name, exact: true }).first().textContent()
  return Number(/\d+/.exec(text ?? '')?.[0])
}

/** What stands in records that the client may not see, or in fields of hers that are not hers to see. */
async function staffOnly(): Promise<string[]> {
  const admin = await house.platform.signIn(elena, demoPassword)
  const client = await house.platform.signIn(katrin, demoPassword)
  const wordsOf = async (caller: typeof admin, resource: string) => {
    const { statusCode, data } = await caller('GET', `/api/${resource}?range=[0,499]`)
    return statusCode === 200 ? texts(data) : []
  }
  const secrets = new Set<string>()
  const allowed = new Set<string>()
  for (const resource of ['companies', 'clients', 'staff', 'interactions', 'projects', 'tasks', 'checklist-items']) {
    for (const word of await wordsOf(admin, resource)) secrets.add(word)
    for (const word of await wordsOf(client, resource)) allowed.add(word)
  }
  for (const word of await wordsOf(client, 'people')) allowed.add(word)
  // Short words stand in other words; ids and instants say nothing.
  return [...secrets].filter(
    (word) => !allowed.has(word) && word.length > 8 && !/^[0-9a-f-]{36}$|^\d{4}-\d\d-\d\d/.test(word),
  )
}

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return value && typeof value === 'object' ? Object.values(value).flatMap(texts) : []
}
