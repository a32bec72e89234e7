import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Member, openStudio, type Studio } from '../studio.ts'

type Row = { id: string; name: string; text: string; [name: string]: unknown }
let studio: Studio
let ana: Member
let petra: Member
let will: Member
let clara: Member

beforeAll(async () => {
  studio = await openStudio()
  ana = await studio.person('Ana', 'admin')
  petra = await studio.person('Petra', 'manager')
  will = await studio.person('Will', 'worker')
  clara = await studio.person('Clara', 'client')
})
afterAll(() => studio?.close())

const ids = (answer: { body: Row[] }) => answer.body.map(({ id }) => id)

it('S0.2 a manager notes a call and a note; the client’s story shows both, newest first, with who and when', async () => {
  const c1 = await petra.make('clients', { name: 'C1' })
  const other = await petra.make('clients', { name: 'C2' })
  studio.setNow('2026-03-10T09:00:00.000Z')
  await petra.make('interactions', { client: c1.id, kind: 'call', direction: 'incoming', text: 'Asked for an offer' })
  studio.setNow('2026-03-10T10:00:00.000Z')
  await petra.make('interactions', { client: c1.id, kind: 'note', text: 'Wants it blue' })
  await petra.make('interactions', { client: other.id, text: 'Elsewhere' })
  const story = (await ana.list('interactions', { client: c1.id })).body as Row[]
  expect(story.map(({ kind, author, at }) => [kind, author, at])).toEqual([
    ['note', petra.id, '2026-03-10T10:00:00.000Z'],
    ['call', petra.id, '2026-03-10T09:00:00.000Z'],
  ])
  expect((await petra.post('/interactions', { client: c1.id, text: 'x', author: ana.id })).status).toBe(422)
  expect((await will.get(`/clients/${c1.id}`)).status).toBe(404)
  for (const person of [will, clara]) {
    expect((await person.list('interactions')).status).toBe(403)
    expect([403, 404]).toContain((await person.get(`/interactions/${story[0]?.id}`)).status)
  }
})

it('S2.20 a client of two companies sees the work of both, and of the one he leaves nothing at the next request', async () => {
  const [one, two] = [await ana.make('companies', { name: 'CO1' }), await ana.make('companies', { name: 'CO2' })]
  const card = await ana.make('clients', { name: 'Clara', person: clara.id, companies: [one.id, two.id] })
  const [first, second] = [
    await petra.make('projects', { name: 'For CO1', company: one.id }),
    await petra.make('projects', { name: 'For CO2', company: two.id }),
  ]
  const task = await petra.make('tasks', { project: second.id, title: 'Of CO2' })
  expect(ids(await clara.list('companies'))).toEqual([one.id, two.id])
  for (const [company, project] of [
    [one, first],
    [two, second],
  ])
    expect(ids(await clara.list('projects', { company: company.id }))).toEqual([project.id])
  expect((await clara.get(`/tasks/${task.id}`)).status).toBe(200)
  await ana.patch(`/clients/${card.id}`, { companies: [one.id] })
  for (const url of [`/projects/${second.id}`, `/tasks/${task.id}`, `/companies/${two.id}`])
    expect((await clara.get(url)).status).toBe(404)
  expect(ids(await clara.list('projects'))).toEqual([first.id])
  expect((await clara.get('/projects/export')).text).not.toContain('For CO2')
})

it('S2.37 two cards of one client become one; who has projects is archived, not deleted', async () => {
  const [card, twin] = [
    await ana.make('clients', { name: 'Gheorghe', phones: ['0722 000 111'] }),
    await ana.make('clients', { name: 'G.', email: 'g@mail.example' }),
  ]
  const project = await ana.make('projects', { name: 'His', client: twin.id })
  for (const person of [petra, will, clara])
    expect([403, 404]).toContain((await person.post(`/clients/${card.id}/merge`, { duplicate: twin.id })).status)
  const merged = await ana.post(`/clients/${card.id}/merge`, { duplicate: twin.id })
  expect(merged.body).toMatchObject({ name: 'Gheorghe', email: 'g@mail.example', phones: ['0722 000 111'] })
  expect((await ana.get(`/projects/${project.id}`)).body.client).toBe(card.id)
  expect((await ana.get(`/clients/${twin.id}`)).body.archivedAt).not.toBeNull()
  const refused = await ana.del(`/clients/${card.id}`)
  expect(refused.status).toBe(409)
  expect(refused.body.params.dependants).toEqual([expect.objectContaining({ resource: 'projects', count: 1 })])
  expect((await ana.post(`/clients/${card.id}/archive`)).status).toBe(200)
  expect(ids(await ana.list('clients'))).not.toContain(card.id)
  expect((await ana.post(`/clients/${card.id}/restore`)).status).toBe(200)
  const company = await ana.make('companies', { name: 'Short-lived' })
  expect((await ana.patch(`/companies/${company.id}`, { city: 'Cluj' })).body.city).toBe('Cluj')
  for (const person of [petra, will, clara])
    expect([403, 404]).toContain((await person.del(`/companies/${company.id}`)).status)
  expect((await ana.del(`/companies/${company.id}`)).status).toBe(200)
  expect((await ana.get(`/companies/${company.id}`)).status).toBe(404)
})

it('S2.70 a project is a client’s, a company’s, both’s or nobody’s, and is seen along each of these links', async () => {
  const [dan, eva] = [await studio.person('Dan', 'client'), await studio.person('Eva', 'client')]
  const company = await ana.make('companies', { name: 'Firm' })
  const ofDan = await ana.make('clients', { name: 'Dan', person: dan.id })
  await ana.make('clients', { name: 'Eva', person: eva.id, companies: [company.id] })
  const project = (values: object) => petra.make('projects', { name: 'P', ...values })
  const [none, client, firm, both] = [
    await project({}),
    await project({ client: ofDan.id }),
    await project({ company: company.id }),
    await project({ client: ofDan.id, company: company.id }),
  ]
  expect(ids(await dan.list('projects')).sort()).toEqual([client.id, both.id].sort())
  expect(ids(await eva.list('projects')).sort()).toEqual([firm.id, both.id].sort())
  expect((await dan.get(`/projects/${none.id}`)).status).toBe(404)
  expect((await petra.patch(`/projects/${both.id}`, { company: null })).status).toBe(200)
  expect((await eva.get(`/projects/${both.id}`)).status).toBe(404)
})

it('S2.78 a client’s card says when anything last happened, and a list names those of whom nothing was heard for 60 days', async () => {
  studio.setNow('2026-01-05T09:00:00.000Z')
  const [quiet, served, called] = [
    await ana.make('clients', { name: 'Quiet' }),
    await ana.make('clients', { name: 'Served' }),
    await ana.make('clients', { name: 'Called' }),
  ]
  studio.setNow('2026-03-09T09:00:00.000Z')
  await petra.make('projects', { name: 'New work', client: served.id })
  await studio.platform.events.start()
  await studio.platform.events.drain()
  await petra.make('interactions', { client: called.id, text: 'Rang', at: '2026-03-08T12:00:00.000Z' })
  studio.setNow('2026-03-10T09:00:00.000Z')
  const last = async (card: Row) => (await ana.get(`/clients/${card.id}`)).body.lastActivityAt
  expect(await last(served)).toBe('2026-03-09T09:00:00.000Z')
  expect(await last(called)).toBe('2026-03-08T12:00:00.000Z')
  expect(ids(await petra.list('clients', { lastActivityAt_lte: '$now-60d' }, ['lastActivityAt', 'ASC']))).toEqual([
    quiet.id,
  ])
  expect(ids({ body: (await petra.get('/widgets/directory/quiet')).body.records })).toEqual([quiet.id])
  expect([403, 404]).toContain((await will.get('/widgets/directory/quiet')).status)
  expect(ids(await petra.list('projects', { client: served.id }))).toHaveLength(1)
})

it('S3.5 a client, person or company, has several numbers and his vehicles; a number that is known warns', async () => {
  const numbers = ['+40 722 333 444', '021 555 66 77']
  const card = await ana.make('clients', { name: 'Ivan', phones: numbers })
  const firm = await ana.make('companies', { name: 'Taxi', phones: ['0722 333 444', '0733 111 222'] })
  const car = await ana.make('assets', { name: 'Logan', client: card.id, plate: 'B 12 ABC' })
  await ana.make('assets', { name: 'Duster', company: firm.id })
  expect((await ana.get(`/clients/${card.id}`)).body.phones).toEqual(numbers)
  expect(ids(await petra.list('assets', { client: card.id }))).toEqual([car.id])
  expect(ids(await petra.list('assets', { q: 'b 12' }))).toEqual([car.id])
  const again = await ana.make('clients', { name: 'Ivan P.', phones: ['0722-333-444'] })
  expect(again.similar).toEqual([card.id])
  expect((await ana.make('clients', { name: 'New', phones: ['0722 333 445'] })).similar).toEqual([])
  const asked = await petra.get('/directory/similar?phone=0722333444')
  expect(ids(asked).sort()).toEqual([card.id, again.id, firm.id].sort())
  expect((await will.get('/directory/similar?phone=0722333444')).status).toBe(403)
  expect((await will.list('assets')).status).toBe(403)
  expect((await ana.post('/clients', { name: 'Bad', phones: ['not a number'] })).status).toBe(422)
})

it('S3.19 calls and messages with a client stand in one story with the work done for him', async () => {
  const card = await ana.make('clients', { name: 'Oleg' })
  for (const kind of ['call', 'message', 'email', 'meeting'])
    await petra.make('interactions', { client: card.id, kind, text: kind })
  const found = await ana.get(`/clients/${card.id}?embed=${encodeURIComponent('["interactions"]')}`)
  expect(found.status).toBe(200)
  const [embedded] = Object.values(found.body._embed ?? { interactions: found.body.interactions })
  expect((embedded as Row[]).map(({ text }) => text).sort()).toEqual(['call', 'email', 'meeting', 'message'])
  expect([403, 404]).toContain((await will.get(`/clients/${card.id}`)).status)
})
