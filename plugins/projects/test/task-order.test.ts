import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Member } from '../../../tests/studio.ts'
import { act, type Crew, ids, openCrew, type Row } from './crew.ts'

let crew: Crew
let studio: Crew['studio']
let admin: Member
let pm: Member
let home: Row

beforeAll(async () => {
  crew = await openCrew()
  ;({ studio, admin, pm } = crew)
})
beforeEach(async () => {
  studio.setNow('2026-03-10T09:00:00.000Z')
  home = await crew.project()
})
afterAll(() => crew?.close())

const task = (values: object = {}, by = pm) => crew.task(home, values, by)

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
