import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Member } from '../../../tests/studio.ts'
import { type Crew, ids, openCrew } from './crew.ts'

let crew: Crew
let studio: Crew['studio']
let project: Crew['project']
let task: Crew['task']
let admin: Member
let pm: Member
let otherPm: Member
let w1: Member
let w2: Member
let observer: Member

beforeAll(async () => {
  crew = await openCrew()
  ;({ studio, project, task, admin, pm, otherPm, w1, w2 } = crew)
  observer = await studio.person('Olga', 'observer')
})
afterAll(() => crew?.close())

describe('members', () => {
  it('whoever is added sees the project, and no longer once removed; what he finished keeps his name', async () => {
    const made = await project({}, [])
    expect((await w1.get(`/projects/${made.id}`)).status).toBe(404)
    const member = await pm.make('project-members', { project: made.id, person: w1.id })
    expect((await w1.get(`/projects/${made.id}`)).status).toBe(200)
    const [done, open] = [await task(made, { assignees: [w1.id] }), await task(made, { assignees: [w1.id] })]
    await w1.post(`/tasks/${done.id}/start`)
    await w1.post(`/tasks/${done.id}/complete`)
    await pm.post(`/projects/${made.id}/watch`)
    expect((await pm.del(`/project-members/${member.id}`)).status).toBe(200)
    for (const path of [`/projects/${made.id}`, `/tasks/${done.id}`, `/tasks/${open.id}`])
      expect((await w1.get(path)).status).toBe(404)
    expect((await pm.get(`/tasks/${done.id}`)).body).toMatchObject({ assignees: [w1.id], completedBy: w1.id })
    expect((await pm.get(`/tasks/${open.id}`)).body.assignees).toEqual([])
  })

  it('nobody is a member twice', async () => {
    const made = await project()
    expect((await pm.post('/project-members', { project: made.id, person: w1.id })).status).toBe(409)
  })

  it('the manager of a project always leads it', async () => {
    const made = await project({}, [])
    const [own] = (await pm.list('project-members', { project: made.id })).body
    expect(own).toMatchObject({ person: pm.id, role: 'lead' })
    expect((await pm.patch(`/project-members/${own.id}`, { role: 'member' })).body.code).toBe('projects.manager_leads')
    await pm.patch(`/projects/${made.id}`, { manager: otherPm.id })
    expect((await otherPm.patch(`/projects/${made.id}`, { name: 'Mine' })).status).toBe(200)
    await pm.del(
      `/project-members/${(await pm.list('project-members', { project: made.id, person: otherPm.id })).body[0].id}`,
    )
    expect((await admin.get(`/projects/${made.id}`)).body.manager).toBeNull()
  })

  it('a worker adds nobody, unless he holds the right or leads the project', async () => {
    const made = await project({}, [w1])
    expect((await w1.post('/project-members', { project: made.id, person: w2.id })).status).toBe(403)
    const allowed = await studio.person('Stan', 'worker', {
      may: [
        { resource: 'project-members', rule: { action: 'manage' } },
        { resource: 'projects', rule: { action: 'read' } },
      ],
    })
    expect((await allowed.post('/project-members', { project: made.id, person: w2.id })).status).toBe(201)
    expect((await allowed.patch(`/projects/${made.id}`, { name: 'No' })).status).toBe(403)
  })

  it('an observer of a project sees its tasks and moves none', async () => {
    const made = await project({}, [])
    await pm.make('project-members', { project: made.id, person: observer.id, role: 'observer' })
    await pm.make('project-members', { project: made.id, person: w2.id, role: 'observer' })
    const one = await task(made)
    for (const person of [observer, w2]) {
      expect((await person.get(`/tasks/${one.id}`)).status).toBe(200)
      expect((await person.post(`/tasks/${one.id}/start`)).status).toBe(403)
      expect((await person.post('/tasks', { project: made.id, title: 'X' })).status).toBe(403)
    }
    expect((await pm.patch(`/tasks/${one.id}`, { assignees: [w2.id] })).status).toBe(422)
  })
})

describe('what a worker knows of clients', () => {
  it('nothing without a task for them, and with one the name only', async () => {
    const other = await admin.make('clients', { name: 'Cora', phones: ['0799 000 000'], email: 'cora@mail.example' })
    const made = await project({ client: other.id })
    expect((await w1.get(`/clients/${other.id}`)).status).toBe(404)
    const one = await task(made, { assignees: [w1.id] })
    const seen = await w1.get(`/clients/${other.id}`)
    expect(seen.status).toBe(200)
    expect(Object.keys(seen.body).filter((name) => !['id', 'version', 'archivedAt', '_can'].includes(name))).toEqual([
      'name',
    ])
    expect((await w1.list('clients', { q: '799' })).body).toEqual([])
    expect((await w2.get(`/clients/${other.id}`)).status).toBe(404)
    await pm.patch(`/tasks/${one.id}`, { assignees: [] })
    expect((await w1.get(`/clients/${other.id}`)).status).toBe(404)
  })
})

it('work for a client is activity with him: a project begun today takes him off the list of the quiet', async () => {
  studio.setNow('2026-01-02T09:00:00.000Z')
  const quiet = await admin.make('clients', { name: 'Quinn' })
  studio.setNow('2026-03-10T09:00:00.000Z')
  const isQuiet = async () => ids(await pm.list('clients', { lastActivityAt_lte: '$now-60d' })).includes(quiet.id)
  expect(await isQuiet()).toBe(true)
  await project({ client: quiet.id }, [])
  await studio.platform.events.drain()
  expect(await isQuiet()).toBe(false)
})
