import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Member } from '../../../tests/studio.ts'
import { act, type Crew, ids, openCrew, type Row } from './crew.ts'

let crew: Crew
let studio: Crew['studio']
let pm: Member
let w1: Member
let home: Row

beforeAll(async () => {
  crew = await openCrew()
  ;({ studio, pm, w1 } = crew)
})
beforeEach(async () => {
  studio.setNow('2026-03-10T09:00:00.000Z')
  home = await crew.project()
})
afterAll(() => crew?.close())

const task = (values: object = {}, by = pm) => crew.task(home, values, by)

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
    const foreign = await crew.project()
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

it('a running task waits in the archive with its project, and goes on when it is restored', async () => {
  const one = await task({ assignees: [w1.id] })
  await act(w1, one, 'start')
  expect((await pm.post(`/projects/${home.id}/archive`)).status).toBe(200)
  expect((await w1.list('tasks', { project: home.id })).body).toEqual([])
  expect((await act(w1, one, 'complete')).status).toBe(409)
  await pm.post(`/projects/${home.id}/restore`)
  expect((await act(w1, one, 'complete')).status).toBe(200)
})
