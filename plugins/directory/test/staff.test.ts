import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Member, openStudio, type Studio } from '../../../tests/studio.ts'

let studio: Studio
let admin: Member
let manager: Member
let client: Member
let worker: Member

beforeAll(async () => {
  studio = await openStudio()
  admin = await studio.person('Anna', 'admin')
  manager = await studio.person('Petra', 'manager')
  client = await studio.person('Carl', 'client')
  worker = await studio.person('Will', 'worker')
})
afterAll(() => studio?.close())

describe('staff', () => {
  it('a rate is for administrators only', async () => {
    const rate = { amount: 3000, currency: 'EUR' }
    const will = await admin.make('staff', { name: 'Will', person: worker.id, hourlyRate: rate })
    expect((await admin.get(`/staff/${will.id}`)).body.hourlyRate).toEqual(rate)
    for (const person of [manager, worker])
      expect((await person.get(`/staff/${will.id}`)).body).not.toHaveProperty('hourlyRate')
    expect((await client.list('staff')).status).toBe(403)
    expect((await manager.post('/staff', { name: 'X' })).status).toBe(403)
  })
  it('nobody is his own superior, not even by way of others', async () => {
    const top = await admin.make('staff', { name: 'Top' })
    const middle = await admin.make('staff', { name: 'Middle', supervisor: top.id })
    expect((await admin.patch(`/staff/${top.id}`, { supervisor: middle.id })).status).toBe(422)
  })
  it('a schedule ends after it begins and does not overlap, and the answer names the stretch', async () => {
    const ok = [
      { day: 1, from: '09:00', to: '13:00' },
      { day: 1, from: '14:00', to: '24:00' },
    ]
    expect((await admin.post('/staff', { name: 'S', schedule: ok })).status).toBe(201)
    const backwards = await admin.post('/staff', { name: 'S', schedule: [{ day: 1, from: '13:00', to: '09:00' }] })
    expect(backwards.body.fields).toMatchObject([{ path: 'schedule.0.to', code: 'staff.stretch_backwards' }])
    const overlapping = await admin.post('/staff', {
      name: 'S',
      schedule: [...ok, { day: 1, from: '12:00', to: '15:00' }],
    })
    expect(overlapping.body.fields).toMatchObject([{ path: 'schedule.2.from', code: 'staff.stretches_overlap' }])
    expect((await admin.post('/staff', { name: 'S', schedule: [{ day: 8, from: '09:00', to: '10:00' }] })).status).toBe(
      422,
    )
  })
  it('who is dismissed stays in the books and is taken back with a new first day', async () => {
    const eva = await admin.make('staff', { name: 'Eva', startsOn: '2026-01-05' })
    const dismissed = await admin.post(`/staff/${eva.id}/dismiss`, { reason: 'moved' })
    expect(dismissed.body).toMatchObject({ status: 'dismissed', endsOn: '2026-03-10' })
    expect((await admin.post(`/staff/${eva.id}/dismiss`)).status).toBe(409)
    expect((await manager.list('staff', { name: 'Eva' })).body).toHaveLength(1)
    expect((await worker.list('staff', { name: 'Eva' })).body).toHaveLength(0)
    expect((await admin.post(`/staff/${eva.id}/rehire`, { firstDay: '2026-04-01' })).body).toMatchObject({
      status: 'active',
      startsOn: '2026-04-01',
      endsOn: null,
    })
  })
  it('a dismissed member of the staff loses the login the same moment', async () => {
    const paul = await studio.person('Paul', 'worker')
    const card = await admin.make('staff', { name: 'Paul', person: paul.id })
    expect((await paul.list('staff')).status).toBe(200)
    await admin.post(`/staff/${card.id}/dismiss`)
    expect((await paul.list('staff')).status).toBe(401)
    await expect(studio.platform.signIn('paul@studio.example')).rejects.toThrow()
    await admin.post(`/staff/${card.id}/rehire`)
    await studio.platform.signIn('paul@studio.example')
  })
  it('an administrator gives the staff a login with a role he holds himself; the invitation goes out', async () => {
    const card = await admin.make('staff', { name: 'Irma', email: 'irma@mail.example', startsOn: '2026-03-01' })
    const roles = (await admin.list('roles')).body as { id: string; archetype: string }[]
    const role = roles.find(({ archetype }) => archetype === 'worker')?.id
    const invited = await admin.post(`/staff/${card.id}/invite`, { role })
    expect(invited.status).toBe(200)
    const person = (await admin.get(`/people/${invited.body.person}`)).body
    expect(person).toMatchObject({ email: 'irma@mail.example', kind: 'staff', roles: [role], startsOn: '2026-03-01' })
    expect((await admin.post(`/staff/${card.id}/invite`, { role })).status).toBe(409)
    const nameless = await admin.make('staff', { name: 'No mail' })
    expect((await admin.post(`/staff/${nameless.id}/invite`, { role })).body.fields).toMatchObject([{ path: 'email' }])
  })
  it('who may manage staff and nothing else cannot give a role that he does not hold', async () => {
    const trusted = await studio.person('Trudy', 'worker', {
      may: [
        { resource: 'staff', rule: { action: 'manage' } },
        { resource: 'people', rule: { action: 'create' } },
        { resource: 'roles', rule: { action: 'read' } },
      ],
    })
    const card = await trusted.make('staff', { name: 'New boss', email: 'boss@mail.example' })
    const roles = (await admin.list('roles')).body as { id: string; archetype: string }[]
    const role = roles.find(({ archetype }) => archetype === 'admin')?.id
    expect((await trusted.post(`/staff/${card.id}/invite`, { role })).status).toBe(403)
    expect((await admin.list('people', { email: 'boss@mail.example' })).body).toEqual([])
  })
  it('the login begins on the first day', async () => {
    const nina = await studio.person('Nina', 'worker')
    await admin.make('staff', { name: 'Nina', person: nina.id, startsOn: '2026-05-01' })
    await expect(studio.platform.signIn('nina@studio.example')).rejects.toThrow()
    studio.setNow('2026-05-01T09:00:00.000Z')
    await studio.platform.signIn('nina@studio.example')
    studio.setNow('2026-03-10T09:00:00.000Z')
  })
})
