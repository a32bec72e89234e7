import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestSmtp, type TestSmtp } from '../../core/testing/smtp.ts'
import { type Business, type Member, openStudio, type Studio } from '../studio.ts'

let studio: Studio
let smtp: TestSmtp
let north: Business
let nora: Member
let root: Awaited<ReturnType<Studio['superadmin']>>

beforeAll(async () => {
  smtp = await startTestSmtp()
  studio = await openStudio({ smtpUrl: smtp.url })
  north = await studio.business({ slug: 'north', name: 'North' })
  nora = await north.person('Nora', 'admin')
  root = await studio.superadmin()
})
afterAll(async () => {
  await studio?.close()
  await smtp?.close()
})

const set = (quotas: Record<string, number>) => root.put(`/tenants/${north.tenantId}/quotas`, { quotas })
const quotas = async () => (await nora.get('/tenant/quotas')).body

it('S2.31 fifty who create at once on two nodes get exactly as many as the limit leaves room for, and others are not held up', async () => {
  const ana = await studio.person('Ana', 'admin')
  expect((await set({ 'records.projects': 7 })).body).toEqual([{ quota: 'records.projects', most: 7, used: 0 }])
  const beside = await studio.platform.beside()
  try {
    const elsewhere = await beside.signIn('nora@north.example')
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        const values = { name: `P ${index}` }
        return index % 2
          ? (await nora.post('/projects', values)).status
          : (await elsewhere('POST', '/api/projects', values)).statusCode
      }),
    )
    expect(answers.filter((status) => status === 201)).toHaveLength(7)
    expect(answers.filter((status) => status === 409)).toHaveLength(43)
  } finally {
    await beside.close()
  }
  expect((await nora.list('projects')).body).toHaveLength(7)
  const refused = await nora.post('/projects', { name: 'One more' })
  expect(refused.body).toMatchObject({ code: 'quotas.resource', params: { most: 7, resource: 'projects' } })
  expect(refused.body.message).toBe('Limit reached: 7 projects. Remove some, or have the limit raised.')
  expect((await ana.post('/projects', { name: 'Elsewhere' })).status).toBe(201)
  const [project] = (await nora.list('projects')).body
  expect((await nora.del(`/projects/${project.id}`)).status).toBe(200)
  expect((await nora.post('/projects', { name: 'In its place' })).status).toBe(201)
})

it('S2.31 a limit of people counts who is in; who left gives his seat free and does not come back to a full house', async () => {
  await set({ people: 2 })
  const [role] = (await nora.list('roles', { archetype: 'worker' })).body
  const invite = (name: string) =>
    nora.post('/people', { name, email: `${name}@north.example`, kind: 'staff', roles: [role.id] })
  const will = await invite('will')
  expect(will.status).toBe(201)
  const full = await invite('wanda')
  expect([full.status, full.body.code]).toEqual([409, 'quotas.people'])
  expect((await nora.post(`/people/${will.body.id}/deactivate`, {})).status).toBe(200)
  expect((await invite('wanda')).status).toBe(201)
  expect((await nora.post(`/people/${will.body.id}/activate`, {})).body.code).toBe('quotas.people')
  expect(await quotas()).toEqual([{ quota: 'people', most: 2, used: 2 }])
})

it('S2.31 administrators are told at four fifths and at the end, once each, and again after there was room', async () => {
  const { quotas: keeper } = studio.platform
  await set({ 'records.clients': 5 })
  const clients = []
  for (const name of ['A', 'B', 'C', 'D']) clients.push(await nora.make('clients', { name }))
  await Promise.all([keeper.warn(), keeper.warn()])
  const near = await smtp.next('nora@north.example')
  expect([near.subject, near.text]).toEqual(['North: nearly at its limit', expect.stringContaining('4 of 5: clients')])
  await nora.make('clients', { name: 'E' })
  await keeper.warn()
  expect((await smtp.next('nora@north.example')).subject).toBe('North has reached a limit')
  await keeper.warn()
  expect(smtp.mails).toHaveLength(2)
  for (const { id } of clients) await nora.del(`/clients/${id}`)
  await keeper.warn()
  for (const name of ['F', 'G', 'H']) await nora.make('clients', { name })
  await keeper.warn()
  expect((await smtp.next('nora@north.example')).subject).toBe('North: nearly at its limit')
})

it('S2.31 requests of a minute and exports of a day have their limits too; only a superadmin sets any', async () => {
  const wendy = await north.person('Wendy', 'worker')
  expect((await set({ exportsPerDay: 2 })).status).toBe(200)
  const exports = await Promise.all(Array.from({ length: 5 }, () => nora.get('/clients/export')))
  expect(exports.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(2)
  expect((await nora.get('/clients/export')).body.code).toBe('quotas.exports_per_day')
  studio.setNow('2026-03-11T09:00:00.000Z')
  expect((await nora.get('/clients/export')).status).toBe(200)
  expect((await wendy.get('/tenant/quotas')).status).toBe(403)
  for (const person of [nora, wendy])
    expect((await person.put(`/tenants/${north.tenantId}/quotas`, { quotas: {} })).status).toBe(403)
  for (const [quota, most] of [
    ['nothing', 3],
    ['records.nothing', 3],
    ['people', -1],
  ] as const)
    expect((await set({ [quota]: most })).status).toBe(422)
  await set({ requestsPerMinute: 3 })
  const statuses = []
  for (let index = 0; index < 5; index++) statuses.push((await nora.get('/clients')).status)
  expect(statuses).toEqual([200, 200, 200, 429, 429])
  expect((await set({})).body).toEqual([])
  expect((await nora.get('/clients')).status).toBe(200)
})
