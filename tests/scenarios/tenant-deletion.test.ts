import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestSmtp, type TestSmtp } from '../../core/testing/smtp.ts'
import { type Business, type Member, openStudio, type Studio } from '../studio.ts'

let studio: Studio
let smtp: TestSmtp
let north: Business
let nora: Member

beforeAll(async () => {
  smtp = await startTestSmtp()
  studio = await openStudio({ smtpUrl: smtp.url })
  north = await studio.business({ slug: 'north', name: 'North' })
  nora = await north.person('Nora', 'admin')
})
afterAll(async () => {
  await studio?.close()
  await smtp?.close()
})

const system = () => studio.platform.tenancy.contextForSystem(north.tenantId, 'test', { fresh: true })
const titles = async () =>
  (
    await studio.query('select name from guildhall.outbox where tenant_id = $1 and position is null', [north.tenantId])
  ).map(({ name }) => name)

it('S2.31 a suspended business is shut at the next request on every node, its work waits, and nothing of it is lost', async () => {
  const root = await studio.superadmin()
  const beside = await studio.platform.beside()
  try {
    const elsewhere = await beside.signIn('nora@north.example')
    expect((await elsewhere('GET', '/api/projects')).statusCode).toBe(200)
    const [role] = (await nora.list('roles', { archetype: 'worker' })).body
    await nora.make('people', { name: 'Will', email: 'will@north.example', kind: 'staff', roles: [role.id] })
    expect((await root.patch(`/tenants/${north.tenantId}`, { status: 'suspended' })).status).toBe(200)
    const shut = await nora.get('/projects')
    expect([shut.status, shut.body.code, shut.body.message]).toEqual([
      403,
      'tenancy.suspended',
      'This business is suspended.',
    ])
    expect((await elsewhere('GET', '/api/projects')).statusCode).toBe(403)
    const mails = smtp.mails.length
    await studio.platform.events.drain()
    expect(smtp.mails.length).toBe(mails)
    expect((await root.patch(`/tenants/${north.tenantId}`, { status: 'active' })).status).toBe(200)
    expect((await nora.get('/projects')).status).toBe(200)
    await studio.platform.events.drain()
    expect((await smtp.next('will@north.example')).subject).toContain('North')
    expect(await titles()).toEqual([])
  } finally {
    await beside.close()
  }
})

it('S2.31 a deletion says what is lost, is meant by typing its name, is told to its administrators, and is taken back with one call', async () => {
  const root = await studio.superadmin()
  const ana = await studio.person('Ana', 'admin')
  await nora.make('projects', { name: 'P' })
  const path = `/tenants/${north.tenantId}/deletion`
  for (const person of [nora, ana])
    for (const [method, body] of [
      ['GET', undefined],
      ['POST', { slug: 'north' }],
      ['DELETE', undefined],
    ] as const)
      expect((await person.call(method, path, body)).status).toBe(403)
  const { loss, deletion } = (await root.get(path)).body
  expect(loss).toMatchObject({ people: 2, lonely: 2, children: [] })
  expect(loss.rows).toContainEqual({ resource: 'projects', rows: 1 })
  expect(deletion).toBeNull()
  const wrong = await root.post(path, { slug: 'nort' })
  expect([wrong.status, wrong.body.errors]).toEqual([422, { slug: 'This is not its short name.' }])
  expect((await nora.get('/projects')).status).toBe(200)

  const child = await studio.business({ slug: 'below', name: 'Below', parent: north.tenantId })
  const refused = await root.post(path, { slug: 'north' })
  expect([refused.status, refused.body.code, refused.body.message]).toEqual([
    409,
    'tenancy.has_children',
    expect.stringContaining('below'),
  ])
  await root.patch(`/tenants/${child.tenantId}`, { parent: null })

  const asked = await root.post(path, { slug: 'north', days: 10 })
  expect([asked.status, asked.body]).toMatchObject([
    201,
    { dueAt: '2026-03-20T09:00:00.000Z', askedBy: 'Root', eraseUsers: false },
  ])
  expect((await nora.get('/projects')).status).toBe(403)
  // There is one way back, and only one.
  expect((await root.patch(`/tenants/${north.tenantId}`, { status: 'active' })).body.code).toBe('tenancy.being_deleted')
  expect((await root.post(path, { slug: 'north' })).body.code).toBe('tenancy.being_deleted')
  await studio.platform.deletions.work()
  const mail = await smtp.next('nora@north.example')
  expect(mail.subject).toBe('North will be deleted')
  expect(mail.text).toContain('Mar 20, 2026')
  await studio.platform.deletions.work()
  expect(smtp.mails.filter(({ subject }) => subject === mail.subject)).toHaveLength(1)
  expect((await root.del(path)).status).toBe(200)
  expect((await nora.get('/projects')).body).toHaveLength(1)
  expect((await root.del(path)).body.code).toBe('tenancy.not_being_deleted')
})

it('S2.31 when its time is over the worker deletes it; who belongs elsewhere stays, and a stone says who, when and how much', async () => {
  const { platform, query } = studio
  const root = await studio.superadmin()
  await studio.person('Nina', 'worker')
  await platform.tenancy.addPerson(north.tenantId, {
    name: 'Nina',
    email: 'nina@studio.example',
    kind: 'staff',
    archetype: 'worker',
  })
  const path = `/tenants/${north.tenantId}/deletion`
  await root.post(path, { slug: 'north', days: 1, eraseUsers: true })
  await platform.deletions.work()
  expect((await platform.tenancy.tenants.find({ slug: 'north' }))?.status).toBe('deleting')
  await expect(platform.deletions.purge(north.tenantId)).rejects.toMatchObject({ code: 'tenancy.not_due_yet' })
  studio.setNow('2026-03-11T09:00:01.000Z')
  await platform.tidy()
  expect(await platform.tenancy.tenants.find({ slug: 'north' })).toBeNull()
  const users = (await query('select email from guildhall.users order by email')).map(({ email }) => email)
  expect(users).toContain('nina@studio.example')
  expect(users).not.toContain('nora@north.example')
  expect((await nora.get('/projects')).status).toBe(401)
  const stones = (await root.get('/tenant-deletions')).body
  expect(stones).toMatchObject([
    { slug: 'north', askedBy: 'Root', usersErased: 2, purgedAt: '2026-03-11T09:00:01.000Z' },
  ])
  expect(stones[0].counts['public.projects']).toBe(1)
  expect((await root.get(path)).status).toBe(404)
  await expect(system()).rejects.toMatchObject({ code: 'tenancy.not_found' })
})
