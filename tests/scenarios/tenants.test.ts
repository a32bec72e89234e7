import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Business, type Member, openStudio, type Studio } from '../studio.ts'

type Row = { id: string; [name: string]: unknown }
let studio: Studio
let north: Business
let ana: Member
let nora: Member

beforeAll(async () => {
  studio = await openStudio()
  north = await studio.business({ slug: 'north', name: 'North' })
  ana = await studio.person('Ana', 'admin')
  nora = await north.person('Nora', 'admin')
})
afterAll(() => studio?.close())

const ids = (answer: { body: Row[] }) => answer.body.map(({ id }) => id)
const within = (slug: string) => ({ 'x-tenant': slug })

it('S2.23 a superadmin changes name, zone, first day of the week and currency; an administrator does not; it counts at the next request', async () => {
  const root = await studio.superadmin('Root', 'studio')
  const will = await studio.person('Will', 'worker')
  const project = await ana.make('projects', { name: 'P' })
  await ana.make('project-members', { project: project.id, person: will.id })
  // Half past eleven in the evening in Bucharest, the next morning in Tokyo.
  const due = { dueAt: '2026-03-10T21:30:00.000Z', assignees: [will.id] }
  await ana.make('tasks', { project: project.id, title: 'Evening', ...due })
  const today = async () => {
    const { zone, groups } = (await will.get('/projects/agenda')).body
    return [zone, groups.find(({ name }: { name: string }) => name === 'today').tasks.length]
  }
  expect(await today()).toEqual(['Europe/Bucharest', 1])
  const change = { name: 'Studio Tokyo', zone: 'Asia/Tokyo', weekStart: 7, currency: 'JPY' }
  for (const person of [ana, will, nora]) expect((await person.patch('/tenant', change)).status).toBe(403)
  expect((await root.patch('/tenant', change)).body).toMatchObject(change)
  expect(await today()).toEqual(['Asia/Tokyo', 0])
  expect((await ana.get('/manifest')).body.tenant).toMatchObject(change)
  expect((await nora.get('/tenant')).body).toMatchObject({ name: 'North', currency: 'EUR' })
  for (const nonsense of [
    { zone: 'Mars/Olympus' },
    { currency: 'XX1' },
    { currency: 'ZZZ' },
    { weekStart: 8 },
    { name: ' ' },
    { slug: 'x' },
  ])
    expect((await root.patch('/tenant', nonsense)).status).toBe(422)
  await root.patch('/tenant', { name: 'Studio', zone: 'Europe/Bucharest', weekStart: 1, currency: 'EUR' })
})

it('S2.31 two businesses share nothing: people, numbers, search, words, what a plugin is set to', async () => {
  const [here, there] = [
    await ana.make('clients', { name: 'Popescu' }),
    await nora.make('clients', { name: 'Popescu' }),
  ]
  expect(ids(await ana.list('clients', { q: 'popescu' }))).toEqual([here.id])
  expect(ids(await nora.list('clients', { q: 'popescu' }))).toEqual([there.id])
  const [first, second] = [await ana.make('projects', { name: 'One' }), await nora.make('projects', { name: 'One' })]
  // Each counts for itself.
  expect(second.number).toBe('P-2026-0001')
  expect(first.number).toMatch(/^P-2026-\d{4}$/)
  expect((await ana.patch('/plugins/projects/settings', { dueSoonHours: 48 })).body.values.dueSoonHours).toBe(48)
  expect((await nora.get('/plugins/projects/settings')).body.values.dueSoonHours).toBe(24)
  expect((await nora.post('/plugins/projects/disable')).status).toBe(200)
  expect((await nora.list('projects')).status).toBe(404)
  expect((await ana.get(`/projects/${first.id}`)).status).toBe(200)
  await nora.post('/plugins/projects/enable')
  expect((await nora.get(`/projects/${second.id}`)).body.number).toBe('P-2026-0001')
  const names = async (person: Member) => (await person.list('people')).body.map(({ name }: Row) => name)
  expect(await names(nora)).toEqual(['Nora'])
  expect(await names(ana)).not.toContain('Nora')
  for (const url of [`/clients/${here.id}`, `/projects/${first.id}`, `/people/${ana.id}`])
    expect((await nora.get(url)).status).toBe(404)
  // One address is one person of the installation, and says nothing of one business in the other.
  const [role] = ids(await nora.list('roles', { archetype: 'worker' }))
  const known = await nora.post('/people', { name: 'Somebody', email: ana.email, kind: 'staff', roles: [role] })
  const unknown = await nora.post('/people', {
    name: 'Nobody',
    email: 'new@mail.example',
    kind: 'staff',
    roles: [role],
  })
  expect(Object.keys(known.body).sort()).toEqual(Object.keys(unknown.body).sort())
  expect([known.status, known.body.status]).toEqual([unknown.status, unknown.body.status])
})

it('S2.28 administrators stand in a tree: no circles, and a branch that moves takes its access along at once', async () => {
  const root = await studio.superadmin()
  const branch = await studio.business({ slug: 'branch', name: 'Branch' })
  const leaf = await studio.business({ slug: 'leaf', name: 'Leaf', parent: branch.tenantId })
  const bela = await branch.person('Bela', 'admin')
  expect((await bela.get('/clients')).status).toBe(200)
  const into = (person: Member, slug: string) => person.call('GET', '/clients', undefined, within(slug))
  const move = (id: string, parent: string | null) => root.patch(`/tenants/${id}`, { parent })
  expect((await into(ana, 'branch')).status).toBe(404)
  expect((await move(branch.tenantId, studio.tenantId)).status).toBe(200)
  for (const slug of ['branch', 'leaf']) expect((await into(ana, slug)).status).toBe(200)
  expect((await into(bela, 'leaf')).status).toBe(200)
  expect((await into(bela, 'studio')).status).toBe(404)
  expect((await into(nora, 'leaf')).status).toBe(404)
  for (const [id, parent] of [
    [studio.tenantId, leaf.tenantId],
    [studio.tenantId, studio.tenantId],
  ] as const) {
    const circle = await move(id, parent)
    expect(circle.status).toBe(422)
    expect(circle.body.fields).toMatchObject([{ path: 'parent' }])
  }
  expect((await ana.call('PATCH', `/tenants/${leaf.tenantId}`, { parent: null })).status).toBe(403)
  expect((await move(branch.tenantId, north.tenantId)).status).toBe(200)
  for (const slug of ['branch', 'leaf']) {
    expect((await into(ana, slug)).status).toBe(404)
    expect((await into(nora, slug)).status).toBe(200)
  }
  await move(branch.tenantId, null)
  expect((await into(nora, 'leaf')).status).toBe(404)
})

it('S2.33 a parent works in its child under its own name, and neither removes its administrator nor takes his place', async () => {
  const child = await studio.business({ slug: 'child', name: 'Child', parent: studio.tenantId })
  const chris = await child.person('Chris', 'admin')
  const project = await chris.make('projects', { name: 'Of the child' })
  const there = <T extends unknown[]>(...[method, url, body]: [string, string, unknown?, ...T]) =>
    ana.call(method, url, body, within('child'))
  expect((await there('GET', `/projects/${project.id}`)).body.name).toBe('Of the child')
  expect((await there('PATCH', `/projects/${project.id}`, { name: 'Edited' })).status).toBe(200)
  const [last] = (await chris.get(`/projects/${project.id}/history`)).body
  expect(last).toMatchObject({ action: 'update', actor: { kind: 'outside', label: 'Ana' } })
  expect((await there('GET', '/auth/me')).body).toMatchObject({ outside: 'parent', person: null })
  for (const [method, url, body] of [
    ['DELETE', `/people/${chris.id}`],
    ['POST', `/people/${chris.id}/deactivate`, {}],
    ['PATCH', `/people/${chris.id}`, { email: 'taken@mail.example' }],
    ['PATCH', `/people/${chris.id}`, { roles: [(await there('GET', '/roles')).body[1].id] }],
  ] as const)
    expect((await there(method, url, body)).status).toBe(403)
  const will = await studio.person('Wilma', 'worker')
  expect((await will.call('GET', '/projects', undefined, within('child'))).status).toBe(404)
  expect((await nora.call('GET', '/projects', undefined, within('child'))).status).toBe(404)
  expect((await chris.call('GET', '/projects', undefined, within('studio'))).status).toBe(404)
})
