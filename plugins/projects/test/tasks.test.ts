import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Member } from '../../../tests/studio.ts'
import { act, type Crew, ids, openCrew, type Row } from './crew.ts'

let crew: Crew
let studio: Crew['studio']
let pm: Member
let w1: Member
let w2: Member
let stranger: Member
let home: Row

beforeAll(async () => {
  crew = await openCrew()
  ;({ studio, pm, w1, w2 } = crew)
  stranger = await studio.person('Sven', 'worker')
})
beforeEach(async () => {
  studio.setNow('2026-03-10T09:00:00.000Z')
  home = await crew.project()
})
afterAll(() => crew?.close())

const task = (values: object = {}, by = pm) => crew.task(home, values, by)

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
    const foreign = await crew.project({}, [w2])
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
