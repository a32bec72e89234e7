import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestSmtp, type TestSmtp } from '../../core/testing/smtp.ts'
import { actor } from '../business.ts'
import { type Member, openStudio, type Studio } from '../studio.ts'
import { listen } from './live.ts'

const password = 'a password of one’s own'
let smtp: TestSmtp
let studio: Studio
let ana: Member
let petra: Member
let will: Member

beforeAll(async () => {
  smtp = await startTestSmtp()
  studio = await openStudio({ smtpUrl: smtp.url })
  await studio.platform.events.start()
  ana = await studio.person('Ana', 'admin')
  petra = await studio.person('Petra', 'manager')
  will = await studio.person('Will', 'worker')
})
afterAll(async () => {
  await studio?.close()
  await smtp?.close()
})

const post = async (url: string, payload: object) => {
  const answer = await studio.platform.app.inject({ method: 'POST', url: `/api${url}`, payload })
  return { status: answer.statusCode, body: answer.body ? answer.json() : null }
}
const roleOf = async (archetype: string): Promise<string> => (await ana.list('roles', { archetype })).body[0].id
const tokenIn = (text: string) => /invitation\?token=([\w-]+)/.exec(text)?.[1]
const signIn = async (email: string, given = password) => actor(await studio.platform.signIn(email, given))

it('S0.25 an administrator invites somebody, whose link opens the door once and not after its time', async () => {
  const person = { name: 'Iris', email: 'iris@mail.example', kind: 'staff', roles: [await roleOf('worker')] }
  for (const other of [petra, will]) expect((await other.post('/people', person)).status).toBe(403)
  const iris = await ana.make('people', person)
  expect(iris.status).toBe('invited')
  const token = tokenIn((await smtp.next('iris@mail.example')).text)
  expect((await post('/auth/invitation', { token })).body).toMatchObject({
    email: 'iris@mail.example',
    tenant: { slug: 'studio' },
    needsPassword: true,
  })
  expect((await post('/auth/invitation/accept', { token, password })).status).toBe(200)
  expect((await post('/auth/invitation/accept', { token, password })).status).toBe(410)
  expect((await ana.get(`/people/${iris.id}`)).body.status).toBe('active')
  expect((await (await signIn('iris@mail.example')).get('/tasks')).status).toBe(200)

  const late = await ana.make('people', { ...person, name: 'Late', email: 'late@mail.example' })
  const old = tokenIn((await smtp.next('late@mail.example')).text)
  studio.setNow('2026-03-18T09:00:00.000Z')
  expect((await post('/auth/invitation/accept', { token: old, password })).status).toBe(410)
  expect((await ana.post(`/people/${late.id}/invite`)).status).toBe(200)
  const anew = tokenIn((await smtp.next('late@mail.example')).text)
  expect((await post('/auth/invitation/accept', { token: anew, password })).status).toBe(200)
  studio.setNow('2026-03-10T09:00:00.000Z')
})

it('S0.25 who has a history is deactivated instead of deleted and stays its author; the last administrator stays altogether', async () => {
  const gone = await studio.person('Greta', 'manager')
  const project = await gone.make('projects', { name: 'Made by Greta' })
  for (const other of [petra, will]) {
    expect([403, 404]).toContain((await other.del(`/people/${gone.id}`)).status)
    expect([403, 404]).toContain((await other.patch(`/people/${gone.id}`, { name: 'X' })).status)
    expect([403, 404]).toContain((await other.post(`/people/${gone.id}/deactivate`)).status)
  }
  expect((await ana.patch(`/people/${gone.id}`, { name: 'Greta Green' })).body.name).toBe('Greta Green')
  const held = await ana.del(`/people/${gone.id}`)
  expect([held.status, held.body.code]).toEqual([409, 'people.heir_needed'])
  await ana.post(`/projects/${project.id}/close`)
  expect((await ana.del(`/people/${gone.id}`)).body.status).toBe('deactivated')
  expect((await gone.get('/projects')).status).toBe(401)
  expect((await ana.get(`/projects/${project.id}`)).body.manager).toBe(gone.id)
  const first = (await ana.get(`/projects/${project.id}/history`)).body.at(-1)
  expect(first.actor).toMatchObject({ id: gone.id, label: 'Greta Green' })
  for (const answer of [
    await ana.del(`/people/${ana.id}`),
    await ana.post(`/people/${ana.id}/deactivate`),
    await ana.patch(`/people/${ana.id}`, { roles: [await roleOf('worker')] }),
  ]) {
    expect(answer.status).toBe(409)
    expect(answer.body.code).toBe('people.last_administrator')
  }
})

it('S0.1 one person alone is administrator and worker; a second one later needs nothing entered again', async () => {
  const solo = await studio.business({ slug: 'solo' })
  const sol = await solo.person('Sol', 'admin')
  const project = await sol.make('projects', { name: 'Mine' })
  const task = await sol.make('tasks', { project: project.id, title: 'Do it', assignees: [sol.id] })
  expect((await sol.post(`/tasks/${task.id}/start`)).body.status).toBe('in-progress')
  const sam = await solo.person('Sam', 'worker')
  await sol.make('project-members', { project: project.id, person: sam.id })
  expect((await sol.patch(`/tasks/${task.id}`, { assignees: [sol.id, sam.id] })).status).toBe(200)
  expect((await sam.get(`/tasks/${task.id}`)).body.status).toBe('in-progress')
})

it('S2.27 a superadmin makes administrators; one who is deactivated is out at the next request and comes back to all he had', async () => {
  const root = await studio.superadmin()
  const made = await root.call('POST', '/tenants', {
    slug: 'garage',
    name: 'Garage',
    plugins: ['directory', 'projects'],
    admin: { name: 'Gabi', email: 'gabi@garage.example' },
  })
  expect(made.status).toBe(201)
  expect((await ana.post('/tenants', { slug: 'other', name: 'Other' })).status).toBe(403)
  await studio.platform.events.drain()
  const token = tokenIn((await smtp.next('gabi@garage.example')).text)
  await post('/auth/invitation/accept', { token, password })
  const gabi = await signIn('gabi@garage.example')
  const client = await gabi.make('clients', { name: 'Kept' })

  const inGarage = await studio.superadmin('Root', 'garage')
  const [person] = (await inGarage.list('people', { email: 'gabi@garage.example' })).body
  expect((await inGarage.post(`/people/${person.id}/deactivate`)).status).toBe(409)
  const { roles } = person
  const second = { name: 'Gina', email: 'gina@garage.example', kind: 'staff', roles }
  expect((await inGarage.post('/people', second)).status).toBe(201)
  await studio.platform.events.drain()
  const other = tokenIn((await smtp.next('gina@garage.example')).text)
  await post('/auth/invitation/accept', { token: other, password })
  expect((await inGarage.patch(`/people/${person.id}`, { name: 'Gabriela' })).status).toBe(200)
  expect((await inGarage.post(`/people/${person.id}/deactivate`)).status).toBe(200)
  expect((await gabi.get('/clients')).status).toBe(401)
  await expect(signIn('gabi@garage.example')).rejects.toThrow()
  expect((await inGarage.post(`/people/${person.id}/activate`)).status).toBe(200)
  expect((await (await signIn('gabi@garage.example')).get(`/clients/${client.id}`)).body.name).toBe('Kept')
})

it('S2.27 who leaves hands over all that he holds, in one go: what it is is shown before, and each record remembers it; what is done keeps his name', async () => {
  const firm = await studio.business({ slug: 'firm' })
  const root = await firm.person('Rita', 'admin')
  const gil = await firm.person('Gil', 'manager')
  const wanda = await firm.person('Wanda', 'worker')
  const heir = await firm.person('Hana', 'manager')
  const [open, closed] = [await gil.make('projects', { name: 'Open' }), await gil.make('projects', { name: 'Closed' })]
  await root.make('project-members', { project: open.id, person: wanda.id })
  const assignees = [gil.id, wanda.id]
  const todo = await root.make('tasks', { project: open.id, title: 'To do', assignees })
  const both = await root.make('tasks', { project: open.id, title: 'Done', assignees: [gil.id] })
  await root.post(`/tasks/${both.id}/start`)
  await root.post(`/tasks/${both.id}/complete`)
  await root.post(`/projects/${closed.id}/close`)

  const shown = await root.get(`/people/${gil.id}/holdings`)
  expect(shown.body).toMatchObject({ total: 3 })
  expect(
    shown.body.holdings.map(({ resource, field, count }: Record<string, unknown>) => [resource, field, count]),
  ).toEqual([
    ['project-members', 'person', 1],
    ['projects', 'manager', 1],
    ['tasks', 'assignees', 1],
  ])
  const words = (await root.get('/words/en')).body
  for (const { noun, label } of shown.body.holdings)
    for (const key of [`${noun}_one`, label])
      expect(
        key
          .split(/[:.]/)
          .reduce((tree: Record<string, unknown>, part: string) => tree?.[part] as Record<string, unknown>, words),
      ).toEqual(expect.any(String))
  for (const other of [gil, wanda]) {
    expect([403, 404]).toContain((await other.get(`/people/${wanda.id}/holdings`)).status)
    expect([403, 404]).toContain((await other.post(`/people/${wanda.id}/leave`, { heir: heir.id })).status)
  }
  expect((await ana.get(`/people/${gil.id}/holdings`)).status).toBe(404)
  expect((await ana.post(`/people/${gil.id}/leave`, { heir: ana.id })).status).toBe(404)

  const deleted = await root.del(`/people/${gil.id}`)
  expect([deleted.status, deleted.body.code]).toEqual([409, 'people.heir_needed'])
  expect(deleted.body.message).toMatch(/1 project.*1 task/)
  const client = await firm.person('Clio', 'client')
  const gone = await firm.person('Gone', 'worker')
  for (const person of [client, heir]) await person.get('/tenant')
  await root.post(`/people/${gone.id}/deactivate`)
  const leave = (heir?: unknown) => root.post(`/people/${gil.id}/leave`, heir === undefined ? {} : { heir })
  for (const [given, code] of [
    [gil.id, 'people.heir_same'],
    [gone.id, 'people.heir_inactive'],
    [client.id, 'people.heir_kind'],
  ] as const) {
    const { status, body } = await leave(given)
    expect([status, body.code, body.fields]).toEqual([422, code, [expect.objectContaining({ path: 'heir', code })]])
  }
  expect((await leave(ana.id)).body.fields).toMatchObject([{ path: 'heir', code: 'records.reference_missing' }])
  expect((await leave()).body.fields).toMatchObject([{ path: 'heir', code: 'validation.required' }])
  expect((await root.get(`/people/${gil.id}`)).body.status).toBe('active')
  expect((await root.post(`/people/${root.id}/leave`, { heir: heir.id })).body.code).toBe('people.last_administrator')

  expect((await leave(heir.id)).body.status).toBe('deactivated')
  expect((await gil.get('/tasks')).status).toBe(401)
  expect((await heir.get(`/projects/${open.id}`)).body.manager).toBe(heir.id)
  expect((await root.get(`/projects/${closed.id}`)).body.manager).toBe(gil.id)
  expect((await root.get(`/tasks/${todo.id}`)).body.assignees).toEqual([heir.id, wanda.id])
  expect((await root.get(`/tasks/${both.id}`)).body.assignees).toEqual([gil.id])
  const members = (await root.list('project-members', { project: open.id })).body
  expect(members.map(({ person }: { person: string }) => person).sort()).toEqual([heir.id, wanda.id].sort())
  const [last] = (await root.get(`/tasks/${todo.id}/history`)).body
  expect(last).toMatchObject({
    action: 'update',
    actor: { id: root.id },
    reason: 'people.left',
    before: { assignees },
    after: { assignees: [heir.id, wanda.id] },
  })
  const [left] = (await root.get(`/people/${gil.id}/history`)).body
  expect(left).toMatchObject({ action: 'leave', input: { heir: heir.id }, after: { status: 'deactivated' } })
  const told = await studio.told('core.people.left')
  expect(told.at(-1)).toMatchObject({ id: gil.id, input: { heir: heir.id } })
  expect((await studio.told('projects.tasks.updated')).at(-1)).toMatchObject({
    id: todo.id,
    changed: ['assignees'],
  })
  expect((await root.get(`/people/${gil.id}/holdings`)).body).toEqual({ total: 0, holdings: [] })
  expect((await root.del(`/people/${gil.id}`)).body.status).toBe('deactivated')
})

it('S2.27 where the heir may not have something nothing is handed over, and it is said why', async () => {
  const firm = await studio.business({ slug: 'strict' })
  const root = await firm.person('Rita', 'admin')
  const [gil, heir] = [await firm.person('Gil', 'worker'), await firm.person('Hana', 'worker')]
  const [one, other] = [await root.make('projects', { name: 'One' }), await root.make('projects', { name: 'Other' })]
  for (const project of [one, other]) await root.make('project-members', { project: project.id, person: gil.id })
  const task = await root.make('tasks', { project: one.id, title: 'T', assignees: [gil.id] })
  await heir.get('/tenant')
  // Only watches there: no work goes to observers.
  await root.make('project-members', { project: one.id, person: heir.id, role: 'observer' })
  const { status, body } = await root.post(`/people/${gil.id}/leave`, { heir: heir.id })
  expect([status, body.code, body.params]).toEqual([
    409,
    'people.heir_unfit',
    { resource: 'tasks', id: task.id, code: 'tasks.assignee_not_member', reason: expect.stringMatching(/[a-z]/) },
  ])
  expect(body.message).toContain(body.params.reason)
  expect((await gil.get(`/tasks/${task.id}`)).body.assignees).toEqual([gil.id])
  const members = (await root.list('project-members', { project: other.id })).body
  expect(members.map(({ person }: { person: string }) => person)).not.toContain(heir.id)
})

it('S2.6 S2.69 an administrator and staff who may give a client a login; the invitation speaks his language, and he sees his projects', async () => {
  const trusted = await studio.person('Tina', 'worker', {
    may: [{ resource: 'clients', rule: { action: 'manage' } }],
  })
  const address = await studio.platform.app.listen({ port: 0, host: '127.0.0.1' })
  for (const [maker, email] of [
    [ana, 'ilie@mail.example'],
    [trusted, 'ioana@mail.example'],
  ] as const) {
    const made = await maker.post('/clients', { name: 'Ilie', email, language: 'ro' })
    expect(made.status).toBe(201)
    for (const other of [petra, will])
      expect((await other.post(`/clients/${made.body.id}/invite`)).status).not.toBe(200)
    expect((await maker.post(`/clients/${made.body.id}/invite`)).status).toBe(200)
    const mail = await smtp.next(email)
    expect(mail.text).toMatch(/invit/i)
    expect(mail.text).toMatch(/[ăâîșț]/)
    const project = await ana.make('projects', { name: 'His', client: made.body.id })
    const hidden = await ana.make('projects', { name: 'Not his' })
    expect((await post('/auth/invitation/accept', { token: tokenIn(mail.text), password })).status).toBe(200)
    const client = await signIn(email)
    const seen = (await client.list('projects')).body
    expect(seen.map(({ id }: { id: string }) => id)).toEqual([project.id])
    const live = await listen(address, client.cookie)
    await ana.patch(`/projects/${hidden.id}`, { objectives: 'More' })
    await ana.patch(`/projects/${project.id}`, { objectives: 'More' })
    await live.until(({ id }) => id === project.id)
    expect(live.messages.map(({ id }) => id)).not.toContain(hidden.id)
    await live.leave()
    expect((await client.get(`/projects/${project.id}`)).body.objectives).toBe('More')
  }
  expect((await will.post('/clients', { name: 'No' })).status).toBe(403)
})

it('S2.7 S2.38 an administrator hires: start, schedule, rate, superior; before the first day nobody comes in', async () => {
  const boss = await ana.make('staff', { name: 'Boss' })
  const card = await ana.make('staff', {
    name: 'Nina',
    email: 'nina@mail.example',
    startsOn: '2026-03-16',
    schedule: [{ day: 1, from: '09:00', to: '17:00' }],
    hourlyRate: { amount: 4500, currency: 'EUR' },
    supervisor: boss.id,
  })
  expect((await ana.get(`/staff/${card.id}`)).body).toMatchObject({
    startsOn: '2026-03-16',
    schedule: [{ day: 1, from: '09:00', to: '17:00' }],
    hourlyRate: { amount: 4500, currency: 'EUR' },
    supervisor: boss.id,
  })
  expect((await will.post('/staff', { name: 'X' })).status).toBe(403)
  expect((await will.get(`/staff/${card.id}`)).body).not.toHaveProperty('hourlyRate')
  expect((await ana.post(`/staff/${card.id}/invite`, { role: await roleOf('worker') })).status).toBe(200)
  const token = tokenIn((await smtp.next('nina@mail.example')).text)
  const early = await post('/auth/invitation/accept', { token, password })
  const login = () => post('/auth/login', { email: 'nina@mail.example', password })
  expect(early.status).toBe(403)
  expect(await login()).toMatchObject({ status: 403, body: { code: 'identity.not_yet' } })
  studio.setNow('2026-03-15T23:30:00.000Z')
  // Half past one on Monday in Bucharest.
  expect((await login()).status).toBe(200)
  studio.setNow('2026-03-10T09:00:00.000Z')
})

it('S3.8 employees are added, changed and dismissed; who is dismissed cannot sign in and stays in history', async () => {
  const olga = await studio.person('Olga', 'worker')
  const card = await ana.make('staff', { name: 'Olga', person: olga.id, position: 'Master' })
  expect((await ana.patch(`/staff/${card.id}`, { position: 'Foreman' })).status).toBe(200)
  for (const other of [petra, will]) expect((await other.post(`/staff/${card.id}/dismiss`)).status).toBe(403)
  const project = await ana.make('projects', { name: 'P' })
  await ana.make('project-members', { project: project.id, person: olga.id })
  const task = await olga.make('tasks', { project: project.id, title: 'By Olga', assignees: [olga.id] })
  expect((await ana.post(`/staff/${card.id}/dismiss`)).body.status).toBe('dismissed')
  expect((await olga.get('/tasks')).status).toBe(401)
  expect((await post('/auth/login', { email: olga.email, password: 'correct horse battery' })).status).toBe(401)
  expect((await ana.get(`/tasks/${task.id}`)).body).toMatchObject({ givenBy: olga.id, assignees: [olga.id] })
  const history = (await ana.get(`/tasks/${task.id}/history`)).body
  expect(history.at(-1).actor.label).toBe('Olga')
  expect((await ana.list('staff', { status: 'dismissed' })).body).toHaveLength(1)
})
