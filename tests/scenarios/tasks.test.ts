import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Member, openStudio, type Studio } from '../studio.ts'
import { type Listener, listen } from './live.ts'
import { anotherWorker } from './worker.ts'

type Row = { id: string; title: string; [name: string]: unknown }
let studio: Studio
let ana: Member
let petra: Member
let will: Member
let wanda: Member
let sven: Member
let home: Row

beforeAll(async () => {
  studio = await openStudio()
  ana = await studio.person('Ana', 'admin')
  petra = await studio.person('Petra', 'manager')
  will = await studio.person('Will', 'worker')
  wanda = await studio.person('Wanda', 'worker', { zone: 'America/New_York' })
  sven = await studio.person('Sven', 'worker')
})
beforeEach(async () => {
  studio.setNow('2026-03-10T09:00:00.000Z')
  home = await petra.make('projects', { name: 'P' })
  for (const person of [will, wanda]) await petra.make('project-members', { project: home.id, person: person.id })
})
afterAll(() => studio?.close())

const task = (values: object = {}, by = petra): Promise<Row> =>
  by.make('tasks', { project: home.id, title: 'T', ...values })
const ids = (answer: { body: Row[] }) => answer.body.map(({ id }) => id)
const titles = (answer: { body: Row[] }) => answer.body.map(({ title }) => title)
const act = (person: Member, one: Row, action: string) => person.post(`/tasks/${one.id}/${action}`)
const assigned = async (one: Row) =>
  (await studio.told('projects.task.assigned')).filter((payload: Row) => payload.task === one.id)

it('S0.5 a worker has his own task and not his colleague’s in list, board, search, export and live messages, and none once it is taken away', async () => {
  await studio.platform.events.start()
  const address = await studio.platform.app.listen({ port: 0, host: '127.0.0.1' })
  const live: Listener = await listen(address, will.cookie)
  const [mine, other] = [
    await task({ title: 'Alpha one', assignees: [will.id] }),
    await task({ title: 'Alpha two', assignees: [wanda.id] }),
  ]
  const here = { project: home.id }
  expect(ids(await will.list('tasks', here))).toEqual([mine.id])
  expect(ids(await will.list('tasks', { ...here, status: 'pending' }))).toEqual([mine.id])
  expect(ids(await will.list('tasks', { ...here, q: 'alpha' }))).toEqual([mine.id])
  expect((await will.get('/tasks/export')).text).toContain('Alpha one')
  expect((await will.get('/tasks/export')).text).not.toContain('Alpha two')
  expect((await will.get(`/tasks/${other.id}`)).status).toBe(404)
  for (const answer of [
    await will.patch(`/tasks/${other.id}`, { title: 'Mine' }),
    await act(will, other, 'start'),
    await will.get(`/tasks/${other.id}/history`),
  ])
    expect(answer.status).toBe(404)
  await live.until(({ id }) => id === mine.id)
  await petra.patch(`/tasks/${other.id}`, { title: 'Changed' })
  await petra.patch(`/tasks/${mine.id}`, { title: 'Changed too' })
  await live.until(({ id, version }) => id === mine.id && Number(version) > 1)
  expect(live.messages.map(({ id }) => id)).not.toContain(other.id)
  await petra.patch(`/tasks/${mine.id}`, { assignees: [wanda.id] })
  expect((await will.get(`/tasks/${mine.id}`)).status).toBe(404)
  expect(ids(await will.list('tasks', here))).toEqual([])
  await live.leave()
})

it('S0.9 S2.18 whoever works sees what he has to do by his own days, what is overdue, and what he did lately', async () => {
  const due = (title: string, dueAt: string | null) => task({ title, dueAt, assignees: [will.id, wanda.id] })
  await due('Last week', '2026-03-03T09:00:00.000Z')
  await due('Tonight', '2026-03-10T21:30:00.000Z')
  // Half past midnight in Bucharest, and still this evening in New York.
  await due('Half past midnight', '2026-03-10T22:30:00.000Z')
  await due('Next week', '2026-03-17T09:00:00.000Z')
  await due('Some day', null)
  const done = await due('Finished', null)
  await act(will, done, 'start')
  await act(will, done, 'complete')
  await task({ title: 'Of another', assignees: [wanda.id] })
  const agenda = async (person: Member) => {
    const { body } = await person.get('/projects/agenda')
    const groups = body.groups as { name: string; tasks: Row[] }[]
    return Object.fromEntries(groups.map(({ name, tasks }) => [name, tasks.map(({ title }) => title)]))
  }
  expect(await agenda(will)).toMatchObject({
    overdue: ['Last week'],
    today: ['Tonight'],
    tomorrow: ['Half past midnight'],
    later: ['Next week'],
    undated: ['Some day'],
    done: ['Finished'],
  })
  expect(await agenda(wanda)).toMatchObject({ today: ['Tonight', 'Half past midnight'], tomorrow: [], done: [] })
  const upcoming = (await will.get('/widgets/projects/upcoming')).body
  expect(titles({ body: upcoming.records })).toEqual(['Last week', 'Tonight', 'Half past midnight', 'Next week'])
  expect((await will.get('/widgets/projects/overdue')).body.count).toBe(1)
  expect((await sven.get('/widgets/projects/upcoming')).body.records).toEqual([])
})

it('S0.12 tasks stand by priority, then by due time; what is due soon is told once, also by a worker that begins again', async () => {
  const due = (title: string, priority: string, dueAt: string) => task({ title, priority, dueAt })
  await due('Low, today', 'low', '2026-03-10T12:00:00.000Z')
  await due('Urgent, late', 'urgent', '2026-03-20T12:00:00.000Z')
  await due('Urgent, soon', 'urgent', '2026-03-12T12:00:00.000Z')
  const soon = await due('High', 'high', '2026-03-11T08:00:00.000Z')
  expect(titles(await petra.list('tasks', { project: home.id }, ['urgency', 'ASC']))).toEqual([
    'Urgent, soon',
    'Urgent, late',
    'High',
    'Low, today',
  ])
  const { events } = studio.platform
  const run = async () => {
    await events.enqueueJob({ tenantId: studio.tenantId, plugin: 'projects', job: 'dueSoon' })
    await events.drain()
  }
  const alerts = async () =>
    (await studio.told('projects.task.due_soon')).filter((payload: Row) => payload.task === soon.id)
  await run()
  await run()
  expect(await alerts()).toEqual([{ task: soon.id, dueAt: '2026-03-11T08:00:00.000Z' }])
  await events.stop()
  const next = await anotherWorker(studio.platform)
  await next.enqueueJob({ tenantId: studio.tenantId, plugin: 'projects', job: 'dueSoon' })
  await next.drain()
  expect(await alerts()).toHaveLength(1)
  await petra.patch(`/tasks/${soon.id}`, { dueAt: '2026-03-11T08:30:00.000Z' })
  await next.enqueueJob({ tenantId: studio.tenantId, plugin: 'projects', job: 'dueSoon' })
  await next.drain()
  expect(await alerts()).toHaveLength(2)
  await next.stop()
})

it('S0.16 the three columns hold what the filtered lists hold, and each move is written with who, when, from and to', async () => {
  const [one] = [await task({ assignees: [will.id] }), await task(), await task()]
  const columns = async () => {
    const count = async (status: string) =>
      Number(String((await petra.list('tasks', { project: home.id, status })).headers['content-range']).split('/')[1])
    return [await count('pending'), await count('in-progress'), await count('completed')]
  }
  expect(await columns()).toEqual([3, 0, 0])
  studio.setNow('2026-03-10T10:00:00.000Z')
  await act(will, one, 'start')
  expect(await columns()).toEqual([2, 1, 0])
  studio.setNow('2026-03-10T11:00:00.000Z')
  await act(will, one, 'complete')
  expect(await columns()).toEqual([2, 0, 1])
  const history = (await petra.get(`/tasks/${one.id}/history`)).body
  const moves = history.map(({ action, at, actor, before, after }: Record<string, Record<string, string>>) => [
    action,
    at,
    actor?.label,
    before?.status,
    after?.status,
  ])
  expect(moves.slice(0, 2)).toEqual([
    ['complete', '2026-03-10T11:00:00.000Z', 'Will', 'in-progress', 'completed'],
    ['start', '2026-03-10T10:00:00.000Z', 'Will', 'pending', 'in-progress'],
  ])
})

it('S0.17 S2.9 a manager gives a task to a member, who is told; to nobody else; and a worker does not pass on what he was given', async () => {
  const one = await task({ title: 'Given', assignees: [will.id] })
  expect(await assigned(one)).toEqual([{ task: one.id, project: home.id, person: will.id, giver: petra.id }])
  expect(titles(await will.list('tasks', { project: home.id }))).toEqual(['Given'])
  const refused = await petra.patch(`/tasks/${one.id}`, { assignees: [sven.id] })
  expect(refused.status).toBe(422)
  expect(refused.body.fields).toMatchObject([{ path: 'assignees', code: 'tasks.assignee_not_member' }])
  const reassigned = await will.patch(`/tasks/${one.id}`, { assignees: [wanda.id] })
  expect(reassigned.status).toBe(403)
  expect((await wanda.get(`/tasks/${one.id}`)).status).toBe(404)
})

it('S0.18 a worker moves his own task step by step and changes nothing else of it; another’s is not there', async () => {
  const price = { amount: 100, currency: 'EUR' }
  const one = await task({ assignees: [will.id], price, dueAt: '2026-03-12T09:00:00.000Z' })
  expect((await act(will, one, 'complete')).status).toBe(409)
  expect((await act(will, one, 'start')).body.status).toBe('in-progress')
  expect((await act(will, one, 'start')).status).toBe(409)
  for (const change of [
    { title: 'X' },
    { price: { amount: 900, currency: 'EUR' } },
    { dueAt: '2027-01-01T00:00:00.000Z' },
    { assignees: [wanda.id] },
    { status: 'completed' },
  ]) {
    const refused = await will.patch(`/tasks/${one.id}`, change)
    expect([403, 422]).toContain(refused.status)
    if (!('status' in change)) expect(refused.status).toBe(403)
  }
  expect((await act(wanda, one, 'pause')).status).toBe(404)
  expect((await act(will, one, 'complete')).body).toMatchObject({ status: 'completed', title: 'T' })
  expect((await act(will, one, 'cancel')).status).toBe(403)
})

it('S2.16 S2.17 staff make tasks on their own projects and hand them to colleagues there, who are told', async () => {
  const own = await task({ title: 'By Will', assignees: [will.id] }, will)
  expect(own.givenBy).toBe(will.id)
  expect([403, 404]).toContain((await sven.post('/tasks', { project: home.id, title: 'X' })).status)
  expect((await will.patch(`/tasks/${own.id}`, { assignees: [wanda.id] })).status).toBe(200)
  expect(await assigned(own)).toEqual([
    { task: own.id, project: home.id, person: will.id, giver: will.id },
    { task: own.id, project: home.id, person: wanda.id, giver: will.id },
  ])
  expect((await wanda.get(`/tasks/${own.id}`)).status).toBe(200)
  const refused = await will.patch(`/tasks/${own.id}`, { assignees: [sven.id] })
  expect(refused.status).toBe(422)
  expect((await sven.get(`/tasks/${own.id}`)).status).toBe(404)
})

it('S2.61 whether a manager or a colleague gave it, the task says who, and its new owner is told', async () => {
  const byManager = await task({ assignees: [wanda.id] })
  const byColleague = await task({ assignees: [wanda.id] }, will)
  expect([byManager.givenBy, byColleague.givenBy]).toEqual([petra.id, will.id])
  expect((await assigned(byManager)).map(({ giver, person }) => [giver, person])).toEqual([[petra.id, wanda.id]])
  expect((await assigned(byColleague)).map(({ giver, person }) => [giver, person])).toEqual([[will.id, wanda.id]])
  expect((await sven.get(`/tasks/${byManager.id}`)).status).toBe(404)
  expect([403, 404, 422]).toContain((await will.patch(`/tasks/${byManager.id}`, { givenBy: will.id })).status)
  expect((await ana.get(`/tasks/${byManager.id}`)).body.givenBy).toBe(petra.id)
})

it('S2.63 a project takes on staff from an administrator or from staff who may, and from nobody else', async () => {
  const trusted = await studio.person('Tina', 'worker', {
    may: [
      { resource: 'projects', rule: { action: 'read' } },
      { resource: 'project-members', rule: { action: 'manage' } },
    ],
  })
  const entry = { project: home.id, person: sven.id }
  expect((await will.post('/project-members', entry)).status).toBe(403)
  expect([403, 404, 422]).toContain((await sven.post('/project-members', entry)).status)
  expect((await sven.get(`/projects/${home.id}`)).status).toBe(404)
  const member = await trusted.post('/project-members', entry)
  expect(member.status).toBe(201)
  expect((await sven.get(`/projects/${home.id}`)).status).toBe(200)
  expect((await ana.del(`/project-members/${member.body.id}`)).status).toBe(200)
  expect((await ana.post('/project-members', entry)).status).toBe(201)
})
