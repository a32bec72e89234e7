import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Member, openStudio, type Studio } from '../studio.ts'

type Row = { id: string; [name: string]: unknown }
let studio: Studio
let ana: Member
let petra: Member
let will: Member
let home: Row

beforeAll(async () => {
  studio = await openStudio()
  ana = await studio.person('Ana', 'admin')
  petra = await studio.person('Petra', 'manager')
  will = await studio.person('Will', 'worker')
  home = await petra.make('projects', { name: 'Home' })
  await petra.make('project-members', { project: home.id, person: will.id })
})
afterAll(() => studio?.close())

const ids = (answer: { body: Row[] }) => answer.body.map(({ id }) => id)
const roleOf = async (archetype: string): Promise<string> => (await ana.list('roles', { archetype })).body[0].id

/** A role that starts from an archetype, and somebody who has it and nothing else. */
async function withRole(name: string, archetype: string, add: { resource: string; rule: object }[]) {
  const role = await ana.make('roles', { name, archetype, differences: { add, remove: [] } })
  const person = await studio.person(name, 'observer')
  expect((await ana.patch(`/people/${person.id}`, { roles: [role.id] })).status).toBe(200)
  return { role, person }
}

it('S0.4 a changed role counts at the very next request, in what is answered and in what is shown', async () => {
  const olga = await studio.person('Olga', 'worker')
  const menu = async () => (await olga.get('/manifest')).body.menu.map(({ resource }: { resource: string }) => resource)
  expect((await olga.list('clients')).status).toBe(200)
  expect((await olga.post('/clients', { name: 'X' })).status).toBe(403)
  expect(await menu()).not.toContain('interactions')
  await ana.patch(`/people/${olga.id}`, { roles: [await roleOf('manager')] })
  expect((await olga.post('/clients', { name: 'X' })).status).toBe(201)
  expect(await menu()).toContain('interactions')
  await ana.patch(`/people/${olga.id}`, { roles: [await roleOf('worker')] })
  expect((await olga.post('/clients', { name: 'X' })).status).toBe(403)
  expect(await menu()).not.toContain('interactions')
})

it('S0.6 a field one may not read is absent from records, lists, exports, history and search, not empty', async () => {
  const rate = { amount: 987_654, currency: 'EUR' }
  const colleague = await studio.person('Wanda', 'worker')
  const card = await ana.make('staff', { name: 'Wanda', person: colleague.id, hourlyRate: rate, notes: 'Sensitive' })
  const client = await ana.make('clients', { name: 'Client of Will', phones: ['0799 888 777'] })
  const project = await petra.make('projects', { name: 'For him', client: client.id })
  await petra.make('project-members', { project: project.id, person: will.id, role: 'lead' })
  const amount = /987[.,\s ]?654|9876[.,]54|9[.,\s ]?876[.,]54/
  for (const url of [`/staff/${card.id}`, '/staff', '/staff/export', `/staff/${card.id}/history`]) {
    expect((await ana.get(url)).text).toMatch(amount)
    const { text } = await will.get(url)
    expect(text).not.toMatch(amount)
    expect(text).not.toMatch(/hourlyRate|Sensitive/)
  }
  expect((await will.get(`/clients/${client.id}`)).body).toMatchObject({ name: 'Client of Will' })
  for (const url of [`/clients/${client.id}`, '/clients', '/clients/export', `/clients/${client.id}/history`])
    expect((await will.get(url)).text).not.toMatch(/phones|888 ?777/)
  expect(ids(await will.list('clients', { q: '0799888777' }))).toEqual([])
  expect((await will.list('clients', { phoneDigits_like: '0799' })).status).not.toBe(200)
  expect((await will.list('staff', { 'hourlyRate.amount_gt': 1 })).status).not.toBe(200)
})

it('S0.26 everybody has a role, and nobody gives a right that he does not hold', async () => {
  const person = { name: 'New', email: 'new@mail.example', kind: 'staff' }
  expect((await ana.post('/people', { ...person, roles: [] })).status).toBe(422)
  expect((await ana.post('/people', person)).status).toBe(422)
  expect((await ana.patch(`/people/${will.id}`, { roles: [] })).status).toBe(422)
  const hr = await studio.person('Hanna', 'worker', {
    may: [
      { resource: 'people', rule: { action: 'manage' } },
      { resource: 'roles', rule: { action: 'manage' } },
    ],
  })
  const [admin, worker] = [await roleOf('admin'), await roleOf('worker')]
  expect((await hr.post('/people', { ...person, roles: [admin] })).status).toBe(403)
  expect((await hr.patch(`/people/${hr.id}`, { roles: [admin] })).status).toBe(403)
  expect((await hr.patch(`/people/${ana.id}`, { email: 'mine@mail.example' })).status).toBe(403)
  const [own] = (await ana.get(`/people/${hr.id}`)).body.roles
  const more = { add: [{ resource: 'clients', rule: { action: 'manage' } }], remove: [] }
  expect((await hr.patch(`/roles/${own}`, { differences: more })).status).toBe(403)
  expect((await hr.post('/roles', { name: 'Mine', archetype: 'admin' })).status).toBe(403)
  expect((await hr.post('/people', { ...person, roles: [worker] })).status).toBe(201)
})

it('S2.43 S2.59 each duty handed to one of the staff opens exactly that, and he hands none of it on', async () => {
  const duties = { projects: ['projects'], clients: ['clients', 'companies'], employees: ['staff'] }
  const attempts = async (person: Member) => {
    const made = async (resource: string, values: object) => (await person.post(`/${resource}`, values)).status === 201
    return {
      projects: await made('projects', { name: 'X', manager: null }),
      clients: (await made('clients', { name: 'X' })) && (await made('companies', { name: 'X' })),
      employees: await made('staff', { name: 'X' }),
      roles: await made('roles', { name: `Of ${person.id}`, archetype: 'worker' }),
    }
  }
  const menuOf = async (person: Member): Promise<string[]> =>
    (await person.get('/manifest')).body.menu.map(({ resource }: { resource: string }) => resource)
  const before = new Set(await menuOf(will))
  for (const [duty, resources] of Object.entries(duties)) {
    const add = resources.map((resource) => ({ resource, rule: { action: 'manage' } }))
    const { person, role } = await withRole(`Trusted ${duty}`.replace(' ', '.'), 'worker', add)
    expect(await attempts(person)).toEqual({
      projects: duty === 'projects',
      clients: duty === 'clients',
      employees: duty === 'employees',
      roles: false,
    })
    const more = (await menuOf(person)).filter((resource) => !before.has(resource))
    expect(resources).toEqual(expect.arrayContaining(more))
    expect([403, 404]).toContain((await person.patch(`/people/${will.id}`, { roles: [role.id] })).status)
    expect([403, 404]).toContain((await person.patch(`/roles/${role.id}`, { name: 'X' })).status)
    const manifest = (await person.get('/manifest')).body.resources as { name: string; rights: { create: string } }[]
    for (const resource of resources)
      expect(manifest.find(({ name }) => name === resource)?.rights).toMatchObject({ create: 'always' })
  }
  expect(await attempts(will)).toEqual({ projects: false, clients: false, employees: false, roles: false })
})

it('S3.14 an administrator makes a role and ticks its rights, his own, his team’s or all; it counts at once, and he cannot saw off his own branch', async () => {
  const me = '$me'
  const rule = (action: string, where?: object, fields?: string[]) => ({
    resource: 'tasks',
    rule: { action, ...(where && { where }), ...(fields && { fields }) },
  })
  const { role, person } = await withRole('Storekeeper', 'client', [
    rule('read', { assignees: me }),
    rule('start', { assignees: me }),
  ])
  const other = await petra.make('projects', { name: 'Other' })
  await petra.make('project-members', { project: home.id, person: person.id })
  const task = (project: Row, assignees: string[]) =>
    petra.make('tasks', { project: project.id, title: 'T', assignees })
  const [own, team, all] = [await task(home, [person.id]), await task(home, []), await task(other, [])]
  const sees = async () => (await person.list('tasks')).body.map(({ id }: Row) => id).sort()
  expect(await sees()).toEqual([own.id])
  const change = (add: object[]) => ana.patch(`/roles/${role.id}`, { differences: { add, remove: [] } })
  expect((await change([rule('read', { 'project.members.person': me })])).status).toBe(200)
  expect(await sees()).toEqual([own.id, team.id].sort())
  expect((await person.post(`/tasks/${own.id}/start`)).status).toBe(403)
  await change([rule('read'), rule('start'), rule('update', undefined, ['priority'])])
  expect(await sees()).toEqual(expect.arrayContaining([own.id, team.id, all.id]))
  expect((await person.post(`/tasks/${team.id}/start`)).status).toBe(200)
  expect((await person.patch(`/tasks/${all.id}`, { priority: 'high' })).status).toBe(200)
  expect((await person.patch(`/tasks/${all.id}`, { title: 'X' })).status).toBe(403)
  expect((await person.del(`/tasks/${all.id}`)).status).toBe(403)
  for (const nonsense of [
    rule('fly'),
    rule('read', { colour: 'red' }),
    { resource: 'dragons', rule: { action: 'read' } },
  ])
    expect((await change([nonsense])).status).toBe(422)
  expect((await petra.post('/roles', { name: 'Y', archetype: 'worker' })).status).toBe(403)

  const alone = await studio.business({ slug: 'alone' })
  const sol = await alone.person('Sol', 'admin')
  const [admin] = (await sol.list('roles', { archetype: 'admin' })).body as Row[]
  const without = { add: [{ resource: 'roles', rule: { action: 'update', inverted: true } }], remove: [] }
  expect((await sol.patch(`/roles/${admin?.id}`, { differences: without })).status).toBe(409)
  expect((await sol.patch(`/roles/${admin?.id}`, { archetype: 'worker' })).status).toBe(409)
  expect((await sol.del(`/roles/${admin?.id}`)).status).toBe(409)
})

it('S3.26 one may make it, one may mend its price, one may only move it; each is told which field is not his', async () => {
  const on = (action: string, fields?: string[]) => ({
    resource: 'tasks',
    rule: { action, ...(fields && { fields }) },
  })
  const seeing = [{ resource: 'projects', rule: { action: 'read' } }, on('read')]
  const { person: maker } = await withRole('Maker', 'client', [...seeing, on('create')])
  const { person: editor } = await withRole('Editor', 'client', [...seeing, on('update', ['price'])])
  const { person: mover } = await withRole('Mover', 'client', [...seeing, on('start'), on('complete')])
  const values = { project: home.id, title: 'Brakes' }
  const price = { price: { amount: 5000, currency: 'EUR' } }
  const made = await maker.post('/tasks', values)
  expect(made.status).toBe(201)
  for (const person of [editor, mover]) expect((await person.post('/tasks', values)).status).toBe(403)
  const url = `/tasks/${made.body.id}`
  expect((await editor.patch(url, price)).body).toMatchObject(price)
  for (const change of [{ price: { amount: 1, currency: 'EUR' } }, price, {}])
    expect((await maker.patch(url, change)).status).toBe(403)
  expect((await editor.post(`${url}/start`)).status).toBe(403)
  expect((await mover.post(`${url}/start`)).body.status).toBe('in-progress')
  for (const [person, change] of [
    [mover, price],
    [editor, { title: 'Wheels' }],
  ] as const) {
    const refused = await person.patch(url, change)
    expect(refused.status).toBe(403)
    if (person === editor) expect(JSON.stringify(refused.body)).toContain('title')
  }
  const both = await editor.patch(url, { ...price, title: 'Wheels' })
  expect(both.status).toBe(403)
  expect(both.body.fields).toMatchObject([{ path: 'title' }])
})

it('S4.2 customer, executor, manager and director each have their own cabinet', async () => {
  const executor = await studio.person('Egor', 'worker')
  const stranger = await studio.person('Elsa', 'worker')
  const customer = await studio.person('Kira', 'client')
  const { person: director } = await withRole('Director', 'observer', [
    ...['projects', 'tasks', 'clients', 'companies', 'staff', 'interactions'].map((resource) => ({
      resource,
      rule: { action: 'read' },
    })),
  ])
  const card = await ana.make('clients', { name: 'Kira', person: customer.id, phones: ['0700 000 123'] })
  const order = await petra.make('projects', { name: 'Translation', client: card.id, internalNotes: 'margin' })
  await petra.make('project-members', { project: order.id, person: executor.id })
  const part = await petra.make('tasks', { project: order.id, title: 'Chapter 1', assignees: [executor.id] })
  for (const person of [customer, executor, petra, director])
    expect((await person.get(`/tasks/${part.id}`)).status).toBe(200)
  expect((await stranger.get(`/tasks/${part.id}`)).status).toBe(404)
  expect((await executor.get(`/clients/${card.id}`)).text).not.toContain('0700')
  expect((await customer.get(`/tasks/${part.id}`)).text).not.toContain(executor.id)
  for (const resource of ['roles', 'staff', 'interactions', 'companies'])
    expect((await customer.list(resource)).body).not.toContainEqual(expect.objectContaining({ id: expect.any(String) }))
  for (const person of [customer, executor, director])
    for (const attempt of [
      await person.post('/projects', { name: 'X' }),
      await person.post('/roles', { name: 'X', archetype: 'worker' }),
      await person.patch(`/projects/${order.id}`, { name: 'X' }),
    ])
      expect([403, 404]).toContain(attempt.status)
  expect((await director.get(`/clients/${card.id}`)).body.phones).toEqual(['0700 000 123'])
  expect((await petra.post('/roles', { name: 'X', archetype: 'worker' })).status).toBe(403)
})
