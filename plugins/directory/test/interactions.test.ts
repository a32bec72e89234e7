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
