import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Member, openStudio, type Studio } from '../../../tests/studio.ts'

let studio: Studio
let admin: Member
let manager: Member
let worker: Member

beforeAll(async () => {
  studio = await openStudio()
  admin = await studio.person('Anna', 'admin')
  manager = await studio.person('Petra', 'manager')
  worker = await studio.person('Will', 'worker')
})
afterAll(() => studio?.close())

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
