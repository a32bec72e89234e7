import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Member, openStudio, type Studio } from '../../../tests/studio.ts'
import { pagesOf } from './pdf-text.ts'

let studio: Studio
let admin: Member
let worker: Member
let manager: Member
let company: { id: string }
let report: { id: string }

beforeAll(async () => {
  studio = await openStudio({ zone: 'Europe/Bucharest' })
  admin = await studio.person('Anna', 'admin')
  manager = await studio.person('Petra', 'manager')
  worker = await studio.person('Will', 'worker')
  company = await admin.make('companies', { name: 'Țesătoria Șura' })
  const other = await admin.make('companies', { name: 'Other Ltd' })
  for (const [of, name] of [
    [company.id, 'Înviere'],
    [other.id, 'Чужой'],
  ]) {
    const project = await admin.make('projects', { name, company: of })
    for (let at = 0; at < 150; at++) await admin.make('tasks', { project: project.id, title: `${name} ${at}` })
  }
  const definition = { dataset: 'projects.tasks', columns: ['project', 'title'] }
  report = await admin.make('reports', { name: 'Stadiu', definition, sharedWith: 'everybody' })
  await drain()
}, 120_000)
afterAll(() => studio.close())

const drain = () => studio.platform.events.drain({ hurry: true })
const share = async (values: object = {}, by = admin) => {
  const wish = { name: 'Maria', days: 7, format: 'pdf', about: `companies/${company.id}`, ...values }
  return by.post(`/reports/${report.id}/links`, wish)
}
const anybody = (url: string) => studio.platform.app.inject({ method: 'GET', url })
const linkOf = async (id: string) => (await admin.get(`/report-links/${id}`)).body as Record<string, unknown>

it('a link gives a stranger the part that was named, until it is ended, and its address is nowhere kept', async () => {
  const { body } = await share()
  const { id, path } = body as never as { id: string; path: string }
  expect((await anybody(path)).body).toContain('looks again by itself')
  expect((await anybody(`${path}/file`)).statusCode).toBe(404)
  await drain()
  const page = await anybody(path)
  expect(page.body).toContain('Maria')
  expect(page.body).toContain('noindex')
  expect(page.headers['x-robots-tag']).toContain('noindex')
  const file = await anybody(`${path}/file`)
  const text = (await pagesOf(file.rawPayload)).join(' ')
  expect(text).toContain('Înviere 149')
  expect(text).not.toContain('Чужой')
  const link = await linkOf(id)
  expect(link).toMatchObject({ uses: 1, about: `companies/${company.id}`, status: 'active' })
  expect(link).not.toHaveProperty('tokenHash')
  const token = path.split('/').at(-1) ?? ''
  const rows = await studio.query('select * from public.report_links')
  expect(JSON.stringify(rows)).not.toContain(token)
  const wrong = await anybody(path.replace(token, `${token.slice(0, -2)}zz`))
  expect([wrong.statusCode, wrong.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8'])
  expect(wrong.body).toContain('<h1>This link')
  await Promise.all([anybody(`${path}/file`), anybody(`${path}/file`), anybody(`${path}/file`)])
  expect(await linkOf(id)).toMatchObject({ uses: 4 })
  expect((await admin.post(`/report-links/${id}/revoke`)).status).toBe(200)
  expect((await anybody(path)).statusCode).toBe(404)
  expect((await anybody(`${path}/file`)).statusCode).toBe(404)
})

it('neither a worker nor a record that is none of its parties makes a link, and a manager sees his own alone', async () => {
  expect((await share({}, worker)).status).toBe(403)
  const long = await share({ days: 91 })
  expect([long.status, long.body.code, long.body.fields[0].path]).toEqual([422, 'reports.link_too_long', 'days'])
  const wrong = await share({ about: `projects/${company.id}` })
  expect([wrong.status, wrong.body.fields[0].path]).toEqual([422, 'about'])
  expect((await share({ about: undefined }, manager)).status).toBe(200)
  const seen = (await manager.get('/report-links')).body as never as { owner: string }[]
  expect(seen.map(({ owner }) => owner)).toEqual([manager.id])
})

it('a large report is made with progress for whoever asked, who is told, and nobody else has it', async () => {
  const { body } = await admin.post(`/reports/${report.id}/outputs`, { format: 'xlsx' })
  const { id } = body as never as { id: string }
  expect((await admin.get(`/report-outputs/${id}`)).body).toMatchObject({ status: 'making', done: 0 })
  await drain()
  expect((await admin.get(`/report-outputs/${id}`)).body).toMatchObject({ status: 'ready', done: 300, total: 300 })
  const file = await admin.get(`/reports/outputs/${id}/file`)
  expect([file.status, file.headers['content-type']]).toEqual([200, expect.stringContaining('spreadsheet')])
  expect((await manager.get(`/report-outputs/${id}`)).status).toBe(404)
  expect((await manager.get(`/reports/outputs/${id}/file`)).status).toBe(404)
  const told = (await admin.get('/notifications')).body as never as { kind: string; title: string }[]
  expect(told.filter(({ kind }) => kind === 'reports.ready')).toMatchObject([{ title: 'Stadiu is ready' }])
})

it('a link ends by itself', async () => {
  const { body } = await share({ days: 1 })
  const { path } = body as never as { path: string }
  await drain()
  expect((await anybody(path)).statusCode).toBe(200)
  studio.setNow(new Date(Date.parse(studio.platform.engine.clock.now()) + 86_400_000).toISOString())
  expect((await anybody(path)).statusCode).toBe(404)
})

it('what was made is thrown away when its time is over, with the links to it', async () => {
  const days = 91 * 86_400_000
  studio.setNow(new Date(Date.parse(studio.platform.engine.clock.now()) + days).toISOString())
  const count = async (table: string) => (await studio.query(`select count(*)::int as n from public.${table}`))[0].n
  expect(await count('report_outputs')).toBeGreaterThan(0)
  await studio.platform.events.enqueueJob({ tenantId: studio.tenantId, plugin: 'reports', job: 'prune' })
  await drain()
  const left = ['report_outputs', 'report_links', 'report_files', 'report_file_parts']
  expect(await Promise.all(left.map(count))).toEqual([0, 0, 0, 0])
})
