import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Office, openOffice } from './office.ts'

let office: Office
let project: { id: string }
let kind: { id: string; name: string }

beforeAll(async () => {
  office = await openOffice()
  const { petra, will, wanda } = office
  project = await petra.make('projects', { name: 'P' })
  for (const { id: person } of [will, wanda]) await petra.make('project-members', { project: project.id, person })
  kind = await office.kind({ consumes: false })
})
afterAll(() => office?.close())

const task = (values: object) => office.petra.make('tasks', { project: project.id, ...values })

it('S0.42 who approves leave sees the open work that falls into it', async () => {
  const { petra, will, wanda, ask, act } = office
  await task({ title: 'Poster', assignees: [will.id], dueAt: '2026-04-21T10:00:00.000Z' })
  await task({ title: 'Later', assignees: [will.id], dueAt: '2026-04-27T10:00:00.000Z' })
  await task({ title: 'Hers', assignees: [wanda.id], dueAt: '2026-04-21T10:00:00.000Z' })
  const done = await task({ title: 'Done', assignees: [will.id], dueAt: '2026-04-21T10:00:00.000Z' })
  await petra.post(`/tasks/${done.id}/cancel`)
  const asked = await ask(will, kind, '2026-04-20', '2026-04-22')
  const work = await petra.get(`/leave/requests/${asked.body.id}/work`)
  expect(work.body).toMatchObject([{ resource: 'tasks', title: 'Poster', dueAt: '2026-04-21T10:00:00.000Z' }])
  expect((await wanda.get(`/leave/requests/${asked.body.id}/work`)).status).toBe(404)
  await act(petra, asked, 'approve')
})
it('S0.42 whoever gives work to somebody on approved leave is warned and told who is free; nothing else is', async () => {
  const { anna, petra, will, wanda, ask } = office
  const dueAt = '2026-04-22T12:00:00.000Z'
  const warned = await task({ title: 'Flyer', assignees: [will.id], dueAt })
  expect(warned._warnings).toMatchObject([{ code: 'leave.assignee_away' }])
  const [{ message }] = warned._warnings
  for (const name of ['Will', 'Wanda', 'Anna']) expect(message).toContain(name)
  expect(await task({ title: 'Hers', assignees: [wanda.id], dueAt })).not.toHaveProperty('_warnings')
  const free = await task({ title: 'After', assignees: [will.id], dueAt: '2026-04-23T12:00:00.000Z' })
  expect(free).not.toHaveProperty('_warnings')
  const moved = await petra.patch(`/tasks/${free.id}`, { dueAt })
  expect(moved.body._warnings).toHaveLength(1)
  expect((await petra.patch(`/tasks/${free.id}`, { title: 'Other' })).body).not.toHaveProperty('_warnings')
  expect((await petra.get(`/tasks/${free.id}`)).body).not.toHaveProperty('_warnings')
  await ask(wanda, kind, '2026-04-22')
  expect((await task({ title: 'Only asked', assignees: [wanda.id], dueAt }))._warnings).toBeUndefined()
  const found = await anna.get(`/leave/availability?persons=${will.id},${wanda.id}&at=${dueAt}`)
  expect(found.body.away).toMatchObject([{ id: will.id, until: '2026-04-22' }])
  expect(found.body.free.map(({ name }: { name: string }) => name)).toEqual(['Anna', 'Petra'])
})
