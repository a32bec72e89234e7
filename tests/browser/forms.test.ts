import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { type House, openHouse, phone } from './house.ts'
import { faultsOf, overhangOf } from './inspect.ts'

vi.setConfig({ testTimeout: 120_000 })

let house: House
const elena = 'elena@studionord.example'

beforeAll(async () => {
  house = await openHouse()
}, 120_000)
afterAll(() => house?.close())
afterEach(() => {
  expect(house.troubles.splice(0)).toEqual([])
})

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true })
const open = (page: Page, path: string) => page.goto(`/at/demo${path}`)

async function choose(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(text)
  await page.getByRole('option', { name: text, exact: true }).click()
}

/** Answers the server refuses with are told by the browser too. */
function expectRefusals(...statuses: number[]): void {
  const told = house.troubles.splice(0)
  expect(told.map((text) => Number(/status of (\d+)/.exec(text)?.[1]))).toEqual(statuses)
}

async function record<T>(page: Page, path: string): Promise<T> {
  const answer = await page.request.get(`/api${path}`, { headers: { 'x-tenant': 'demo' } })
  return (await answer.json()) as T
}

test('an administrator creates a client, a project for him and a task with money, dates and assignees', async () => {
  const page = await house.visit(elena, { timezoneId: 'America/New_York' })
  await open(page, '/clients/create')
  await page.getByLabel('Name').fill('Irina Munteanu')
  await page.getByLabel('E-mail').fill('irina@mail.example')
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await heading(page, 'Irina Munteanu').waitFor()

  await open(page, '/projects/create')
  await page.getByLabel('Name').fill('Winery labels')
  await choose(page, 'Client', 'Irina Munteanu')
  await page.getByLabel('Starts on').fill('2026-12-01')
  await page.getByLabel('Time budget').fill('12:30')
  await page.getByRole('textbox', { name: 'Budget', exact: true }).fill('2,450.50')
  await page.keyboard.press('Control+Enter')
  await heading(page, 'Winery labels').waitFor()
  await page.getByText('€2,450.50').waitFor()
  await page.getByText('12 hr, 30 min').waitFor()
  await page.getByRole('tab', { name: 'Tasks' }).click()
  await page.getByRole('link', { name: /^Add/ }).click()

  await page.getByLabel('Title').fill('Sketch three labels')
  await page.getByLabel('Due').fill('2026-12-10T18:00')
  await page.getByText('Europe/Bucharest').waitFor()
  await page.getByLabel('Estimate').fill('1h 30m')
  await page.getByLabel('Price').fill('120')
  await choose(page, 'Assignees', 'Elena Marin')
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  // Whoever came from the project is led back to it.
  await page.waitForURL('**/show/tasks')
  await page.getByText('Sketch three labels').click()
  await heading(page, 'Sketch three labels').waitFor()
  await page.getByText('Dec 10, 2026, 6:00 PM').waitFor()
  const id = /tasks\/([^/]+)\/show/.exec(page.url())?.[1]
  expect(await record(page, `/tasks/${id}`)).toMatchObject({
    dueAt: '2026-12-10T16:00:00.000Z',
    estimate: 5400,
    price: { amount: 12_000, currency: 'EUR' },
  })
})

test('S2.9 only who works in the project is offered for its tasks, also when the project changes, and when the task is edited', async () => {
  const page = await house.visit(elena)
  const members = async (name: string) => {
    const [project] = await record<{ id: string }[]>(
      page,
      `/projects?filter=${encodeURIComponent(JSON.stringify({ name }))}`,
    )
    const filter = encodeURIComponent(JSON.stringify({ project: project?.id, role_ne: 'observer' }))
    const found = await record<{ _embed: { person: { name: string } } }[]>(
      page,
      `/project-members?filter=${filter}&embed=["person"]`,
    )
    return found.map(({ _embed }) => _embed.person.name).toSorted()
  }
  const offered = async () => {
    await page.getByRole('combobox', { name: 'Assignees' }).click()
    await page.getByRole('listbox').getByRole('option').first().waitFor()
    const names = (await page.getByRole('listbox').getByRole('option').allTextContents()).toSorted()
    await page.getByRole('combobox', { name: 'Assignees' }).press('Escape')
    return names
  }
  await open(page, '/tasks/create')
  await choose(page, 'Project', 'Bakery rebrand')
  const bakery = await members('Bakery rebrand')
  await expect.poll(offered, { timeout: 15_000 }).toEqual(bakery)
  await choose(page, 'Project', 'Office and tools')
  expect(await members('Office and tools')).not.toEqual(bakery)
  await expect.poll(offered, { timeout: 15_000 }).toEqual(await members('Office and tools'))

  const [task] = await record<{ id: string }[]>(
    page,
    `/tasks?filter=${encodeURIComponent('{"title":"Paper bags: print files"}')}`,
  )
  page.once('dialog', (dialog) => void dialog.accept())
  await open(page, `/tasks/${task?.id}`)
  await expect.poll(offered, { timeout: 15_000 }).toEqual(expect.arrayContaining([bakery[0]]))
  expect((await offered()).every((name) => bakery.includes(name))).toBe(true)
})

test('what the server refuses is told at its field and above the form, and nothing that was typed is lost', async () => {
  const page = await house.visit(elena)
  await open(page, '/assets/create')
  await page.getByLabel('Name').fill('Delivery van')
  await choose(page, 'Client', 'Daniel Stan')
  await page.getByLabel(/VIN|Identification/i).fill('WV1ZZZ7HZ8H000001')
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await heading(page, 'Delivery van').waitFor()
  await open(page, '/assets/create')
  await page.getByLabel('Name').fill('Another van')
  await choose(page, 'Client', 'Daniel Stan')
  await page.getByLabel(/VIN|Identification/i).fill('wv1zzz7hz8h000001')
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  const summary = page.getByRole('alert').filter({ hasText: 'needs your attention' })
  await summary.waitFor()
  expect(await summary.evaluate((box) => box === document.activeElement)).toBe(true)
  expect(await page.getByLabel(/VIN|Identification/i).getAttribute('aria-invalid')).toBe('true')
  expect(await page.getByLabel('Name').inputValue()).toBe('Another van')
  await summary.getByRole('button').click()
  const isFocused = () => page.getByLabel(/VIN|Identification/i).evaluate((input) => input === document.activeElement)
  await expect.poll(isFocused).toBe(true)
  expectRefusals(409)

  // Nobody leaves by mistake.
  await page.keyboard.press('Escape')
  const question = page.getByRole('dialog', { name: 'Leave without saving?' })
  await question.getByRole('button', { name: 'Go on writing' }).click()
  expect(await page.getByLabel('Name').inputValue()).toBe('Another van')
})

test('whoever was slower sees both values and chooses field by field', async () => {
  const page = await house.visit(elena)
  const { id } = await anyProject(page)
  await open(page, `/projects/${id}`)
  await page.getByLabel('Name').fill('Bakery rebrand, mine')
  await page.getByLabel('Deadline').fill('2027-02-01')
  const faster = await page.request.patch(`/api/projects/${id}`, {
    headers: { 'x-tenant': 'demo' },
    data: { name: 'Bakery rebrand, theirs', objectives: 'Written meanwhile' },
  })
  expect(faster.status()).toBe(200)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Somebody was faster' })
  const name = dialog.getByRole('radiogroup', { name: 'Name' })
  await name.getByText('Bakery rebrand, mine').waitFor()
  await name.getByText('Bakery rebrand, theirs').click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await heading(page, 'Bakery rebrand, theirs').waitFor()
  expect(await record(page, `/projects/${id}`)).toMatchObject({
    name: 'Bakery rebrand, theirs',
    deadline: '2027-02-01',
    objectives: 'Written meanwhile',
  })
  expectRefusals(409)

  // For a moment it can be taken back.
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect
    .poll(async () => (await record<{ deadline: string }>(page, `/projects/${id}`)).deadline)
    .not.toBe('2027-02-01')
})

test('an action that wants to know something asks, and the history tells it in Romanian', async () => {
  const page = await house.visit(elena, { language: 'ro' })
  const [member] = await record<{ id: string }[]>(
    page,
    `/staff?filter=${encodeURIComponent('{"status":"active","q":"Tudor"}')}`,
  )
  await open(page, `/staff/${member?.id}/show`)
  // Days of the week have names.
  await page
    .getByText(/: luni,/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: 'Mai multe' }).click()
  const dismiss = page.getByRole('menuitem', { name: /Concedi/ })
  await dismiss.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('Contractul s-a încheiat')
  await dialog.getByRole('button', { name: /Concedi/ }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('tab', { name: 'Istoric' }).click()
  const last = page.getByRole('list', { name: 'Istoric' }).getByRole('listitem').first()
  await last.getByText('Elena Marin').waitFor()
  await last.getByText('Contractul s-a încheiat').waitFor()
  const said = await last.textContent()
  expect(said).toMatch(/Activ[\s\S]*→[\s\S]*Concediat/)
  expect(said).not.toMatch(/resources\.|dismissed|active/)
})

test('what is archived can be taken back at once, and what others depend on is not deleted', async () => {
  const page = await house.visit(elena)
  const { id } = await anyProject(page)
  await open(page, `/projects/${id}/show`)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Archive' }).click()
  await page.getByText(/In the archive since/).waitFor()
  expect(await page.getByRole('link', { name: 'Edit' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText(/In the archive since/).waitFor({ state: 'detached' })

  const client = (await record<{ client: string }>(page, `/projects/${id}`)).client
  await open(page, `/clients/${client}/show`)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await dialog
    .getByRole('alert')
    .getByText(/Projects?: \d/)
    .waitFor()
  expectRefusals(409)
})

test('a client is created with the keyboard alone on a phone, and nothing is wider than it', async () => {
  const page = await house.visit(elena, { ...phone })
  await open(page, '/clients/create')
  await page.getByLabel('Name').focus()
  await page.keyboard.type('Keyboard only')
  for (let presses = 0; presses < 12; presses++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(() => (document.activeElement as HTMLInputElement)?.name === 'email')) break
  }
  await page.keyboard.type('keys@mail.example')
  expect(await overhangOf(page)).toBe(0)
  await page.keyboard.press('Control+Enter')
  await heading(page, 'Keyboard only').waitFor()
  expect(await overhangOf(page)).toBe(0)
  for (const path of ['/tasks/create', '/projects/create', '/staff/create']) {
    await open(page, path)
    await page.getByRole('button', { name: 'Create', exact: true }).waitFor()
    expect(await overhangOf(page), path).toBe(0)
  }
})

test('forms and records are for everybody, light and dark', async () => {
  const page = await house.visit(elena)
  const { id } = await anyProject(page)
  const screens = [
    ['/tasks/create', page.getByRole('button', { name: 'Create', exact: true })],
    [`/projects/${id}`, page.getByRole('button', { name: 'Save', exact: true })],
    [`/projects/${id}/show`, page.getByText('Time budget')],
    [`/projects/${id}/show/tasks`, page.getByRole('table')],
    [`/projects/${id}/show/history`, page.getByRole('list', { name: 'History' })],
  ] as const
  for (const [path, sign] of screens) {
    await open(page, path)
    await sign.waitFor()
    expect(await faultsOf(page, { within: 'main' }), path).toEqual([])
  }
})

async function anyProject(page: Page): Promise<{ id: string }> {
  const [project] = await record<{ id: string }[]>(
    page,
    `/projects?filter=${encodeURIComponent('{"number":"P-2026-0001"}')}`,
  )
  if (!project) throw new Error('The demo has no such project')
  return project
}
