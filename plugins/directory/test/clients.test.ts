import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStudio } from '../../../tests/studio.ts'

type Studio = Awaited<ReturnType<typeof openStudio>>
type Person = Awaited<ReturnType<Studio['person']>>
let studio: Studio
let admin: Person
let manager: Person
let worker: Person
let client: Person

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
    const login = await studio.asSystem((scope) =>
      scope
        .records({ name: 'people', fields: {} } as never)
        .create({ name: 'X', email: 'Office@Mail.example', kind: 'client', roles: [] } as never)
        .then(
          () => 'made',
          ({ status, code }) => `${status} ${code}`,
        ),
    )
    expect(login).toBe('422 directory.company_address')
    const answer = await admin.post('/companies', { name: 'Anna Ltd', email: 'ANNA@studio.example' })
    expect(answer.status).toBe(422)
    expect(answer.body.code).toBe('directory.login_address')
    expect(answer.body.fields[0].path).toBe('email')
  })
})

describe('merging duplicates', () => {
  it('the winner keeps his words, takes what he lacked and all that pointed to the other, who is archived', async () => {
    const firm = await admin.make('companies', { name: 'M Ltd' })
    const winner = await admin.make('clients', { name: 'Mara', phones: ['0700 111 222'], notes: 'old friend' })
    const loser = await admin.make('clients', {
      name: 'Mara B.',
      phones: ['0700 111 222', '0700 333 444'],
      email: 'mara@mail.example',
      companies: [firm.id],
      notes: 'moved',
    })
    await admin.make('interactions', { client: loser.id, kind: 'call', text: 'Hello' })
    await admin.make('assets', { client: loser.id, name: 'Car' })
    const answer = await admin.post(`/clients/${winner.id}/merge`, { duplicate: loser.id })
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      name: 'Mara',
      email: 'mara@mail.example',
      companies: [firm.id],
      notes: 'old friend\n\nmoved',
      similar: [],
    })
    expect(answer.body.phones).toEqual(['0700 111 222', '0700 333 444'])
    expect((await admin.list('interactions', { client: winner.id })).body).toHaveLength(1)
    expect((await admin.list('assets', { client: winner.id })).body).toHaveLength(1)
    expect((await admin.get(`/clients/${loser.id}`)).body.archivedAt).not.toBeNull()
    expect((await admin.get(`/clients/${winner.id}`)).body.version).toBe(answer.body.version)
  })

  it('nobody merges with himself, and a manager merges nobody', async () => {
    const one = await admin.make('clients', { name: 'A' })
    const two = await admin.make('clients', { name: 'B' })
    expect((await admin.post(`/clients/${one.id}/merge`, { duplicate: one.id })).status).toBe(422)
    expect((await manager.post(`/clients/${one.id}/merge`, { duplicate: two.id })).status).toBe(403)
    expect((await worker.post(`/clients/${one.id}/merge`, { duplicate: two.id })).status).toBe(404)
  })
})

describe('the story with a client', () => {
  it('a call and a note stand newest first with author and time', async () => {
    const ion = await admin.make('clients', { name: 'Ion' })
    await manager.make('interactions', { client: ion.id, kind: 'call', text: 'First', at: '2026-03-01T10:00:00Z' })
    await manager.make('interactions', { client: ion.id, kind: 'note', text: 'Second', at: '2026-03-02T10:00:00Z' })
    const { body } = await manager.list('interactions', { client: ion.id })
    expect(body.map(({ text, author, at }: Record<string, string>) => [text, author, at])).toEqual([
      ['Second', manager.id, '2026-03-02T10:00:00.000Z'],
      ['First', manager.id, '2026-03-01T10:00:00.000Z'],
    ])
    expect((await worker.get(`/clients/${ion.id}`)).status).toBe(404)
    expect((await worker.list('interactions')).status).toBe(403)
  })

  it('nobody writes in another’s name, not even an administrator', async () => {
    const ion = await admin.make('clients', { name: 'Ion B.' })
    expect((await manager.post('/interactions', { client: ion.id, text: 'x', author: admin.id })).status).toBe(422)
    expect((await admin.post('/interactions', { client: ion.id, text: 'x', author: manager.id })).status).toBe(422)
    const mine = await admin.make('interactions', { client: ion.id, text: 'x' })
    expect((await admin.patch(`/interactions/${mine.id}`, { author: manager.id })).status).toBe(422)
    expect((await manager.patch(`/interactions/${mine.id}`, { text: 'y' })).status).toBe(403)
  })

  it('an interaction is with somebody', async () => {
    const answer = await manager.post('/interactions', { text: 'alone' })
    expect(answer.status).toBe(422)
    expect(answer.body.fields[0]).toMatchObject({ path: 'client', code: 'interactions.party_needed' })
  })

  it('the list of the quiet ones sorts by last activity and forgets those who were called today', async () => {
    studio.setNow('2026-01-01T09:00:00.000Z')
    const quiet = await admin.make('clients', { name: 'Quiet' })
    const called = await admin.make('clients', { name: 'Called' })
    studio.setNow('2026-03-10T09:00:00.000Z')
    await manager.make('interactions', { client: called.id, kind: 'call', text: 'Hi' })
    await manager.make('interactions', {
      client: quiet.id,
      kind: 'meeting',
      text: 'Planned',
      at: '2026-01-01T08:00:00Z',
    })
    const { body } = await manager.list('clients', { lastActivityAt_lte: '$now-60d' }, ['lastActivityAt', 'ASC'])
    expect(body.map(({ id }: { id: string }) => id)).toEqual([quiet.id])
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
    await admin.post(`/staff/${card.id}/dismiss`)
    expect((await admin.get(`/people/${paul.id}`)).body.status).toBe('deactivated')
    await admin.post(`/staff/${card.id}/rehire`)
    expect((await admin.get(`/people/${paul.id}`)).body.status).not.toBe('deactivated')
  })
  it('the login begins on the first day', async () => {
    const nina = await studio.person('Nina', 'worker')
    await admin.make('staff', { name: 'Nina', person: nina.id, startsOn: '2026-05-01' })
    expect((await admin.get(`/people/${nina.id}`)).body.startsOn).toBe('2026-05-01')
  })
})
