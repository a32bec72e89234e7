import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { demoPassword } from '../../core/src/first-start/first-start.ts'
import { loadPreset } from '../../core/src/first-start/load-preset.ts'
import { readPreset, withoutStory } from '../../core/src/first-start/preset.ts'
import { sayIn } from '../../core/src/first-start/preset-values.ts'
import { type Caller, createTestPlatform, type TestPlatform } from '../../core/testing/index.ts'
import { startTestSmtp, type TestSmtp } from '../../core/testing/smtp.ts'
import config from '../../platform.config.ts'
import { attachmentOf, pagesOf } from '../../plugins/reports/test/pdf-text.ts'

vi.setConfig({ testTimeout: 60_000 })

// biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of an answer
type Row = any
const preset = readPreset(config.presets, 'creative-agency')
const address = (name: string) => `${name}@ateliercreativ.example`
const range = '?range=lastMonth'
let platform: TestPlatform
let smtp: TestSmtp
let radu: Caller
let ana: Caller
let laura: Caller
let people: Map<string, string>

beforeAll(async () => {
  smtp = await startTestSmtp()
  platform = await createTestPlatform({
    plugins: config.plugins,
    smtpUrl: smtp.url,
    furnish: {
      name: preset.name,
      async run(made) {
        const { id } = await made.tenancy.tenants.create({ ...preset.tenant, plugins: preset.plugins })
        await loadPreset(made, id, preset, { password: demoPassword })
      },
    },
  })
  ;[radu, ana] = [
    await platform.signIn(address('radu'), demoPassword),
    await platform.signIn(address('ana'), demoPassword),
  ]
  laura = await platform.signIn('laura@florariaverde.example', demoPassword)
  people = new Map((await list(radu, 'people')).map(({ email, id }) => [email.split('@')[0], id]))
}, 180_000)
afterAll(async () => {
  await platform?.close()
  await smtp?.close()
})

async function list(who: Caller, resource: string, filter: object = {}): Promise<Row[]> {
  const all: Row[] = []
  for (let from = 0; ; from += 200) {
    const range = encodeURIComponent(JSON.stringify([from, from + 199]))
    const { data } = await who(
      'GET',
      `/api/${resource}?range=${range}&filter=${encodeURIComponent(JSON.stringify(filter))}`,
    )
    all.push(...data)
    if (data.length < 200) return all
  }
}
async function reportOf(who: Caller, name: string): Promise<Row> {
  const found = (await list(who, 'reports')).find((one) => one.name === name)
  expect(found, name).toBeDefined()
  return found
}
async function run(who: Caller, name: string, query = range): Promise<Row> {
  const { statusCode, data } = await who('GET', `/api/reports/${(await reportOf(who, name)).id}/result${query}`)
  expect(statusCode, JSON.stringify(data)).toBe(200)
  return data
}
/** What the mail server got since, once it is so much. */
async function mailed(before: number, count: number) {
  const arrived = async () => {
    await platform.events.drain()
    return smtp.mails.length - before
  }
  await expect.poll(arrived, { timeout: 40_000 }).toBe(count)
  return smtp.mails.slice(before)
}
const fileOf = async (who: Caller, name: string, format: string, query = range) =>
  (await who('GET', `/api/reports/${(await reportOf(who, name)).id}/file${query}&format=${format}`)).rawPayload
/** A column of a result by its name, as numbers. */
const column = (result: Row, label: string): (number | null)[] => {
  const at = result.columns.findIndex((one: Row) => one.label === label)
  expect(at, label).toBeGreaterThanOrEqual(0)
  return result.lines.map(({ values }: Row) => values[at])
}
const first = (result: Row): string[] => result.lines.map(({ texts }: Row) => texts[0])
const sum = (values: readonly (number | null)[]) => values.reduce<number>((all, value) => all + (value ?? 0), 0)
/** As a result has durations: hours, to the hundredth. */
const hours = (seconds: number) => Math.round(seconds / 36) / 100
const near = (value: number | null | undefined) => expect(value ?? 0)
/** Work of the month before: the tests' today is the tenth of March. */
const inMonth = { day_gte: '2026-02-01', day_lte: '2026-02-28' }

it('S2.49 the full report has every hour of the month, and comes to what the records come to, on the screen and in each file', async () => {
  const entries = await list(radu, 'time-entries', inMonth)
  const total = sum(entries.map(({ time }) => time))
  expect(entries.length).toBeGreaterThan(150)
  const full = await run(radu, 'Raport complet')
  expect(full.lines).toHaveLength(entries.length)
  const at = full.columns.findIndex(({ label }: Row) => label === 'Timp')
  near(full.totals[0].values[at]).toBeCloseTo(hours(total))
  const text = full.totals[0].texts[at]
  const sums = await run(radu, 'Ore pe clienți și proiecte')
  near(sum(column(sums, 'Total: Timp'))).toBeCloseTo(hours(total), 0)
  expect((await pagesOf(await fileOf(radu, 'Raport complet', 'pdf'))).at(-1)).toContain(text.replace(/\s+/g, ' '))
  expect((await fileOf(radu, 'Raport complet', 'csv')).toString().trim().split('\n')).toHaveLength(entries.length + 2)
  expect((await fileOf(radu, 'Raport complet', 'xlsx')).subarray(0, 2).toString()).toBe('PK')
  // A salariat sees his own hours in it, and a client those of his projects.
  expect(new Set((await run(ana, 'Raport complet')).lines.map(({ texts }: Row) => texts[3]))).toEqual(
    new Set(['Ana Dobre']),
  )
  const hers = (await run(laura, 'Raport complet')).lines.map(({ texts }: Row) => texts)
  expect(hers.length).toBeGreaterThan(20)
  expect(JSON.stringify(hers)).not.toMatch(/Vinoteca|Administrativ|TehnoServ/)
})

it('S2.52 the financial report is billable time at its rates, client by client', async () => {
  const billable = (await list(radu, 'time-entries', { ...inMonth, billable: true })).filter(({ client }) => client)
  const result = await run(radu, 'Financiar')
  near(sum(column(result, 'Total: Sumă'))).toBeCloseTo(sum(billable.map(({ amount }) => amount.amount)) / 100)
  const vinoteca = billable.filter(({ rate }) => rate.amount === 22_000)
  expect(vinoteca.length).toBeGreaterThan(10)
  // What it brings is not told to the staff nor to clients.
  for (const who of [ana, laura]) expect(JSON.stringify(await run(who, 'Financiar'))).not.toMatch(/RON/)
})

it('S2.54 S2.32 the report of staff has each of the staff with hours, attendance, leave and what was done', async () => {
  const result = await run(radu, 'Raport staff')
  expect(new Set(first(result))).toEqual(new Set((await list(radu, 'staff')).map(({ name }) => name)))
  const of = (label: string, name: string) => column(result, label)[first(result).indexOf(name)]
  const own = { ...inMonth, person: people.get('mihai') }
  near(of('Ore', 'Mihai Stoica')).toBeCloseTo(
    hours(sum((await list(radu, 'time-entries', own)).map(({ time }) => time))),
  )
  near(of('Prezență', 'Mihai Stoica')).toBeCloseTo(
    hours(sum((await list(radu, 'attendances', own)).map(({ elapsed }) => elapsed))),
  )
  const dan = await list(radu, 'leave-requests', {
    person: people.get('dan'),
    status: 'approved',
    startsOn_gte: '2026-02-01',
    startsOn_lte: '2026-02-28',
  })
  expect(dan.length).toBe(1)
  expect(of('Concediu, zile', 'Dan Oprea')).toBe(sum(dan.map(({ quantity }) => quantity)))
  const done = (await list(radu, 'tasks', { status: 'completed' })).filter(({ completedAt }) =>
    completedAt.startsWith('2026-02'),
  )
  expect(sum(column(result, 'Task-uri terminate'))).toBe(done.length)
  near(result.totals[0].values[2]).toBeCloseTo(sum(column(result, 'Ore')), 1)
})

it('S2.55 the report of projects has hours, budget, tasks and people of each', async () => {
  const result = await run(radu, 'Raport proiecte', '')
  const [project] = await list(radu, 'projects', { q: 'Vinoteca' })
  const at = first(result).indexOf(project.name)
  const entries = await list(radu, 'time-entries', { project: `projects/${project.id}` })
  near(column(result, 'Ore')[at]).toBeCloseTo(hours(sum(entries.map(({ time }) => time))))
  expect(column(result, 'Buget, ore')[at]).toBe(900)
  const tasks = await list(radu, 'tasks', { project: project.id })
  const inState = (...states: string[]) => tasks.filter(({ status }) => states.includes(status)).length
  expect(column(result, 'Deschise')[at]).toBe(inState('pending', 'in-progress'))
  expect(column(result, 'Terminate')[at]).toBe(inState('completed'))
  expect(column(result, 'Oameni')[at]).toBe((await list(radu, 'project-members', { project: project.id })).length)
})

it('S2.56 S2.64 the report of tasks sets what was worked beside what was thought; time on the project in general is in its total once', async () => {
  const result = await run(radu, 'Raport task-uri', '')
  const [project] = await list(radu, 'projects', { q: 'Florăria' })
  const tasks = await list(radu, 'tasks', { project: project.id })
  const entries = await list(radu, 'time-entries', { project: `projects/${project.id}` })
  const onTask = (id: string) => sum(entries.filter(({ subject }) => subject === `tasks/${id}`).map(({ time }) => time))
  for (const { id, title, estimate } of tasks) {
    const at = first(result).indexOf(title)
    near(column(result, 'Lucrat')[at]).toBeCloseTo(hours(onTask(id)))
    near(column(result, 'Estimare')[at]).toBeCloseTo(hours(estimate))
  }
  const general = sum(entries.filter(({ subject }) => subject === `projects/${project.id}`).map(({ time }) => time))
  expect(general).toBeGreaterThan(0)
  const total = column(await run(radu, 'Raport proiecte', ''), 'Ore')[
    first(await run(radu, 'Raport proiecte', '')).indexOf(project.name)
  ]
  near(total).toBeCloseTo(hours(general + sum(tasks.map(({ id }) => onTask(id)))))
})

it('S2.53 the report of users has everybody with an account, staff and clients: how often he signed in, his hours, what he did', async () => {
  const result = await run(radu, 'Raport utilizatori')
  const here = await list(radu, 'logins', { at_gte: '2026-01-31T22:00:00.000Z', at_lt: '2026-02-28T22:00:00.000Z' })
  const names = new Map((await list(radu, 'people')).map(({ id, name }) => [id, name]))
  const often = Map.groupBy(here, ({ person }) => names.get(person))
  expect(often.get('Ana Dobre')?.length).toBeGreaterThan(3)
  for (const { texts } of result.lines as Row[])
    expect(Number(texts[5] ?? 0), texts[0]).toBe(often.get(texts[0])?.length ?? 0)
  expect(new Set(first(result))).toEqual(new Set((await list(radu, 'people')).map(({ name }) => name)))
  const kinds = new Set(result.lines.map(({ texts }: Row) => texts[1]))
  expect(kinds).toEqual(new Set(['Client', 'Personal']))
  // Who does not keep the people does not report on them.
  expect((await run(laura, 'Raport utilizatori')).lines.map(({ texts }: Row) => texts[0])).not.toContain('Paul Enache')
})

it('S2.50 the report of notifications has what was sent, to whom, and what came of it; it equals what the mail server got', async () => {
  await platform.events.drain()
  const result = await run(radu, 'Notificări', '?range=thisMonth')
  const mails = result.lines.filter(({ texts }: Row) => texts[2] === 'mail')
  expect(mails.length).toBeGreaterThan(0)
  const told = mails
    .filter(({ texts }: Row) => texts[5] === 'Trimis')
    .map(({ texts }: Row) => `${texts[4]} ${texts[3]}`)
  const got = smtp.mails.map(({ receivers, subject }) => `${receivers[0]} ${subject}`)
  expect(told.sort()).toEqual(got.sort())
  // A stranger to the log gets nothing of it.
  expect((await ana('GET', '/api/notification-deliveries')).statusCode).toBe(403)
})

it('S2.12 S2.18 S2.5 every week each of the staff gets what he did and what is left to do, the same as on his screen, and nothing of others', async () => {
  const [schedule] = (await list(radu, 'report-schedules')).filter(({ name }) => name.startsWith('Ce am lucrat'))
  const before = smtp.mails.length
  expect((await radu('POST', `/api/report-schedules/${schedule.id}/send`, {})).statusCode).toBe(200)
  const sent = await mailed(before, 6)
  expect(sent.map(({ receivers }) => receivers[0]).sort()).toEqual(
    ['ana', 'corina', 'dan', 'ioana', 'mihai', 'vlad'].map(address),
  )
  const hers = sent.find(({ receivers }) => receivers.includes(address('ana')))
  const text = (await pagesOf(attachmentOf(hers as never))).join(' ')
  expect(text).toContain('Etichetă rosé')
  expect(text).not.toMatch(/Copii de siguranță|Clip de iarnă|Petrecerea/)
  const screen = await run(ana, 'Ce am lucrat și ce am de lucru', '?range=last7Days')
  const open = (await list(ana, 'tasks', { assignees: people.get('ana') })).filter(({ status }) =>
    ['pending', 'in-progress'].includes(status),
  )
  expect(open.length).toBeGreaterThan(3)
  for (const { title } of open) expect(first(screen)).toContain(title)
  for (const title of first(screen)) expect(text).toContain(title)
  expect(sum(column(screen, 'Lucrat'))).toBeGreaterThan(0)
  // Vlad reads English, Ioana Russian; each gets it in his language.
  const inRussian = sent.find(({ receivers }) => receivers.includes(address('ioana')))
  expect((await pagesOf(attachmentOf(inRussian as never))).join(' ')).toContain('Статус')
})

it('S2.13 the meeting sheet says of each project and person what was done since the last meeting and what is next', async () => {
  const sheet = await run(radu, 'Fișa ședinței', '?range=lastMonth')
  const rows = sheet.lines.map(({ texts }: Row) => texts)
  const finished = (await list(radu, 'tasks', { status: 'completed' })).filter(
    ({ completedAt }) => completedAt >= '2026-02-01',
  )
  const open = await list(radu, 'tasks', { status_in: ['pending', 'in-progress'] })
  expect(rows.map((texts: string[]) => texts[2]).sort()).toEqual(
    [...finished, ...open].map(({ title }) => title).sort(),
  )
  const projects = rows.map((texts: string[]) => texts[0])
  expect(projects).toEqual([...projects].sort((a, b) => a.localeCompare(b, 'ro')))
  expect((await fileOf(radu, 'Fișa ședinței', 'pdf')).subarray(0, 5).toString()).toBe('%PDF-')
})

it('S2.72 a client draws the report of his period himself, and it says what his mail says', async () => {
  const [schedule] = (await list(radu, 'report-schedules')).filter(({ name }) => name.endsWith('lunar'))
  const before = smtp.mails.length
  await radu('POST', `/api/report-schedules/${schedule.id}/send`, {})
  const mail = (await mailed(before, 1)).find(({ receivers }) => receivers.includes('laura@florariaverde.example'))
  const text = (await pagesOf(attachmentOf(mail as never))).join(' ')
  const [delivery] = await list(radu, 'report-deliveries', { schedule: schedule.id, person: people.get('laura') })
  const own = await run(
    laura,
    'Stadiul proiectelor',
    `?range=between&from=${delivery.periodFrom}&to=${delivery.periodTo}`,
  )
  expect(own.lines.length).toBeGreaterThan(10)
  const at = own.columns.findIndex(({ label }: Row) => label === 'Timp')
  expect(text).toContain(own.totals[0].texts[at].replace(/\s+/g, ' '))
  expect(text).not.toMatch(/Vinoteca|TehnoServ|RON/)
})

it('S2.43 S2.59 each duty of the preset opens exactly what it is about, and whoever has it hands nothing on', async () => {
  const roles = new Map((await list(radu, 'roles')).map(({ name, id }) => [name, id]))
  const role = (key: string) =>
    roles.get(sayIn(preset.roles.find((one) => one.key === key)?.name ?? '', 'ro')) as string
  const ioana = people.get('ioana') as string
  const [project] = await list(radu, 'projects', { q: 'Blogul' })
  const tries: Record<string, () => [string, object]> = {
    projects: () => ['projects', { name: 'Un proiect' }],
    clients: () => ['clients', { name: 'Un client' }],
    employees: () => ['staff', { name: 'Un salariat' }],
    invoicing: () => [
      'time-rates',
      {
        startsOn: '2026-03-10',
        person: people.get('vlad'),
        project: `projects/${project.id}`,
        rate: { amount: 9_000, currency: 'RON' },
      },
    ],
    tickets: () => ['ticket-answers', { name: 'Un răspuns', text: 'Mulțumim.' }],
  }
  for (const duty of Object.keys(tries)) {
    const given = await radu('PATCH', `/api/people/${ioana}`, { roles: [role('staff'), role(duty)] })
    expect(given.statusCode, `${duty} ${JSON.stringify(given.data)}`).toBe(200)
    const her = await platform.signIn(address('ioana'), demoPassword)
    for (const [name, attempt] of Object.entries(tries)) {
      const [resource, values] = attempt()
      const { statusCode, data } = await her('POST', `/api/${resource}`, values)
      if (name === duty) {
        expect(statusCode, `${duty}: ${JSON.stringify(data)}`).toBe(201)
        await radu('DELETE', `/api/${resource}/${data.id}`)
      } else expect([403, 404], `${duty}: ${name}`).toContain(statusCode)
    }
    const vlad = people.get('vlad')
    expect([403, 404]).toContain(
      (await her('PATCH', `/api/people/${vlad}`, { roles: [role('staff'), role(duty)] })).statusCode,
    )
    expect([403, 404]).toContain((await her('POST', '/api/roles', { name: 'X', archetype: 'worker' })).statusCode)
  }
  await radu('PATCH', `/api/people/${ioana}`, { roles: [role('staff')] })
})

it('S2.32 monitoring, invoicing, reports, statistics and attendance each cover the whole staff of the administrator', async () => {
  const staff = ['ana', 'corina', 'dan', 'ioana', 'mihai', 'vlad'].map((name) => people.get(name))
  const board = (await radu('GET', '/api/time-tracking/board')).data
  const ids = JSON.stringify(board)
  for (const id of staff) expect(ids).toContain(id)
  expect((await run(radu, 'Financiar')).lines.length).toBeGreaterThan(3)
  expect(new Set(first(await run(radu, 'Raport staff'))).size).toBe(7)
  const [statistics] = await list(radu, 'dashboards')
  expect(statistics.tiles).toHaveLength(4)
  for (const id of staff) {
    const sheet = await radu('GET', `/api/time-tracking/sheet?person=${id}&month=2026-02`)
    expect(sheet.statusCode).toBe(200)
    expect(sum(sheet.data.days.map(({ worked }: Row) => worked))).toBeGreaterThan(300_000)
  }
})

it('S2.26 it speaks the words of its business in Romanian, and its own in the reader’s language', async () => {
  const labels = async (who: Caller) =>
    new Map((await who('GET', '/api/reports/datasets')).data.map(({ resource, label }: Row) => [resource, label]))
  const inRomanian = await labels(ana)
  expect(inRomanian.get('tasks')).toMatch(/^task-uri$/i)
  expect(inRomanian.get('tickets')).toMatch(/^tichete suport$/i)
  expect((await labels(await platform.signIn(address('ioana'), demoPassword))).get('tasks')).toMatch(/^задачи$/i)
})

it('a business of this kind begins in its own language, with what such a business needs and nobody of the one it is shown with', async () => {
  const { slug: _, name: __, ...beginning } = preset.tenant
  const { id } = await platform.tenancy.tenants.create({
    ...beginning,
    slug: 'london',
    name: 'London',
    language: 'en',
    plugins: preset.plugins,
  })
  await loadPreset(platform, id, withoutStory(preset))
  await platform.identity.createUser({
    email: 'root@london.example',
    name: 'Root',
    password: 'a long password',
    superadmin: true,
  })
  const root = await platform.signIn('root@london.example', 'a long password', 'london')
  expect((await list(root, 'people')).map(({ name }) => name)).toEqual([])
  expect((await list(root, 'roles')).map(({ name }) => name)).toContain('Staff, keeps clients')
  expect((await list(root, 'leave-kinds')).map(({ name }) => name)).toContain('Annual leave')
  expect((await list(root, 'reports')).map(({ name }) => name)).toContain('Hours changed')
  expect((await list(root, 'project-templates')).map(({ name }) => name)).toEqual(['Web site'])
  expect(await list(root, 'time-entries')).toEqual([])
})
