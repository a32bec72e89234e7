import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Member, openStudio, type Studio } from '../../../tests/studio.ts'

type Row = { id: string; title: string; [name: string]: unknown }
let studio: Studio
let admin: Member
let pm: Member
let w1: Member
let w2: Member
let stranger: Member
let home: Row

beforeAll(async () => {
  studio = await openStudio()
  admin = await studio.person('Anna', 'admin')
  pm = await studio.person('Petra', 'manager')
  w1 = await studio.person('Will', 'worker')
  w2 = await studio.person('Wanda', 'worker')
  stranger = await studio.person('Sven', 'worker')
})
beforeEach(async () => {
  studio.setNow('2026-03-10T09:00:00.000Z')
  home = await project()
})
afterAll(() => studio?.close())

async function project(members = [w1, w2]): Promise<Row> {
  const made = await pm.make('projects', { name: 'P' })
  for (const person of members) await pm.make('project-members', { project: made.id, person: person.id })
  return made
}
const task = (values: object = {}, by = pm): Promise<Row> =>
  by.make('tasks', { project: home.id, title: 'T', ...values })
const ids = (answer: { body: Row[] }) => answer.body.map(({ id }) => id)
const act = (person: Member, one: Row, action: string, input: object = {}) =>
  person.post(`/tasks/${one.id}/${action}`, input)

describe('who sees a task', () => {
  it('a worker sees his own and not his colleague’s, in the list, the search and by its address; and none once it is taken away', async () => {
    const mine = await task({ title: 'Alpha', assignees: [w1.id] })
    const other = await task({ title: 'Alpha too', assignees: [w2.id] })
    expect(ids(await w1.list('tasks', { project: home.id }))).toEqual([mine.id])
    expect(ids(await w1.list('tasks', { q: 'alpha', project: home.id }))).toEqual([mine.id])
    expect((await w1.get(`/tasks/${other.id}`)).status).toBe(404)
    expect((await act(w1, other, 'start')).status).toBe(404)
    await pm.patch(`/tasks/${mine.id}`, { assignees: [w2.id] })
    expect((await w1.get(`/tasks/${mine.id}`)).status).toBe(404)
    expect((await stranger.list('tasks')).body).toEqual([])
  })

  it('who watches it sees it', async () => {
    const one = await task({ watchers: [w2.id] })
    expect((await w2.get(`/tasks/${one.id}`)).status).toBe(200)
    expect((await act(w2, one, 'unwatch')).status).toBe(200)
    expect((await w2.get(`/tasks/${one.id}`)).status).toBe(404)
  })
})

describe('giving tasks', () => {
  it('to members of the project only, and the answer names the field', async () => {
    const answer = await pm.post('/tasks', { project: home.id, title: 'T', assignees: [w1.id, stranger.id] })
    expect(answer.status).toBe(422)
    expect(answer.body.fields).toMatchObject([{ path: 'assignees', code: 'tasks.assignee_not_member' }])
  })

  it('each new assignee is told once, by whom', async () => {
    const one = await task({ assignees: [w1.id] })
    await pm.patch(`/tasks/${one.id}`, { assignees: [w1.id, w2.id] })
    await pm.patch(`/tasks/${one.id}`, { title: 'Same people' })
    const told = (await studio.told('projects.task.assigned')).filter((payload) => payload.task === one.id)
    expect(told).toEqual([
      { task: one.id, project: home.id, person: w1.id, giver: pm.id },
      { task: one.id, project: home.id, person: w2.id, giver: pm.id },
    ])
    expect(one.givenBy).toBe(pm.id)
  })

  it('a worker makes tasks on his projects, for himself or a colleague, and on no other', async () => {
    const own = await task({ title: 'Mine', assignees: [w1.id] }, w1)
    expect((await w1.patch(`/tasks/${own.id}`, { assignees: [w2.id], title: 'Yours' })).body.givenBy).toBe(w1.id)
    expect((await w2.get(`/tasks/${own.id}`)).status).toBe(200)
    expect((await w1.patch(`/tasks/${own.id}`, { assignees: [stranger.id] })).status).toBe(422)
    const foreign = await project([w2])
    expect((await w1.post('/tasks', { project: foreign.id, title: 'X' })).status).toBe(404)
    expect(ids(await pm.list('tasks', { project: foreign.id }))).toEqual([])
    expect(
      (await w1.post('/tasks', { project: home.id, title: 'X', price: { amount: 1, currency: 'EUR' } })).status,
    ).toBe(403)
  })

  it('a worker changes nothing of what others gave him but its progress', async () => {
    const one = await task({ assignees: [w1.id], dueAt: '2026-03-20T10:00:00Z' })
    const changes = {
      title: 'X',
      price: { amount: 1, currency: 'EUR' },
      dueAt: '2026-04-20T10:00:00Z',
      assignees: [w2.id],
      priority: 'low',
    }
    for (const [name, value] of Object.entries(changes)) {
      const answer = await w1.patch(`/tasks/${one.id}`, { [name]: value })
      expect([name, answer.status]).toEqual([name, 403])
    }
    expect((await act(w1, one, 'start')).status).toBe(200)
    expect((await act(w1, one, 'cancel')).status).toBe(403)
    expect((await w1.del(`/tasks/${one.id}`)).status).toBe(403)
  })
})

describe('the way of a task', () => {
  it('pending, in progress, completed, with who and when; no step is skipped', async () => {
    const one = await task({ assignees: [w1.id] })
    expect((await act(w1, one, 'complete')).status).toBe(409)
    expect((await act(w1, one, 'start')).body.status).toBe('in-progress')
    expect((await act(w1, one, 'start')).status).toBe(409)
    expect((await act(w1, one, 'pause')).body.status).toBe('pending')
    await act(w1, one, 'start')
    expect((await act(w1, one, 'complete')).body).toMatchObject({
      status: 'completed',
      completedAt: '2026-03-10T09:00:00.000Z',
      completedBy: w1.id,
    })
    expect((await act(w1, one, 'reopen')).body).toMatchObject({
      status: 'pending',
      completedAt: null,
      completedBy: null,
    })
    expect((await act(pm, one, 'cancel')).body.status).toBe('cancelled')
    expect((await pm.patch(`/tasks/${one.id}`, { status: 'completed' })).status).toBe(422)
  })

  it('what it waits for must be completed first; what was cancelled is waited for no longer', async () => {
    const [first, second] = [await task(), await task()]
    const last = await task({ assignees: [w1.id], dependsOn: [first.id, second.id] })
    await act(w1, last, 'start')
    const refused = await act(w1, last, 'complete')
    expect(refused.status).toBe(409)
    expect(refused.body).toMatchObject({
      code: 'tasks.dependency_open',
      message: '2 tasks that this one waits for are still open.',
    })
    await act(pm, second, 'cancel')
    await act(pm, first, 'start')
    await act(pm, first, 'complete')
    expect((await act(w1, last, 'complete')).status).toBe(200)
  })

  it('a task waits neither for itself nor in a circle', async () => {
    const a = await task()
    const b = await task({ dependsOn: [a.id] })
    const c = await task({ dependsOn: [b.id] })
    for (const [one, other] of [
      [a, a],
      [a, b],
      [a, c],
    ] as const) {
      const answer = await pm.patch(`/tasks/${one.id}`, { dependsOn: [other.id] })
      expect(answer.body).toMatchObject({ code: 'tasks.dependency_cycle', status: 422 })
    }
    expect((await pm.patch(`/tasks/${c.id}`, { dependsOn: [a.id, b.id] })).status).toBe(200)
  })

  it('a subtask stays in the project of its task and is not its ancestor', async () => {
    const top = await task()
    const sub = await task({ parent: top.id })
    expect((await pm.patch(`/tasks/${top.id}`, { parent: sub.id })).status).toBe(422)
    const foreign = await project()
    expect((await pm.post('/tasks', { project: foreign.id, title: 'X', parent: top.id })).body.code).toBe(
      'tasks.foreign_parent',
    )
    expect((await pm.patch(`/tasks/${sub.id}`, { project: foreign.id })).status).toBe(422)
  })

  it('it is not due before it starts', async () => {
    expect(
      (await pm.post('/tasks', { project: home.id, title: 'X', startsOn: '2026-03-20', dueAt: '2026-03-19T10:00:00Z' }))
        .body.code,
    ).toBe('tasks.due_before_start')
    // 23:30 UTC of the 19th is the 20th in Bucharest.
    expect(
      (await pm.post('/tasks', { project: home.id, title: 'X', startsOn: '2026-03-20', dueAt: '2026-03-19T23:30:00Z' }))
        .status,
    ).toBe(201)
  })
})

describe('recurring tasks', () => {
  it('completing one leaves the next behind, once, with its people and its unchecked checklist', async () => {
    const one = await task({
      title: 'Weekly',
      assignees: [w1.id],
      dueAt: '2026-03-12T16:00:00Z',
      startsOn: '2026-03-11',
      recurrence: { every: 1, unit: 'week' },
    })
    await pm.make('checklist-items', { task: one.id, title: 'Mail', done: true })
    await act(w1, one, 'start')
    const completed = (await act(w1, one, 'complete')).body
    const next = (await pm.get(`/tasks/${completed.next}`)).body
    expect(next).toMatchObject({
      title: 'Weekly',
      status: 'pending',
      assignees: [w1.id],
      dueAt: '2026-03-19T16:00:00.000Z',
      startsOn: '2026-03-18',
      givenBy: pm.id,
    })
    expect((await pm.list('checklist-items', { task: next.id })).body).toMatchObject([{ title: 'Mail', done: false }])
    await act(w1, one, 'reopen')
    await act(w1, one, 'start')
    expect((await act(w1, one, 'complete')).body.next).toBe(next.id)
    expect(ids(await pm.list('tasks', { title: 'Weekly' }))).toHaveLength(2)
  })
  it('a series that is over leaves nothing, and a rule that means nothing is refused', async () => {
    const one = await task({
      dueAt: '2026-03-12T16:00:00Z',
      recurrence: { every: 1, unit: 'week', until: '2026-03-15' },
    })
    await act(pm, one, 'start')
    expect((await act(pm, one, 'complete')).body.next).toBeNull()
    expect(
      (await pm.post('/tasks', { project: home.id, title: 'X', recurrence: { every: 0, unit: 'week' } })).status,
    ).toBe(422)
    expect(
      (await pm.post('/tasks', { project: home.id, title: 'X', recurrence: { every: 1, unit: 'blue moon' } })).status,
    ).toBe(422)
  })
})

describe('checklists', () => {
  it('who carries out the task ticks its points; others do not', async () => {
    const one = await task({ assignees: [w1.id] })
    const point = await w1.make('checklist-items', { task: one.id, title: 'Look' })
    expect((await w1.patch(`/checklist-items/${point.id}`, { done: true })).body.done).toBe(true)
    expect((await w2.get(`/checklist-items/${point.id}`)).status).toBe(404)
    expect((await w2.post('/checklist-items', { task: one.id, title: 'X' })).status).not.toBe(201)
    expect((await w1.del(`/checklist-items/${point.id}`)).status).toBe(200)
  })
})

describe('order and time', () => {
  it('the list nobody sorted goes by priority, then by due time', async () => {
    const urgentLate = await task({ priority: 'urgent', dueAt: '2026-12-01T10:00:00Z' })
    const normal = await task({})
    const highLate = await task({ priority: 'high', dueAt: '2026-05-01T10:00:00Z' })
    const highSoon = await task({ priority: 'high', dueAt: '2026-04-01T10:00:00Z' })
    expect(ids(await pm.list('tasks', { project: home.id }))).toEqual([
      urgentLate.id,
      highSoon.id,
      highLate.id,
      normal.id,
    ])
    await pm.patch(`/tasks/${normal.id}`, { priority: 'urgent', dueAt: '2026-03-11T10:00:00Z' })
    expect(ids(await pm.list('tasks', { project: home.id }))[0]).toBe(normal.id)
  })

  it('the agenda’s days are the reader’s: half past midnight is tomorrow', async () => {
    const [tokyo, lisbon] = [
      await studio.person('Yuki', 'worker', { zone: 'Asia/Tokyo' }),
      await studio.person('Rui', 'worker', { zone: 'Europe/Lisbon' }),
    ]
    for (const person of [tokyo, lisbon]) await pm.make('project-members', { project: home.id, person: person.id })
    studio.setNow('2026-03-10T12:00:00.000Z')
    const both = [tokyo.id, lisbon.id]
    await task({ title: 'late', assignees: both, dueAt: '2026-03-10T11:00:00Z' })
    await task({ title: 'soon', assignees: both, dueAt: '2026-03-10T15:30:00Z' })
    await task({ title: 'none', assignees: both })
    const done = await task({ title: 'done', assignees: [lisbon.id] })
    await act(lisbon, done, 'start')
    await act(lisbon, done, 'complete')
    const agenda = async (person: Member) =>
      Object.fromEntries(
        (await person.get('/projects/agenda')).body.groups.map((group: { name: string; tasks: Row[] }) => [
          group.name,
          group.tasks.map(({ title }: Row) => title),
        ]),
      )
    expect(await agenda(tokyo)).toEqual({
      overdue: ['late'],
      today: [],
      tomorrow: ['soon'],
      later: [],
      undated: ['none'],
      done: [],
    })
    expect(await agenda(lisbon)).toEqual({
      overdue: ['late'],
      today: ['soon'],
      tomorrow: [],
      later: [],
      undated: ['none'],
      done: ['done'],
    })
    expect((await lisbon.get('/projects/agenda?days=0')).status).toBe(422)
  })

  it('one alert a day before it is due, one more when it is put off, none for what is done', async () => {
    const one = await task({ dueAt: '2026-03-11T08:00:00Z' })
    const far = await task({ dueAt: '2026-03-13T08:00:00Z' })
    const over = await task({ dueAt: '2026-03-11T08:00:00Z' })
    await act(pm, over, 'cancel')
    const run = async () => {
      await studio.platform.events.enqueueJob({ tenantId: studio.tenantId, plugin: 'projects', job: 'dueSoon' })
      await studio.platform.events.drain()
    }
    const alerts = async () =>
      (await studio.told('projects.task.due_soon')).filter(({ task }) => [one.id, far.id, over.id].includes(task))
    await run()
    await run()
    expect(await alerts()).toEqual([{ task: one.id, dueAt: '2026-03-11T08:00:00.000Z' }])
    await pm.patch(`/tasks/${one.id}`, { dueAt: '2026-03-11T08:30:00Z' })
    await run()
    await run()
    expect(await alerts()).toHaveLength(2)
    expect((await admin.list('task-alerts')).status).toBe(403)
  })
})

it('the project of a task is not archived away under a running one without a trace: its history of moves is kept', async () => {
  const one = await task({ assignees: [w1.id] })
  await act(w1, one, 'start')
  expect((await pm.post(`/projects/${home.id}/archive`)).status).toBe(200)
  expect((await w1.list('tasks', { project: home.id })).body).toEqual([])
  expect((await act(w1, one, 'complete')).status).toBe(409)
  await pm.post(`/projects/${home.id}/restore`)
  expect((await act(w1, one, 'complete')).status).toBe(200)
})
