import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Member, openStudio, type Studio } from '../studio.ts'

type Row = { id: string; [name: string]: unknown }
let studio: Studio
let ana: Member
let petra: Member
let will: Member
let wanda: Member
let clara: Member
let card: Row

beforeAll(async () => {
  studio = await openStudio()
  ana = await studio.person('Ana', 'admin')
  petra = await studio.person('Petra', 'manager')
  will = await studio.person('Will', 'worker')
  wanda = await studio.person('Wanda', 'worker')
  clara = await studio.person('Clara', 'client')
  card = await ana.make('clients', { name: 'Clara', person: clara.id })
})
beforeEach(() => studio.setNow('2026-03-10T09:00:00.000Z'))
afterAll(() => studio?.close())

const ids = (answer: { body: Row[] }) => answer.body.map(({ id }) => id)

async function project(values: object = {}, members: Member[] = [], by = petra): Promise<Row> {
  const made = await by.make('projects', { name: 'P', ...values })
  for (const person of members) await by.make('project-members', { project: made.id, person: person.id })
  return made
}

it('S0.8 the home page counts the ongoing projects of whoever looks, and one less once it is archived', async () => {
  const count = async (person: Member) => (await person.get('/widgets/projects/ongoing')).body.count
  const before = await count(ana)
  const [one] = [await project({}, [will]), await project({})]
  expect([await count(ana), await count(will), await count(wanda)]).toEqual([before + 2, 1, 0])
  await petra.post(`/projects/${one.id}/archive`)
  expect([await count(ana), await count(will)]).toEqual([before + 1, 0])
  await petra.post(`/projects/${one.id}/restore`)
  await petra.post(`/projects/${one.id}/close`)
  expect(await count(will)).toBe(0)
})

it('S0.13 administrators and managers make, read, change and delete projects; a worker is refused, and so is a version that is out of date', async () => {
  for (const person of [ana, petra]) {
    const made = await person.make('projects', { name: 'Site' })
    expect((await person.get(`/projects/${made.id}`)).body.name).toBe('Site')
    const changed = await person.patch(`/projects/${made.id}`, { name: 'Shop', version: made.version })
    expect(changed.body.name).toBe('Shop')
    const stale = await person.patch(`/projects/${made.id}`, { name: 'Late', version: made.version })
    expect(stale.status).toBe(409)
    const header = await person.call('PATCH', `/projects/${made.id}`, { name: 'Late' }, { 'if-match': '"1"' })
    expect(header.status).toBe(409)
    expect((await person.del(`/projects/${made.id}`)).status).toBe(200)
    expect((await person.get(`/projects/${made.id}`)).status).toBe(404)
  }
  const shared = await project({}, [will])
  for (const person of [will, clara]) expect((await person.post('/projects', { name: 'X' })).status).toBe(403)
  expect((await will.patch(`/projects/${shared.id}`, { name: 'X' })).status).toBe(403)
  expect((await will.put(`/projects/${shared.id}`, { name: 'X' })).status).toBe(403)
  expect((await will.del(`/projects/${shared.id}`)).status).toBe(403)
  expect((await wanda.patch(`/projects/${shared.id}`, { name: 'X' })).status).toBe(404)
})

it('S0.14 S2.8 a worker sees a project from the moment he is added, is told of it, and loses it with his place; what he did keeps his name', async () => {
  const made = await project()
  expect((await will.get(`/projects/${made.id}`)).status).toBe(404)
  const member = await petra.make('project-members', { project: made.id, person: will.id })
  expect((await will.get(`/projects/${made.id}`)).status).toBe(200)
  expect((await wanda.get(`/projects/${made.id}`)).status).toBe(404)
  const added = await studio.told('projects.project-members.created')
  expect(added.filter(({ id }: Row) => id === member.id)).toHaveLength(1)
  const done = await petra.make('tasks', { project: made.id, title: 'Done', assignees: [will.id] })
  const open = await petra.make('tasks', { project: made.id, title: 'Open', assignees: [will.id] })
  await will.post(`/tasks/${done.id}/start`)
  await will.post(`/tasks/${done.id}/complete`)
  for (const person of [will, clara])
    expect([403, 404]).toContain((await person.del(`/project-members/${member.id}`)).status)
  expect((await petra.del(`/project-members/${member.id}`)).status).toBe(200)
  for (const url of [`/projects/${made.id}`, `/tasks/${done.id}`, `/tasks/${open.id}`])
    expect((await will.get(url)).status).toBe(404)
  expect((await petra.get(`/tasks/${done.id}`)).body).toMatchObject({ completedBy: will.id, assignees: [will.id] })
  expect((await petra.get(`/tasks/${open.id}`)).body.assignees).toEqual([])
})

it('S0.15 a project has a deadline, objectives and a client; no end before its start, no client of another business', async () => {
  const north = await studio.business({ slug: 'north' })
  const nora = await north.person('Nora', 'admin')
  const foreign = await nora.make('clients', { name: 'Foreign' })
  const values = { deadline: '2026-06-01', objectives: 'Sell more', client: card.id, startsOn: '2026-03-01' }
  const made = await project(values)
  expect((await ana.get(`/projects/${made.id}`)).body).toMatchObject(values)
  const backwards = await petra.patch(`/projects/${made.id}`, { endsOn: '2026-02-28' })
  expect(backwards.status).toBe(422)
  expect(backwards.body.fields).toMatchObject([{ path: 'endsOn' }])
  for (const answer of [
    await petra.post('/projects', { name: 'X', client: foreign.id }),
    await petra.patch(`/projects/${made.id}`, { client: foreign.id }),
  ]) {
    expect(answer.status).toBe(422)
    expect(answer.body.fields).toMatchObject([{ path: 'client' }])
  }
})

it('S0.20 a client sees how far his project is, and neither notes nor rates nor another’s', async () => {
  const other = await studio.person('Cora', 'client')
  const made = await project({ client: card.id, internalNotes: 'slow payer', budget: { amount: 5, currency: 'EUR' } })
  const price = { amount: 700, currency: 'EUR' }
  const task = await petra.make('tasks', { project: made.id, title: 'Visible', notes: 'secret', price })
  expect((await clara.get(`/projects/${made.id}`)).body.status).toBe('active')
  expect((await clara.list('tasks', { project: made.id })).body).toMatchObject([{ status: 'pending' }])
  for (const url of [`/projects/${made.id}`, `/tasks/${task.id}`, '/tasks/export', `/tasks/${task.id}/history`])
    expect((await clara.get(url)).text).not.toMatch(/slow payer|secret|:700\b|budget|price/)
  for (const url of [`/projects/${made.id}`, `/tasks/${task.id}`]) expect((await other.get(url)).status).toBe(404)
})

it('S2.10 a closed project takes no new work and can be read; an archived one leaves the lists; both come back, and it is written who did it', async () => {
  const made = await project({}, [will])
  const task = await petra.make('tasks', { project: made.id, title: 'T', assignees: [will.id] })
  for (const step of ['close', 'archive']) expect((await will.post(`/projects/${made.id}/${step}`)).status).toBe(403)
  expect((await petra.post(`/projects/${made.id}/close`)).body.status).toBe('closed')
  expect((await petra.post('/tasks', { project: made.id, title: 'New' })).status).toBe(409)
  expect((await will.post(`/tasks/${task.id}/start`)).status).toBe(409)
  expect((await will.get(`/projects/${made.id}`)).status).toBe(200)
  expect((await petra.post(`/projects/${made.id}/close`)).status).toBe(409)
  expect((await petra.post(`/projects/${made.id}/reopen`)).body.status).toBe('active')
  expect((await petra.post('/tasks', { project: made.id, title: 'New' })).status).toBe(201)
  await petra.post(`/projects/${made.id}/archive`)
  expect(ids(await petra.list('projects'))).not.toContain(made.id)
  expect(ids(await petra.list('projects', { archived: true }))).toContain(made.id)
  expect((await petra.get(`/projects/${made.id}`)).status).toBe(200)
  await petra.post(`/projects/${made.id}/restore`)
  const history = (await ana.get(`/projects/${made.id}/history`)).body
  const steps = history.map(({ action, actor }: { action: string; actor: { label: string } }) => [action, actor.label])
  expect(steps.reverse()).toEqual(
    ['create', 'close', 'reopen', 'archive', 'restore'].map((action) => [action, 'Petra']),
  )
})

it('S2.35 a project has a company, a client, tasks and staff; it is found by each, and keeps them in the archive', async () => {
  const company = await ana.make('companies', { name: 'Firm' })
  const made = await project({ company: company.id, client: card.id }, [wanda])
  await project({})
  const task = await petra.make('tasks', { project: made.id, title: 'T', assignees: [wanda.id] })
  for (const filter of [
    { company: company.id },
    { 'members.person': wanda.id },
    { 'tasks.assignees': wanda.id },
    { client: card.id, company: company.id },
  ])
    expect(ids(await petra.list('projects', filter))).toEqual([made.id])
  await petra.post(`/projects/${made.id}/archive`)
  expect((await petra.get(`/projects/${made.id}`)).body).toMatchObject({ company: company.id, client: card.id })
  expect(ids(await petra.list('project-members', { project: made.id, person: wanda.id }))).toHaveLength(1)
  expect(ids(await petra.list('tasks', { project: made.id, archived: true }))).toEqual([task.id])
})

it('S2.48 an archived project takes its tasks along, and restoring brings back exactly those', async () => {
  const made = await project({ client: card.id }, [will])
  const task = (title: string) => petra.make('tasks', { project: made.id, title, assignees: [will.id] })
  const [before, one, two] = [await task('Archived before'), await task('One'), await task('Two')]
  await petra.post(`/tasks/${before.id}/archive`)
  await petra.post(`/projects/${made.id}/archive`)
  expect(ids(await petra.list('tasks', { project: made.id }))).toEqual([])
  expect((await will.post(`/tasks/${one.id}/start`)).status).toBe(409)
  expect((await will.post(`/projects/${made.id}/restore`)).status).toBe(403)
  await petra.post(`/projects/${made.id}/restore`)
  expect(ids(await petra.list('tasks', { project: made.id })).sort()).toEqual([one.id, two.id].sort())
  expect(ids(await petra.list('tasks', { project: made.id, archived: true }))).toEqual([before.id])
  expect((await petra.del(`/projects/${made.id}`)).status).toBe(200)
  expect((await petra.get(`/tasks/${one.id}`)).status).toBe(404)
})
