import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Member, openStudio, type Studio } from '../../../tests/studio.ts'

let studio: Studio
let admin: Member
let manager: Member
let worker: Member
let client: Member

beforeAll(async () => {
  studio = await openStudio()
  admin = await studio.person('Anna', 'admin')
  manager = await studio.person('Petra', 'manager')
  worker = await studio.person('Will', 'worker')
  client = await studio.person('Carl', 'client')
})
afterAll(() => studio?.close())

describe('clients and companies', () => {
  it('an administrator and a manager create clients; a worker and a client do not', async () => {
    expect((await admin.post('/clients', { name: 'One' })).status).toBe(201)
    expect((await manager.post('/clients', { name: 'Two' })).status).toBe(201)
    expect((await worker.post('/clients', { name: 'Three' })).status).toBe(403)
    expect((await client.post('/clients', { name: 'Four' })).status).toBe(403)
  })

  it('a manager cannot link a login to a client: that would open his projects to it', async () => {
    const answer = await manager.post('/clients', { name: 'Five', person: client.id })
    expect(answer.status).toBe(403)
    expect(answer.body.fields[0].path).toBe('person')
  })

  it('a number that another client has warns and does not refuse, however it is written', async () => {
    const first = await admin.make('clients', { name: 'Dan', phones: ['+40 722 123 456'] })
    const second = await admin.make('clients', { name: 'Dan again', phones: ['0722-123-456'] })
    expect(second.similar).toEqual([first.id])
    const other = await admin.make('clients', { name: 'Else', phones: ['0722 123 457'] })
    expect(other.similar).toEqual([])
  })

  it('before anything is saved, a form can ask who has this number or address', async () => {
    const dora = await admin.make('clients', { name: 'Dora', phones: ['0733 000 111'], email: 'dora@mail.example' })
    const firm = await admin.make('companies', { name: 'Dora Ltd', phones: ['+40733000111'] })
    const { status, body } = await manager.get(
      `/directory/similar?phone=${encodeURIComponent('0733000111')}&email=DORA@mail.example`,
    )
    expect(status).toBe(200)
    expect(body).toEqual([
      { resource: 'clients', id: dora.id, name: 'Dora', by: ['phone', 'email'] },
      { resource: 'companies', id: firm.id, name: 'Dora Ltd', by: ['phone'] },
    ])
    expect((await worker.get('/directory/similar?phone=0733000111')).status).toBe(403)
    expect((await manager.get('/directory/similar?phone=abc')).status).toBe(422)
  })

  it('digits find a client whatever stands between them', async () => {
    await admin.make('clients', { name: 'Searched', phones: ['+40 (744) 55-66-77'] })
    expect(
      (await manager.list('clients', { q: '0744556677'.slice(1) })).body.map((one: { name: string }) => one.name),
    ).toEqual(['Searched'])
  })

  it('a client of two companies sees both, and loses one at once when it is unlinked', async () => {
    const one = await admin.make('companies', { name: 'CO1', notes: 'secret' })
    const two = await admin.make('companies', { name: 'CO2' })
    const three = await admin.make('companies', { name: 'CO3' })
    const card = await admin.make('clients', {
      name: 'Carl',
      person: client.id,
      companies: [one.id, two.id],
      notes: 'pays late',
    })
    expect((await client.list('companies')).body.map(({ name }: { name: string }) => name)).toEqual(['CO1', 'CO2'])
    expect((await client.get(`/companies/${one.id}`)).body).not.toHaveProperty('notes')
    expect((await client.get(`/companies/${three.id}`)).status).toBe(404)
    const own = await client.get(`/clients/${card.id}`)
    expect(own.status).toBe(200)
    expect(own.body).not.toHaveProperty('notes')
    expect((await admin.patch(`/clients/${card.id}`, { companies: [one.id] })).status).toBe(200)
    expect((await client.get(`/companies/${two.id}`)).status).toBe(404)
    expect((await client.list('companies')).body).toHaveLength(1)
    expect((await client.list('clients')).body).toHaveLength(1)
  })

  it('a client mends his own telephone number and nothing that is ours to say', async () => {
    const [own] = (await client.list('clients')).body
    expect((await client.patch(`/clients/${own.id}`, { phones: ['0755 000 000'] })).status).toBe(200)
    expect((await client.patch(`/clients/${own.id}`, { name: 'Carlo' })).status).toBe(403)
    expect((await client.patch(`/clients/${own.id}`, { companies: [] })).status).toBe(403)
  })

  it('a company’s address cannot become a login, nor a login’s address a company’s', async () => {
    await admin.make('companies', { name: 'Mail Ltd', email: 'office@mail.example' })
    const roles = (await admin.list('roles')).body as { id: string; archetype: string }[]
    const role = roles.find(({ archetype }) => archetype === 'worker')?.id
    const login = { name: 'X', email: 'Office@Mail.example', kind: 'staff', roles: [role] }
    const refused = await admin.post('/people', login)
    expect(refused.status).toBe(422)
    expect(refused.body).toMatchObject({ code: 'directory.company_address', fields: [{ path: 'email' }] })
    expect((await admin.post('/people', { ...login, email: 'other@mail.example' })).status).toBe(201)
    const answer = await admin.post('/companies', { name: 'Anna Ltd', email: 'ANNA@studio.example' })
    expect(answer.status).toBe(422)
    expect(answer.body.code).toBe('directory.login_address')
    expect(answer.body.fields[0].path).toBe('email')
  })
})

describe('logins of clients', () => {
  it('an administrator, or a member of the staff who holds the right, invites a client in his language; others do not', async () => {
    const card = await admin.make('clients', { name: 'Ilie', email: 'ilie@mail.example', language: 'ro' })
    const trusted = await studio.person('Tina', 'worker', {
      may: [{ resource: 'clients', rule: { action: 'manage' } }],
    })
    expect((await manager.post(`/clients/${card.id}/invite`)).status).toBe(403)
    const invited = await trusted.post(`/clients/${card.id}/invite`)
    expect(invited.status).toBe(200)
    const person = (await admin.get(`/people/${invited.body.person}`)).body
    expect(person).toMatchObject({ kind: 'client', status: 'invited', language: 'ro', email: 'ilie@mail.example' })
    expect((await admin.post(`/clients/${card.id}/invite`)).status).toBe(409)
    expect((await trusted.post('/clients', { name: 'Made by Tina' })).status).toBe(201)
    expect((await trusted.post('/companies', { name: 'Not by Tina' })).status).toBe(403)
  })
  it('an address that a member of the staff signs in with does not become a client’s login', async () => {
    const card = await admin.make('clients', { name: 'Will as client', email: 'will@studio.example' })
    expect([409, 422]).toContain((await admin.post(`/clients/${card.id}/invite`)).status)
    expect((await admin.get(`/clients/${card.id}`)).body.person).toBeNull()
  })
})

describe('assets', () => {
  it('an asset belongs to somebody, who sees it; others do not', async () => {
    const [own] = (await client.list('clients')).body
    const car = await admin.make('assets', { name: 'Logan', client: own.id, plate: 'B 12 ABC', notes: 'rust' })
    const other = await admin.make('clients', { name: 'Other' })
    const bike = await admin.make('assets', { name: 'Bike', client: other.id, kind: 'other' })
    expect((await admin.post('/assets', { name: 'Nobody’s' })).status).toBe(422)
    const seen = await client.get(`/assets/${car.id}`)
    expect(seen.body.plate).toBe('B 12 ABC')
    expect(seen.body).not.toHaveProperty('notes')
    expect((await client.get(`/assets/${bike.id}`)).status).toBe(404)
  })
  it('one vehicle has one VIN, whatever its case', async () => {
    const owner = await admin.make('clients', { name: 'Owner' })
    await admin.make('assets', { name: 'One', client: owner.id, vin: 'WVWZZZ1JZ3W386752' })
    expect((await admin.post('/assets', { name: 'Two', client: owner.id, vin: 'wvwzzz1jz3w386752' })).status).toBe(409)
  })
})
