import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { go } from './go.ts'
import { type House, openHouse, phone } from './house.ts'
import { faultsOf, overhangOf } from './inspect.ts'

vi.setConfig({ testTimeout: 120_000 })

let house: House
const elena = 'elena@studionord.example'
const victor = 'victor@studionord.example'

beforeAll(async () => {
  house = await openHouse()
  await house.platform.events.start()
}, 120_000)
afterAll(() => house?.close())
afterEach(async () => {
  await Promise.all(house.browser.contexts().map((context) => context.close()))
  expect(house.troubles.splice(0)).toEqual([])
})

type Row = { readonly id: string; readonly [name: string]: unknown }

const filtered = (path: string, filter: object, more = '') =>
  `/at/demo${path}?filter=${encodeURIComponent(JSON.stringify(filter))}${more}`
const headers = { 'x-tenant': 'demo' }
const read = async <T>(page: Page, path: string): Promise<T> =>
  (await page.request.get(`/api${path}`, { headers })).json()
const rows = (page: Page) => page.locator('tbody [data-row-link]')
const column = (page: Page, name: string) => page.locator('th').getByText(name, { exact: true })
const answered = (page: Page, method: string, path: string) =>
  page.waitForResponse((response) => response.request().method() === method && response.url().includes(path))

async function find(page: Page, resource: string, filter: object): Promise<Row> {
  const query = encodeURIComponent(JSON.stringify(filter))
  const [found] = await read<Row[]>(page, `/${resource}?filter=${query}`)
  if (!found) throw new Error(`No ${resource} ${query}`)
  return found
}

test('what is filtered and sorted stands in the address, and is there again after a reload and for somebody who gets the link', async () => {
  const page = await house.visit(elena)
  await go(page, '/at/demo/tasks')
  await rows(page).first().waitFor()
  await page.getByRole('button', { name: 'Status', exact: true }).click()
  await page.getByRole('combobox', { name: 'Status' }).fill('In progress')
  await page.getByRole('option', { name: 'In progress' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Status: In progress' }).waitFor()
  await page.getByRole('columnheader', { name: 'Title' }).getByRole('button').click()
  await expect.poll(() => new URL(page.url()).searchParams.get('sort')).toBe('title')
  await expect.poll(() => page.locator('tbody tr').filter({ hasText: 'Pending' }).count()).toBe(0)
  expect(JSON.parse(new URL(page.url()).searchParams.get('filter') ?? '')).toEqual({ status_in: ['in-progress'] })
  const isSorted = async () => {
    const titles = await rows(page).allTextContents()
    return titles.length > 3 && titles.every((title, at) => at === 0 || (titles[at - 1] ?? '') <= title)
  }
  await expect.poll(isSorted).toBe(true)
  const before = await rows(page).allTextContents()

  await page.reload()
  await page.getByRole('button', { name: 'Status: In progress' }).waitFor()
  await rows(page).first().waitFor()
  expect(await rows(page).allTextContents()).toEqual(before)

  const other = await house.visit(victor)
  await go(other, page.url())
  await rows(other).first().waitFor()
  expect(await rows(other).allTextContents()).toEqual(before)

  await page.getByRole('button', { name: 'Status: In progress' }).press('Delete')
  await page.getByText('Pending').first().waitFor()
  expect(page.url()).not.toContain('in-progress')
})

test('the search finds, an empty result says so, and the list of archived records is its own', async () => {
  const page = await house.visit(elena)
  await go(page, '/at/demo/companies')
  await rows(page).first().waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('nothing of this name')
  await page.getByText('Nothing matches these filters.').waitFor()
  await page.getByRole('button', { name: 'Clear', exact: true }).first().click()
  await rows(page).first().waitFor()
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Archived' }).click()
  await page.getByRole('radio', { name: 'Archived only' }).click()
  await page.getByRole('button', { name: 'Archived only' }).waitFor()
  await expect.poll(() => new URL(page.url()).searchParams.get('filter')).toBe('{"archived":true}')
})

test('chosen columns are kept, on another device too', async () => {
  const page = await house.visit(elena)
  await go(page, '/at/demo/tasks')
  await column(page, 'Priority').waitFor()
  const saved = answered(page, 'PATCH', '/api/preferences')
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'Priority' }).uncheck()
  await page.getByRole('checkbox', { name: 'Starts on' }).check()
  await page.keyboard.press('Escape')
  await column(page, 'Starts on').waitFor()
  expect(await column(page, 'Priority').count()).toBe(0)
  await saved

  await page.reload()
  await column(page, 'Starts on').waitFor()
  expect(await column(page, 'Priority').count()).toBe(0)

  const elsewhere = await house.visit(elena)
  await go(elsewhere, '/at/demo/tasks')
  await column(elsewhere, 'Starts on').waitFor()
  await expect.poll(() => column(elsewhere, 'Priority').count()).toBe(0)
  const colleague = await house.visit(victor)
  await go(colleague, '/at/demo/tasks')
  await column(colleague, 'Priority').waitFor()
})

async function saveView(page: Page, name: string, isShared: boolean): Promise<void> {
  await page.getByRole('button', { name: 'Save view' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  if (isShared) await page.getByRole('checkbox', { name: /Share with everyone/ }).check()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('tab', { name, selected: true }).waitFor()
}

test('a shared view is seen by a colleague and a private one is not; changes are marked and taken back', async () => {
  const page = await house.visit(elena)
  await page.goto(filtered('/projects', { kind: 'internal' }, '&sort=name&order=DESC'))
  await saveView(page, 'In the house', true)
  await page.goto(filtered('/projects', { status: 'closed' }))
  await saveView(page, 'Only mine', false)

  const colleague = await house.visit(victor)
  await colleague.goto('/at/demo/projects')
  await colleague.getByRole('tab', { name: /In the house/ }).click()
  await colleague.getByRole('button', { name: /^Kind: / }).waitFor()
  await rows(colleague).filter({ hasText: 'Office and tools' }).waitFor()
  expect(await colleague.getByRole('tab', { name: 'Only mine' }).count()).toBe(0)
  expect(new URL(colleague.url()).searchParams.get('sort')).toBe('name')

  await colleague.getByRole('button', { name: /^Kind: / }).press('Delete')
  await colleague.getByRole('tab', { name: /In the house.*•/ }).waitFor()
  expect(await colleague.getByRole('button', { name: 'Save changes' }).count()).toBe(0)
  await colleague.getByRole('button', { name: 'Reset' }).click()
  await colleague.getByRole('button', { name: /^Kind: / }).waitFor()

  await page.getByRole('tab', { name: /In the house/ }).click()
  await page.getByRole('button', { name: 'View “In the house”' }).click()
  await page.getByRole('menuitem', { name: 'Delete view' }).click()
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('tab', { name: /In the house/ }).waitFor({ state: 'detached' })
})

test('many records are archived at once; the one that is refused is named with the reason, and stays ticked', async () => {
  const page = await house.visit(victor)
  await go(page, filtered('/projects', {}))
  for (const name of ['Harbour Coffee online shop', 'Office and tools'])
    await page
      .getByRole('row', { name: new RegExp(name) })
      .getByRole('checkbox')
      .check()
  await page.getByText('2 selected').waitFor()
  await page.getByRole('toolbar').getByRole('button', { name: 'Archive', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Archive', exact: true }).click()
  const told = page.getByRole('dialog').getByRole('status')
  await told.getByText('1 record done.').waitFor()
  expect(await told.getByRole('listitem').allTextContents()).toEqual([
    expect.stringMatching(/^Office and tools: .*not allowed/),
  ])
  await page.getByRole('button', { name: 'Close' }).click()
  await page.getByText('1 selected').waitFor()
  await expect.poll(() => rows(page).filter({ hasText: 'Harbour Coffee' }).count()).toBe(0)
  await rows(page).filter({ hasText: 'Office and tools' }).waitFor()
  expect(house.troubles.splice(0)).toEqual([expect.stringContaining('403')])
})

test('what is filtered is exported in the columns shown, and nothing else', async () => {
  const page = await house.visit(elena)
  await go(page, filtered('/companies', { q: 'lumen' }, '&sort=name&order=ASC'))
  await rows(page).first().waitFor()
  const shown = await rows(page).allTextContents()
  const exported = async (form: string) => {
    await page.getByRole('button', { name: 'Export' }).click()
    const choice = page.getByRole('menuitem', { name: form })
    const [download] = await Promise.all([page.waitForEvent('download'), choice.click()])
    return download
  }
  const download = await exported('CSV file')
  expect(download.suggestedFilename()).toMatch(/\.csv$/)
  const lines = (await readFile(await download.path(), 'utf8')).replace('\uFEFF', '').trim().split('\r\n')
  expect(lines).toHaveLength(shown.length + 1)
  expect(lines[0]?.split(',')[0]).toBe('Name')
  expect(lines[1]).toContain(shown[0])
  const workbook = await exported('Workbook (XLSX)')
  expect(workbook.suggestedFilename()).toMatch(/\.xlsx$/)
  expect((await readFile(await workbook.path())).subarray(0, 2).toString()).toBe('PK')
})

test('S0.16 a project’s board has a column for each state, and each counts what the list finds', async () => {
  const page = await house.visit(elena)
  const { id } = await find(page, 'projects', { number: 'P-2026-0001' })
  await page.goto(filtered('/tasks', { project: id }, '&kind=board'))
  for (const status of ['pending', 'in-progress', 'completed']) {
    const column = page.locator(`[data-column=${status}]`)
    const listed = await read<unknown[]>(
      page,
      `/tasks?filter=${encodeURIComponent(JSON.stringify({ project: id, status }))}`,
    )
    await expect
      .poll(() => column.locator('[data-card]').count(), { message: status, timeout: 10_000 })
      .toBe(listed.length)
    await column.getByText(String(listed.length), { exact: true }).first().waitFor()
  }
})

test('S0.16 a card is moved on the board with the keyboard: the task takes the step, and its history tells', async () => {
  const page = await house.visit(elena)
  const { id } = await find(page, 'tasks', { title: 'Back up the project server' })
  await page.goto(filtered('/tasks', { q: 'back up the project' }, '&kind=board'))
  const handle = page.getByRole('button', { name: 'Move “Back up the project server”' })
  await page.locator('[data-column=pending]').getByText('Back up the project server').waitFor()
  await handle.focus()
  await page.keyboard.press('Space')
  await page.getByText('“Back up the project server” is over “Pending”.').waitFor({ state: 'attached' })
  await page.keyboard.press('ArrowRight')
  await page.getByText('“Back up the project server” is over “In progress”.').waitFor({ state: 'attached' })
  const done = answered(page, 'POST', `/tasks/${id}/start`)
  await page.keyboard.press('Space')
  expect((await done).status()).toBe(200)
  await page.locator('[data-column=in-progress]').getByText('Back up the project server').waitFor()
  const [latest] = await read<{ action: string }[]>(page, `/tasks/${id}/history`)
  expect(latest?.action).toBe('start')

  // Nothing leads from there to the end of the board without a question; no step at all leads a finished one to “In progress”.
  await handle.focus()
  await page.keyboard.press('Space')
  await page.getByText('is over “In progress”.').waitFor({ state: 'attached' })
  await page.keyboard.press('Escape')
  expect(await read<Row>(page, `/tasks/${id}`)).toMatchObject({ status: 'in-progress' })
})

test('a card that the server refuses goes back to where it was, with the reason', async () => {
  const page = await house.visit(elena)
  const project = await find(page, 'projects', { name: 'Bakery rebrand' })
  const made = async (title: string, values: object = {}): Promise<Row> =>
    (await page.request.post('/api/tasks', { headers, data: { project: project.id, title, ...values } })).json()
  const first = await made('Before the other')
  const { id } = await made('After the other', { dependsOn: [first.id] })
  await page.request.post(`/api/tasks/${id}/start`, { headers, data: {} })
  await page.goto(filtered('/tasks', { q: 'after the other' }, '&kind=board'))
  const start = page.locator('[data-column=in-progress]').getByText('After the other')
  await start.waitFor()
  await page.getByRole('button', { name: 'Move “After the other”' }).focus()
  await page.keyboard.press('Space')
  await page.getByText('is over “In progress”.').waitFor({ state: 'attached' })
  await page.keyboard.press('ArrowRight')
  await page.getByText('is over “Completed”.').waitFor({ state: 'attached' })
  const refused = answered(page, 'POST', `/tasks/${id}/complete`)
  await page.keyboard.press('Space')
  const { message } = await (await refused).json()
  await page.getByText(message).waitFor()
  await start.waitFor()
  expect(house.troubles.splice(0)).toEqual([expect.stringContaining('409')])
})

test('the calendar shows a task at its day in the tenant’s zone, wherever the browser is, and moves it to another', async () => {
  const page = await house.visit(elena, { timezoneId: 'America/Los_Angeles' })
  const project = await find(page, 'projects', { name: 'Bakery rebrand' })
  const data = { project: project.id, title: 'Shortly after midnight', dueAt: '2027-03-09T22:30:00.000Z' }
  const { id } = await (await page.request.post('/api/tasks', { headers, data })).json()
  await go(page, filtered('/tasks', {}, '&kind=calendar&span=month&day=2027-03-01'))
  await page.getByRole('heading', { name: 'March 2027' }).waitFor()
  const event = page.locator('[data-day="2027-03-10"]').getByRole('link', { name: /Shortly after midnight/ })
  await event.waitFor()
  expect(await event.textContent()).toContain('12:30')
  expect(await page.locator('[data-day]').first().getAttribute('data-day')).toBe('2027-03-01')

  await event.focus()
  await page.keyboard.press('Space')
  await page.getByText('is over “Wednesday, March 10”.').waitFor({ state: 'attached' })
  await page.keyboard.press('ArrowRight')
  await page.getByText('is over “Thursday, March 11”.').waitFor({ state: 'attached' })
  const saved = answered(page, 'PATCH', `/tasks/${id}`)
  await page.keyboard.press('Space')
  expect((await saved).status()).toBe(200)
  await page
    .locator('[data-day="2027-03-11"]')
    .getByRole('link', { name: /Shortly after midnight/ })
    .waitFor()
  expect(await read<Row>(page, `/tasks/${id}`)).toMatchObject({ dueAt: '2027-03-10T22:30:00.000Z' })
})

test('what lasts is drawn along a line, and what hangs below another is opened with the keyboard', async () => {
  const page = await house.visit(elena)
  const bakery = await find(page, 'projects', { name: 'Bakery rebrand' })
  await go(page, filtered('/projects', {}, '&kind=timeline'))
  await page.locator(`[data-bar="${bakery.id}"]`).waitFor()

  const parent = await find(page, 'tasks', { title: 'Shop sign: permits and measurements' })
  const data = { project: parent['project'], title: 'Measure the facade', parent: parent.id }
  await page.request.post('/api/tasks', { headers, data })
  await go(page, filtered('/tasks', {}, '&kind=tree'))
  const node = page.locator(`[data-node="${parent.id}"]`)
  await node.waitFor()
  expect(await page.getByText('Measure the facade').count()).toBe(0)
  await node.focus()
  await page.keyboard.press('ArrowRight')
  await node.getByRole('treeitem', { name: 'Measure the facade' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await page.getByText('Measure the facade').waitFor({ state: 'detached' })
})

test('what another browser changes appears without a reload', async () => {
  const [page, other] = [await house.visit(elena), await house.visit(victor)]
  const task = await find(page, 'tasks', { title: 'Accessibility check' })
  const streaming = answered(other, 'GET', '/api/stream')
  await go(other, filtered('/tasks', { q: 'accessibility' }))
  await other.getByText('Accessibility check').waitFor()
  await streaming
  const data = { title: 'Accessibility check of all pages' }
  expect((await page.request.patch(`/api/tasks/${task.id}`, { headers, data })).status()).toBe(200)
  await other.getByText('Accessibility check of all pages').waitFor()
})

test('the list works from the keyboard: j and k go, x ticks, Enter opens', async () => {
  const page = await house.visit(elena)
  await go(page, filtered('/tasks', {}))
  await rows(page).first().waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await page.keyboard.press('x')
  await page.getByText('1 selected').waitFor()
  const id = await rows(page).nth(1).getAttribute('data-row-link')
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/tasks/${id}/show`)
})

test('on a small phone the list is cards that fit, more of them come by key, and the board and the calendar fit, too', async () => {
  const page = await house.visit(elena, phone)
  for (const more of ['', '&kind=board', '&kind=calendar', '&kind=calendar&span=month', '&kind=tree']) {
    await go(page, filtered('/tasks', {}, more))
    await page.locator('[data-card], [data-day], [data-node]').first().waitFor()
    expect(await overhangOf(page), more).toBe(0)
  }
  await go(page, filtered('/tasks', {}))
  const cards = page.locator('[data-card]')
  await cards.first().waitFor()
  const first = await cards.count()
  const next = page.waitForRequest((request) => request.url().includes('cursor='))
  await page.getByRole('button', { name: 'Load more' }).click()
  await next
  await expect.poll(() => cards.count()).toBeGreaterThan(first)
})

test('none of it stands in the way of anybody: axe finds nothing serious, light or dark', async () => {
  const page = await house.visit(elena)
  for (const kind of ['table', 'board', 'calendar', 'tree']) {
    await page.goto(filtered('/tasks', { status_in: ['pending', 'in-progress'] }, `&kind=${kind}`))
    await page.locator('tbody [data-row-link], [data-card], [data-event], [data-node]').first().waitFor()
    expect(await faultsOf(page, { within: 'main' }), kind).toEqual([])
  }
})
