import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Member } from '../../../tests/studio.ts'
import { type Crew, ids, openCrew, type Row } from './crew.ts'

let crew: Crew
let studio: Crew['studio']
let project: Crew['project']
let task: Crew['task']
let admin: Member
let pm: Member
let otherPm: Member
let w1: Member
let client: Member
let card: Row
let firm: Row

beforeAll(async () => {
  crew = await openCrew()
  ;({ studio, project, task, admin, pm, otherPm, w1 } = crew)
  client = await studio.person('Carl', 'client')
  firm = await admin.make('companies', { name: 'CO1' })
  card = await admin.make('clients', {
    name: 'Carl',
    person: client.id,
    companies: [firm.id],
    phones: ['0700 000 001'],
  })
})
afterAll(() => crew?.close())

describe('projects', () => {
  it('what they add to a client is called by their own word', async () => {
    const { body } = await admin.get('/manifest')
    const named = (list: Row[], name: string) => list.find((each) => each.name === name)
    const fields = named(body.resources, 'clients')?.['fields'] as Row[]
    expect(named(fields, 'projects')).toMatchObject({ label: 'projects:resources.clients.fields.projects' })
    expect(named(fields, 'name')).toMatchObject({ label: 'directory:resources.clients.fields.name' })
  })

  it('administrators and managers make, read, change and delete them; workers do not', async () => {
    const made = await project()
    expect(made.number).toMatch(/^P-2026-\d{4}$/)
    expect((await pm.patch(`/projects/${made.id}`, { name: 'Q' })).body.name).toBe('Q')
    expect((await w1.post('/projects', { name: 'W' })).status).toBe(403)
    expect((await w1.patch(`/projects/${made.id}`, { name: 'W' })).status).toBe(403)
    expect((await w1.del(`/projects/${made.id}`)).status).toBe(403)
    expect((await client.post('/projects', { name: 'W' })).status).toBe(403)
    expect((await pm.del(`/projects/${made.id}`)).status).toBe(200)
    expect((await pm.get(`/projects/${made.id}`)).status).toBe(404)
  })

  it('a manager sees all projects and changes those he leads', async () => {
    const made = await project()
    expect((await otherPm.get(`/projects/${made.id}`)).status).toBe(200)
    expect((await otherPm.patch(`/projects/${made.id}`, { name: 'Q' })).status).toBe(403)
    expect((await otherPm.post('/tasks', { project: made.id, title: 'T' })).status).toBe(403)
    await pm.make('project-members', { project: made.id, person: otherPm.id, role: 'lead' })
    expect((await otherPm.patch(`/projects/${made.id}`, { name: 'Q' })).status).toBe(200)
    expect((await otherPm.post('/tasks', { project: made.id, title: 'T' })).status).toBe(201)
  })

  it('keeps deadline, objectives and client; the end is not before the start', async () => {
    const made = await project({
      deadline: '2026-06-01',
      objectives: 'Win',
      client: card.id,
      startsOn: '2026-03-01',
      endsOn: '2026-05-01',
    })
    expect(made).toMatchObject({ deadline: '2026-06-01', objectives: 'Win', client: card.id })
    const answer = await pm.patch(`/projects/${made.id}`, { endsOn: '2026-02-28' })
    expect(answer.status).toBe(422)
    expect(answer.body.fields).toMatchObject([{ path: 'endsOn', code: 'projects.ends_before_start' }])
    const both = await pm.post('/projects', {
      name: 'X',
      startsOn: '2026-03-01',
      endsOn: '2026-02-01',
      deadline: '2026-02-01',
    })
    expect(both.body.fields.map(({ path }: { path: string }) => path)).toEqual(['endsOn', 'deadline'])
  })

  it('a client of nobody’s is refused', async () => {
    expect((await pm.post('/projects', { name: 'X', client: '01890000-0000-7000-8000-000000000000' })).status).toBe(422)
  })

  it('all four combinations of client and company save, and the client sees what follows either link', async () => {
    const none = await project({}, [])
    const own = await project({ client: card.id }, [])
    const company = await project({ company: firm.id }, [])
    const both = await project({ client: card.id, company: firm.id }, [])
    expect([none, own, company, both].map(({ kind }) => kind)).toEqual(['internal', 'client', 'client', 'client'])
    const seen = ids(await client.list('projects'))
    expect(seen).toEqual(expect.arrayContaining([own.id, company.id, both.id]))
    expect(seen).not.toContain(none.id)
    await admin.patch(`/clients/${card.id}`, { companies: [] })
    expect((await client.get(`/projects/${company.id}`)).status).toBe(404)
    expect((await client.get(`/projects/${both.id}`)).status).toBe(200)
    await admin.patch(`/clients/${card.id}`, { companies: [firm.id] })
    expect((await client.get(`/projects/${company.id}`)).status).toBe(200)
  })

  it('a client sees how his tasks come on, and neither budget, notes, prices nor people', async () => {
    const made = await project({
      client: card.id,
      budget: { amount: 100, currency: 'EUR' },
      budgetTime: 3600,
      internalNotes: 'slow',
    })
    const one = await task(made, {
      notes: 'careful',
      price: { amount: 1, currency: 'EUR' },
      estimate: 60,
      assignees: [w1.id],
    })
    const seen = (await client.get(`/projects/${made.id}`)).body
    for (const name of ['budget', 'budgetTime', 'internalNotes', 'watchers']) expect(seen).not.toHaveProperty(name)
    const progress = (await client.get(`/tasks/${one.id}`)).body
    expect(progress).toMatchObject({ title: 'T', status: 'pending' })
    for (const name of ['notes', 'price', 'estimate', 'assignees', 'givenBy']) expect(progress).not.toHaveProperty(name)
    expect((await client.patch(`/tasks/${one.id}`, { title: 'X' })).status).toBe(403)
    expect((await client.list('project-members')).status).toBe(403)
  })

  it('one with tasks that wait for each other can be deleted; one that something else holds to cannot', async () => {
    const made = await project()
    const first = await task(made)
    await task(made, { dependsOn: [first.id] })
    expect((await pm.del(`/projects/${made.id}`)).status).toBe(200)
    expect((await admin.get(`/tasks/${first.id}`)).status).toBe(404)
    const kept = await project({ client: card.id })
    const answer = await admin.del(`/clients/${card.id}`)
    expect(answer.status).toBe(409)
    expect(JSON.stringify(answer.body)).toContain('projects')
    expect((await admin.get(`/projects/${kept.id}`)).body.client).toBe(card.id)
  })

  it('archiving takes its tasks along, and restoring brings back exactly those', async () => {
    const made = await project()
    const [before, stays] = [await task(made), await task(made)]
    await pm.post(`/tasks/${before.id}/archive`)
    await pm.post(`/projects/${made.id}/archive`)
    expect(ids(await pm.list('projects'))).not.toContain(made.id)
    expect(ids(await pm.list('tasks', { project: made.id }))).toEqual([])
    expect((await pm.post('/tasks', { project: made.id, title: 'X' })).status).toBe(409)
    await pm.post(`/projects/${made.id}/restore`)
    expect(ids(await pm.list('tasks', { project: made.id }))).toEqual([stays.id])
  })

  it('a closed one takes no new tasks and starts none, can be read, and opens again', async () => {
    const made = await project()
    const one = await task(made, { assignees: [w1.id] })
    expect((await w1.post(`/projects/${made.id}/close`)).status).toBe(403)
    expect((await pm.post(`/projects/${made.id}/close`)).body).toMatchObject({
      status: 'closed',
      closedAt: '2026-03-10T09:00:00.000Z',
    })
    expect((await pm.post('/tasks', { project: made.id, title: 'X' })).body.code).toBe('tasks.project_closed')
    expect((await w1.post(`/tasks/${one.id}/start`)).status).toBe(409)
    expect((await w1.get(`/projects/${made.id}`)).status).toBe(200)
    expect((await pm.post(`/projects/${made.id}/reopen`)).body.closedAt).toBeNull()
    expect((await w1.post(`/tasks/${one.id}/start`)).status).toBe(200)
  })

  it('a stale version is refused first of all', async () => {
    const made = await project()
    await pm.patch(`/projects/${made.id}`, { name: 'A', version: made.version })
    expect((await pm.patch(`/projects/${made.id}`, { name: 'B', version: made.version })).status).toBe(409)
  })
})

describe('templates', () => {
  it('a project made from one has its tasks, dates counted from its start, and its checklists', async () => {
    const template = await admin.make('project-templates', {
      name: 'Identity',
      objectives: 'Look good',
      budgetTime: 7200,
    })
    await admin.make('template-tasks', {
      template: template.id,
      title: 'Second',
      position: 2,
      startsAfterDays: 5,
      dueAfterDays: 9,
    })
    await admin.make('template-tasks', {
      template: template.id,
      title: 'First',
      position: 1,
      dueAfterDays: 4,
      priority: 'high',
      checklist: ['a', 'b'],
    })
    const made = await pm.make('projects', { name: 'New', template: template.id, startsOn: '2026-03-27' })
    expect(made).toMatchObject({ objectives: 'Look good', budgetTime: 7200 })
    const { body } = await pm.list('tasks', { project: made.id }, ['dueAt', 'ASC'])
    expect(body.map(({ title, startsOn, dueAt, priority }: Row) => [title, startsOn, dueAt, priority])).toEqual([
      ['First', null, '2026-03-31T15:00:00.000Z', 'high'],
      ['Second', '2026-04-01', '2026-04-05T15:00:00.000Z', 'normal'],
    ])
    expect((await pm.list('checklist-items', { task: body[0].id })).body.map(({ title }: Row) => title)).toEqual([
      'a',
      'b',
    ])
    expect((await w1.list('project-templates')).status).toBe(403)
  })
})
