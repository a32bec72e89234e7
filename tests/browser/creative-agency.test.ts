import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { demoPassword } from '../../core/src/first-start/first-start.ts'
import { go } from './go.ts'
import { type House, openHouse, phone } from './house.ts'
import { faultsOf, overhangOf } from './inspect.ts'

vi.setConfig({ testTimeout: 180_000 })

let house: House
const radu = 'radu@ateliercreativ.example'
const ana = 'ana@ateliercreativ.example'
const laura = 'laura@florariaverde.example'
const at = (path: string) => `/at/creative/${path}`

beforeAll(async () => {
  house = await openHouse({ kind: 'creative-agency' })
  await house.platform.events.start()
}, 180_000)
afterAll(() => house?.close())
afterEach(async () => {
  for (const context of house.browser.contexts()) await context.close()
  expect(house.troubles.splice(0)).toEqual([])
})

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' })
const dialog = (page: Page) => page.getByRole('dialog')
async function choose(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(text)
  await page.getByRole('option', { name: text }).first().click()
}

test('S2.73 S2.42 S2.47 an administrator’s day, in Romanian: who works on what, leave approved, a ticket assigned, an interval corrected, the report of staff on paper', async () => {
  const page = await house.visit(radu, { language: 'ro' })
  await heading(page, 'Bună ziua, Radu Creangă').waitFor()
  await page.getByText('Task-uri cu termen depășit').waitFor()

  await page.getByRole('navigation').first().getByRole('link', { name: 'Acum' }).click()
  await heading(page, 'Acum').waitFor()
  const card = page.getByRole('listitem').filter({ hasText: 'Ana Dobre' })
  await card.getByText('Etichetă rosé').waitFor()
  expect(await faultsOf(page)).toEqual([])

  await page.getByRole('navigation').first().getByRole('link', { name: 'Cereri de concediu' }).click()
  const asked = page.getByRole('row').filter({ hasText: 'Ioana Petrescu' }).filter({ hasText: 'În așteptare' })
  await asked.getByText(/^\d,\d\d$/).click()
  await button(page, 'Aprobă').click()
  await page.getByText('Aprobată').or(page.getByText('Aprobat')).first().waitFor()

  await go(page, at('tickets'))
  await page.getByText('Când apare articolul despre Bucegi?').first().click()
  await button(page, 'Repartizează').click()
  await choose(page, 'Responsabil', 'Ioana Petrescu')
  await dialog(page).getByRole('button', { name: 'Repartizează' }).click()
  await page.getByText('Ioana Petrescu').first().waitFor()

  const boss = await house.platform.signIn(radu, demoPassword)
  const people = (await boss('GET', '/api/people?range=[0,49]')).data as { id: string; name: string }[]
  const his = JSON.stringify({ person: people.find(({ name }) => name === 'Vlad Munteanu')?.id })
  const [entry] = (
    await boss('GET', `/api/time-entries?filter=${encodeURIComponent(his)}&sort=["startedAt","DESC"]&range=[0,0]`)
  ).data
  await go(page, at(`time-entries/${entry.id}/show`))
  await button(page, 'Corectează').click()
  const ends = dialog(page).getByLabel('Până la')
  const before = await ends.inputValue()
  await ends.fill(before.replace(/:\d\d$/, before.endsWith(':00') ? ':05' : ':00'))
  await dialog(page).getByLabel('Motiv').fill('Plecase deja la filmare')
  await dialog(page).getByRole('button', { name: 'Corectează' }).click()
  await dialog(page).waitFor({ state: 'detached' })
  await go(page, at('reports/overview'))
  await page.getByText('Ore modificate').first().click()
  await page.getByText('Plecase deja la filmare').waitFor()

  await go(page, at('reports/overview'))
  await page.getByText('Raport staff').first().click()
  await page.getByRole('table', { name: 'Raport staff' }).getByText('Mihai Stoica').waitFor()
  expect(await faultsOf(page)).toEqual([])
  const [paper] = await Promise.all([page.waitForEvent('download'), toPdf(page)])
  expect(paper.suggestedFilename()).toMatch(/^Raport staff .*\.pdf$/)
})

async function toPdf(page: Page): Promise<void> {
  await button(page, /^Descarcă/)
    .first()
    .click()
  await page.getByRole('menuitem', { name: /PDF/ }).click()
}

test('S2.74 S2.16 a day of one of the staff, in Romanian: the timer, the week, a task of her own, what is left to do, leave asked for', async () => {
  const page = await house.visit(ana, { language: 'ro' })
  await page.getByRole('button', { name: /^Etichetă rosé, rulează de/ }).waitFor()
  await button(page, 'Oprește').click()
  await button(page, 'Pornește cronometrul (T)').waitFor()
  await page.keyboard.press('t')
  await dialog(page).getByText('Lucrate recent').waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /rulează de .* \(T\)/ }).waitFor()

  await go(page, at('time-tracking/week'))
  await heading(page, 'Săptămâna mea').waitFor()
  await button(page, 'Săptămâna anterioară').click()
  const cell = page.getByRole('button', { name: /^Etichete pentru șase vinuri, .*: (nimic|\d)/ }).first()
  await cell.click()
  await dialog(page).getByLabel('Cât timp').fill('0:20')
  expect(await faultsOf(page)).toEqual([])
  await page.keyboard.press('Enter')
  await page.getByText(/Notat de la \d/).waitFor()
  expect(await faultsOf(page)).toEqual([])

  await go(page, at('tasks/create'))
  await page.getByLabel('Titlu').fill('Fluturași pentru târg')
  await choose(page, 'Proiect', 'Campanie Verde Evenimente')
  await page.keyboard.press('Control+Enter')
  await heading(page, 'Fluturași pentru târg').waitFor()

  await go(page, at('reports/overview'))
  await page.getByText('Ce am lucrat și ce am de lucru').first().click()
  await page.getByText('Etichetă rosé').first().waitFor()
  // What the house earns with her is not her business.
  expect(await page.getByText(/\bRON\b/).count()).toBe(0)

  await go(page, at('leave-requests/create'))
  await choose(page, 'Fel', 'Altă zi liberă')
  const day = new Date(Date.now() + 40 * 86_400_000)
  while ([0, 6].includes(day.getUTCDay())) day.setUTCDate(day.getUTCDate() + 1)
  await page.getByLabel(/^Prima zi(?! de)/).fill(day.toISOString().slice(0, 10))
  await page.getByLabel(/^Ultima zi(?! p)/).fill(day.toISOString().slice(0, 10))
  await page.getByLabel('De la (ora)').fill('10:00')
  await page.getByLabel('Până la (ora)').fill('12:00')
  await page.keyboard.press('Control+Enter')
  await page.getByText('În așteptare').first().waitFor()
})

test('S2.75 S2.4 a client’s visit, in Romanian on a phone: work on her project as it happens, a ticket, her report, and nothing that is not hers', async () => {
  const page = await house.visit(laura, { ...phone, language: 'ro' })
  await heading(page, 'Bună ziua, Laura Marinescu').waitFor()
  expect(await overhangOf(page)).toBe(0)
  await go(page, at('time-tracking/now'))
  await heading(page, 'Acum').waitFor()
  const staff = await house.platform.signIn(ana, demoPassword)
  const [task] = (await staff('GET', `/api/tasks?filter=${encodeURIComponent('{"q":"Design pagini"}')}`)).data
  await staff('POST', '/api/time-tracking/timer/start', { subject: `tasks/${task.id}` })
  await page.getByText('Design pagini și bannere').first().waitFor({ timeout: 5_000 })
  expect(await page.getByText('Vinoteca').count()).toBe(0)

  await go(page, at('tickets/create'))
  await page.getByLabel('Subiect').fill('Putem schimba programul de Paște?')
  await button(page, /Salvează|Creează/)
    .first()
    .click()
  await heading(page, 'Putem schimba programul de Paște?').waitFor()
  expect(await overhangOf(page)).toBe(0)

  await go(page, at('reports/overview'))
  await page.getByText('Stadiul proiectelor').first().click()
  await page.getByText('Site și magazin online Florăria Verde').first().waitFor()
  expect(await overhangOf(page)).toBe(0)
  const said = await page.content()
  for (const foreign of ['Vinoteca', 'TehnoServ', 'RON', 'Tarif']) expect(said).not.toContain(foreign)
})

test('figures of other data are put beside a report’s records, and taken away', async () => {
  const page = await house.visit(radu, { language: 'ro' })
  await go(page, at('reports/overview'))
  await page.getByText('Raport proiecte').first().click()
  await button(page, 'Modifică')
    .or(page.getByRole('link', { name: 'Modifică' }))
    .first()
    .click()
  const beside = page.getByRole('group', { name: 'Cifre din altă parte lângă fiecare rând' })
  await beside.getByText('Înregistrări de timp: Ore').waitFor()
  await beside.getByRole('combobox').fill('Tichete suport')
  await page.getByRole('option', { name: /^Tichete suport › Despre$/ }).click()
  await beside.getByRole('button', { name: 'Număr', exact: true }).click()
  await page.getByRole('columnheader', { name: 'Număr', exact: true }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await beside.getByRole('button', { name: 'Elimină Înregistrări de timp: Ore' }).click()
  await page.getByRole('columnheader', { name: 'Ore', exact: true }).waitFor({ state: 'detached' })
})
