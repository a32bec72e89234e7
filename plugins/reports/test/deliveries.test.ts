import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestSmtp, type TestSmtp } from '../../../core/testing/smtp.ts'
import { anotherWorker } from '../../../tests/scenarios/worker.ts'
import { type Member, openStudio, type Studio } from '../../../tests/studio.ts'
import { attachmentOf, pagesOf } from './pdf-text.ts'

let smtp: TestSmtp
let studio: Studio
let admin: Member
let client: Member
let company: { id: string }
let report: { id: string }

beforeAll(async () => {
  smtp = await startTestSmtp()
  studio = await openStudio({ smtpUrl: smtp.url, zone: 'Europe/Bucharest' })
  admin = await studio.person('Anna', 'admin')
  client = await studio.person('Clara', 'client', { language: 'ru' })
  company = await admin.make('companies', { name: 'Țesătoria Șura' })
  const other = await admin.make('companies', { name: 'Other Ltd' })
  const card = await admin.make('clients', { name: 'Clara' })
  await studio.asSystem((scope) =>
    scope.records({ name: 'clients', fields: {} }).update(card.id, { person: client.id } as never),
  )
  for (const [of, name] of [
    [{ company: company.id }, 'Înviere'],
    [{ company: other.id }, 'Чужой'],
    [{ client: card.id }, 'Сайт для Клары'],
  ] as const) {
    const project = await admin.make('projects', { name, ...of })
    for (let day = 5; day < 45; day++)
      await admin.make('tasks', {
        project: project.id,
        title: `${name} ${day}`,
        dueAt: new Date(Date.parse('2026-03-01T12:00:00Z') + day * 86_400_000).toISOString(),
      })
  }
  report = await admin.make('reports', {
    name: 'Stadiu',
    definition: {
      dataset: 'projects.tasks',
      period: { field: 'dueAt', range: 'lastMonth' },
      columns: ['project', 'title', 'dueAt'],
    },
    sharedWith: 'everybody',
  })
})
afterAll(async () => {
  await studio.close()
  await smtp.close()
})

const outside = (address: string) => [{ name: 'Company', address, about: `companies/${company.id}` }]
const schedule = (values: object) =>
  admin.make('report-schedules', { name: 'S', report: report.id, startsOn: '2026-03-11', every: 1, ...values })
/** Sessions end with the weeks that pass. */
async function at(now: string) {
  studio.setNow(now)
  admin = await studio.signedIn(admin.id, admin.email)
  client = await studio.signedIn(client.id, client.email)
}
const drain = () => studio.platform.events.drain({ hurry: true })
const to = (address: string) => smtp.mails.filter(({ receivers }) => receivers.includes(address))
const deliveries = (id: string) =>
  studio.query('select * from public.report_deliveries where schedule_id = $1 order by due_at', [id])

it('S2.36 thirty days and a change of clocks: every two days, weekly and monthly, each once, at eight where the business is', async () => {
  const days = await schedule({ unit: 'day', every: 2, outside: outside('days@co.example') })
  const weeks = await schedule({ unit: 'week', outside: outside('weeks@co.example') })
  const months = await schedule({ unit: 'month', outside: outside('months@co.example') })
  await at('2026-04-10T04:30:00.000Z')
  const second = await anotherWorker(studio.platform)
  await Promise.all([drain(), second.drain({ hurry: true })])
  await drain()
  await second.stop()
  expect(to('days@co.example')).toHaveLength(15)
  expect(to('weeks@co.example')).toHaveLength(5)
  expect(to('months@co.example')).toHaveLength(1)
  const due = (await deliveries(days.id)).map(({ due_at }) => due_at.toISOString())
  expect(due.slice(0, 2)).toEqual(['2026-03-11T06:00:00.000Z', '2026-03-13T06:00:00.000Z'])
  expect(due.at(-1)).toBe('2026-04-08T05:00:00.000Z')
  expect((await deliveries(weeks.id))[1]).toMatchObject({ status: 'sent', tries: '1' })
  const [monthly] = await deliveries(months.id)
  expect(monthly).toMatchObject({ status: 'sent' })
  const ids = smtp.mails.flatMap(({ raw }) => /Message-ID: (<report-\S+)/i.exec(raw)?.[1] ?? [])
  expect([ids.length, new Set(ids).size]).toEqual([21, 21])
  for (const { id } of [days, weeks, months]) await admin.post(`/report-schedules/${id}/pause`)
}, 90_000)

it('who stands outside reads of his own alone, in Romanian letters, with page numbers', async () => {
  const papers = await Promise.all(to('weeks@co.example').map((mail) => pagesOf(attachmentOf(mail))))
  const page = papers.flat().find((text) => text.includes('March 11 – 17')) ?? ''
  expect(page).toContain('Înviere 10')
  expect(page).toContain('Înviere 16')
  expect(page).not.toContain('Înviere 17')
  expect(page).not.toContain('Înviere 9')
  expect(page).not.toContain('Чужой')
  expect(page).not.toContain('Клар')
  expect(page).toContain('Page 1')
})

it('a person gets what he himself may see, in his language', async () => {
  const daily = await schedule({ unit: 'day', startsOn: '2026-04-11', recipients: [client.id] })
  await at('2026-04-11T05:30:00.000Z')
  await drain()
  const mail = to(client.email).find(({ raw }) => raw.includes('application/pdf'))
  expect(
    await studio.query(`select status, reason from public.report_deliveries where person_id = $1`, [client.id]),
  ).toEqual([{ status: 'sent', reason: null }])
  const [page = ''] = await pagesOf(attachmentOf(mail ?? { raw: '' }))
  expect(page).toContain('Сайт для Клары')
  expect(page).toContain('Стр. 1')
  expect(page).toContain('10 апреля 2026')
  expect(page).not.toContain('Înviere')
  await admin.post(`/report-schedules/${daily.id}/pause`)
})

it('S2.71 a company without an account gets the state of its projects alone, until it ends that by the link in its mail', async () => {
  const weekly = await schedule({ unit: 'day', startsOn: '2026-04-12', outside: outside('state@co.example') })
  await at('2026-04-12T05:30:00.000Z')
  await drain()
  const mail = to('state@co.example').at(-1) ?? { raw: '' }
  const [page = ''] = await pagesOf(attachmentOf(mail))
  expect(page).toContain('Înviere')
  expect(page).not.toContain('Чужой')
  const address = /List-Unsubscribe: <([^>]+)>/.exec(mail.raw.replaceAll(/\r?\n[ \t]+/g, ' '))?.[1] ?? ''
  const { pathname, search } = new URL(address)
  const url = `${pathname}${search}`
  const ask = await studio.platform.app.inject({ method: 'GET', url })
  expect(ask.body).toContain('<form method="post">')
  expect((await admin.get(`/report-schedules/${weekly.id}`)).body).toMatchObject({ status: 'active' })
  const forged = `${url.slice(0, -3)}AAA`
  expect((await studio.platform.app.inject({ method: 'POST', url: forged })).statusCode).toBe(404)
  const one = { method: 'POST', url, payload: 'List-Unsubscribe=One-Click' } as const
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  expect((await studio.platform.app.inject({ ...one, headers })).statusCode).toBe(200)
  expect((await studio.platform.app.inject({ ...one, headers })).statusCode).toBe(200)
  expect((await admin.get(`/report-schedules/${weekly.id}`)).body).toMatchObject({ status: 'paused', outside: [] })
  await at('2026-04-13T05:30:00.000Z')
  await drain()
  expect(to('state@co.example')).toHaveLength(1)
  expect((await admin.post(`/report-schedules/${weekly.id}/resume`)).status).toBe(422)
})

it('S2.72 a client draws the period himself, with the figures of the mailed paper', async () => {
  const daily = await schedule({ unit: 'day', startsOn: '2026-04-14', recipients: [client.id] })
  await at('2026-04-14T05:30:00.000Z')
  await drain()
  const mailed = await pagesOf(attachmentOf(to(client.email).at(-1) ?? { raw: '' }))
  const own = await client.get(`/reports/${report.id}/file?format=csv&range=between&from=2026-04-13&to=2026-04-13`)
  const [, ...rows] = own.text.trim().split(/\r?\n/)
  expect(rows).toHaveLength(1)
  const [, title = ''] = rows[0]?.split(',') ?? []
  expect(title).toMatch(/^Сайт для Клары \d+$/)
  expect(mailed.join(' ')).toContain(title)
  expect(own.text).not.toContain('Чужой')
  await admin.post(`/report-schedules/${daily.id}/pause`)
})

it('nothing to tell is not told, unless it is wanted', async () => {
  const quiet = await schedule({ unit: 'day', startsOn: '2026-06-02', outside: outside('quiet@co.example') })
  const loud = await schedule({
    unit: 'day',
    startsOn: '2026-06-02',
    sendEmpty: true,
    outside: outside('loud@co.example'),
  })
  await admin.post(`/report-schedules/${quiet.id}/send`)
  await admin.post(`/report-schedules/${loud.id}/send`)
  await at('2026-06-02T05:30:00.000Z')
  await drain()
  expect((await deliveries(quiet.id)).map(({ status }) => status).toSorted()).toEqual(['sent', 'skipped'])
  expect(to('quiet@co.example')).toHaveLength(1)
  expect(to('loud@co.example')).toHaveLength(2)
})

it('S2.11 what was sent is kept; a busy mail server gets it again; a trace of one that nobody knows about is not sent twice, but by a person', async () => {
  const one = await schedule({
    unit: 'month',
    startsOn: '2026-12-01',
    outside: outside('once@co.example'),
    sendEmpty: true,
  })
  smtp.refuse(1)
  await admin.post(`/report-schedules/${one.id}/send`)
  await drain()
  expect(to('once@co.example')).toHaveLength(1)
  const [sent] = await deliveries(one.id)
  expect(sent).toMatchObject({ status: 'sent', tries: '2' })
  await studio.query(`update public.report_deliveries set status = 'sending' where id = $1`, [sent.id])
  await studio.platform.events.enqueueJob({
    tenantId: studio.tenantId,
    plugin: 'reports',
    job: 'deliver',
    data: { delivery: sent.id },
  })
  await drain()
  expect((await deliveries(one.id))[0]).toMatchObject({ status: 'uncertain' })
  expect(to('once@co.example')).toHaveLength(1)
  expect((await admin.post(`/report-deliveries/${sent.id}/resend`)).status).toBe(200)
  await drain()
  expect(to('once@co.example')).toHaveLength(2)
  const file = await admin.get(`/reports/deliveries/${sent.id}/file`)
  expect(file.status).toBe(200)
  expect(String(file.headers['content-type'])).toContain('application/pdf')
  expect((await client.get(`/reports/deliveries/${sent.id}/file`)).status).toBe(404)
})

it('nobody outside without a record of his, and no schedule without somebody', async () => {
  const refused = await admin.post('/report-schedules', { name: 'S', report: report.id })
  expect(refused.body.fields[0].path).toBe('recipients')
  const wide = await admin.post('/report-schedules', {
    ...{ name: 'S', report: report.id },
    outside: [{ name: 'X', address: 'x@co.example', about: `projects/${company.id}` }],
  })
  expect(wide.status).toBe(422)
})
