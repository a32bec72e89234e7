import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Member, openStudio, type Studio } from '../../../tests/studio.ts'

type Row = { id: string; [name: string]: unknown }

let studio: Studio
let admin: Member
let st1: Member
let st2: Member
let c1: Member
let c2: Member
let task: Row
let foreign: Row

beforeAll(async () => {
  studio = await openStudio()
  admin = await studio.person('Anna', 'admin')
  st1 = await studio.person('Stan', 'worker')
  st2 = await studio.person('Sorin', 'worker')
  c1 = await studio.person('Clara', 'client')
  c2 = await studio.person('Carl', 'client')
  const own = async (client: Member, name: string) => {
    const card = await admin.make('clients', { name })
    await studio.asSystem((scope) =>
      scope.records({ name: 'clients', fields: {} }).update(card.id, { person: client.id } as never),
    )
    const project = await admin.make('projects', { name: `Work for ${name}`, client: card.id })
    await admin.make('project-members', { project: project.id, person: st1.id })
    return admin.make('tasks', { project: project.id, title: `Poster for ${name}`, assignees: [st1.id] })
  }
  task = (await own(c1, 'Clara')) as Row
  foreign = (await own(c2, 'Carl')) as Row
}, 60_000)
afterAll(() => studio.close())

const open = (values: object = {}, by = c1) =>
  by.make('tickets', {
    title: 'The colours are wrong',
    kind: 'problem',
    about: `tasks/${task.id}`,
    ...values,
  }) as Promise<Row>
const say = (by: Member, ticket: Row, text: string, more: object = {}) =>
  by.post('/ticket-messages', { ticket: ticket.id, text, ...more })
const heard = async (by: Member, ticket: Row) =>
  ((await by.get(`/ticket-messages?filter=${JSON.stringify({ ticket: ticket.id })}`)).body as never as Row[]).map(
    ({ text }) => text,
  )
const act = (by: Member, ticket: Row, action: string, input: object = {}) =>
  by.post(`/tickets/${ticket.id}/${action}`, input)
const seen = async (by: Member, { id }: Row) => (await by.get(`/tickets/${id}`)).body as Row
const told = async (by: Member) => {
  await studio.platform.events.drain({ hurry: true })
  return ((await by.get('/notifications?sort=["createdAt","DESC"]')).body as never as Row[]).map(({ title }) => title)
}
/** Sessions end with the days that pass. */
async function at(now: string) {
  studio.setNow(now)
  const again = ({ id, email }: Member) => studio.signedIn(id, email)
  ;[admin, st1, st2, c1, c2] = await Promise.all([again(admin), again(st1), again(st2), again(c1), again(c2)])
}

it('S2.46 a client opens a ticket on his own task, the administrator is told, and no other client knows of it', async () => {
  const ticket = await open()
  expect(ticket).toMatchObject({ status: 'new', about: `tasks/${task.id}` })
  expect(ticket).not.toHaveProperty('resolveDueAt')
  expect(await seen(admin, ticket)).toMatchObject({ client: expect.any(String), requester: c1.id, priority: 'normal' })
  expect(await told(admin)).toContain('New: The colours are wrong')
  expect((await c2.get(`/tickets/${ticket.id}`)).status).toBe(404)
  expect((await st2.get(`/tickets/${ticket.id}`)).status).toBe(404)
  expect((await say(c2, ticket, 'Let me in')).status).not.toBe(201)
  expect((await c1.post('/tickets', { title: 'Not mine', about: `tasks/${foreign.id}` })).status).toBe(422)
  expect((await c1.post('/tickets', { title: 'As another', requester: c2.id })).status).toBe(403)
  expect((await c1.post('/tickets', { title: 'Now', priority: 'urgent' })).status).toBe(403)
})

it('S2.47 one staff member at a time is to solve it; he is told, and its past names those before him', async () => {
  const ticket = await open({ title: 'Assign me' })
  expect((await act(st1, ticket, 'assign', { assignee: st1.id })).status).toBe(404)
  const strange = await act(admin, ticket, 'assign', { assignee: st2.id })
  expect(strange).toMatchObject({ status: 200, body: { _warnings: [{ code: 'tickets.not_on_task' }] } })
  const right = await act(admin, ticket, 'assign', { assignee: st1.id })
  expect(right.status).toBe(200)
  expect(right.body).not.toHaveProperty('_warnings')
  expect(await seen(st1, ticket)).toMatchObject({ assignee: st1.id, status: 'open' })
  expect((await st2.get(`/tickets/${ticket.id}`)).status).toBe(404)
  expect(await told(st1)).toContain('For you: Assign me')
  const { body } = await admin.get(`/tickets/${ticket.id}/history`)
  const past = (body as never as { after?: { assignee?: string } }[]).flatMap(({ after }) => after?.assignee ?? [])
  expect(past.toSorted()).toEqual([st1.id, st2.id].toSorted())
})

it('S2.68 he answers and resolves it; notes never reach the client; the client comes back within days, and not after', async () => {
  const ticket = await open({ title: 'Solve me' })
  await act(admin, ticket, 'assign', { assignee: st1.id })
  expect((await say(st1, ticket, 'We look at it')).status).toBe(201)
  expect((await say(st1, ticket, 'The client is difficult', { visibility: 'internal' })).status).toBe(201)
  expect(await heard(st1, ticket)).toEqual(['We look at it', 'The client is difficult'])
  expect(await heard(c1, ticket)).toEqual(['We look at it'])
  expect((await say(c1, ticket, 'A secret', { visibility: 'internal' })).status).toBe(403)
  const titles = (await told(c1)).join()
  expect(titles).toContain('Stan: Solve me')
  expect(JSON.stringify((await c1.get('/notifications')).body)).not.toContain('difficult')
  expect((await c1.get('/search?q=difficult')).text).not.toContain('difficult"')
  expect((await act(c1, ticket, 'resolve')).status).toBe(403)
  expect((await act(st1, ticket, 'resolve', { answer: 'Printed anew' })).status).toBe(200)
  expect(await heard(c1, ticket)).toEqual(['We look at it', 'Printed anew'])
  expect((await act(st1, ticket, 'rate', { score: 5 })).status).toBe(403)
  expect((await act(c1, ticket, 'rate', { score: 6 })).status).toBe(422)
  expect((await act(c1, ticket, 'rate', { score: 4, comment: 'Quick' })).status).toBe(200)
  expect((await act(c1, ticket, 'reopen', { reason: 'Still wrong' })).status).toBe(200)
  expect(await seen(c1, ticket)).toMatchObject({ status: 'open' })
  await act(st1, ticket, 'resolve')
  await at('2026-03-18T09:00:01.000Z')
  expect(await act(c1, ticket, 'reopen')).toMatchObject({ status: 409, body: { code: 'tickets.reopen_over' } })
  await studio.platform.events.enqueueJob({ tenantId: studio.tenantId, plugin: 'tickets', job: 'closeResolved' })
  await studio.platform.events.drain({ hurry: true })
  expect(await seen(admin, ticket)).toMatchObject({ status: 'closed' })
  expect((await act(admin, ticket, 'reopen')).status).toBe(200)
  await at('2026-03-10T09:00:00.000Z')
})

it('a message is said once: nobody changes or removes it', async () => {
  const ticket = await open({ title: 'Said' })
  const message = (await say(c1, ticket, 'First')).body as never as Row
  for (const by of [c1, admin]) {
    expect([403, 422]).toContain((await by.patch(`/ticket-messages/${message.id}`, { text: 'Other' })).status)
    expect((await by.call('DELETE', `/ticket-messages/${message.id}`)).status).toBe(403)
  }
})

it('deadlines are reckoned in working hours from when it came, stand still while the client is waited for, and one warning comes in time', async () => {
  await at('2026-03-13T14:30:00.000Z')
  const ticket = await open({ title: 'Friday evening' })
  expect(await seen(admin, ticket)).toMatchObject({
    answerDueAt: '2026-03-16T13:30:00.000Z',
    resolveDueAt: '2026-03-20T09:30:00.000Z',
  })
  await admin.patch(`/tickets/${ticket.id}`, { priority: 'urgent' })
  expect(await seen(admin, ticket)).toMatchObject({
    answerDueAt: '2026-03-13T15:30:00.000Z',
    resolveDueAt: '2026-03-16T13:30:00.000Z',
  })
  await act(admin, ticket, 'assign', { assignee: st1.id })
  await say(st1, ticket, 'Which red?')
  await act(st1, ticket, 'wait')
  expect(await seen(admin, ticket)).toMatchObject({ answerDueAt: null, resolveDueAt: null, minutesLeft: 480 })
  await at('2026-03-18T07:30:00.000Z')
  await say(c1, ticket, 'The dark one')
  expect(await seen(admin, ticket)).toMatchObject({ status: 'open', resolveDueAt: '2026-03-18T15:30:00.000Z' })
  await at('2026-03-18T14:40:00.000Z')
  const warnings = async () => (await told(st1)).filter((title) => title === 'Due soon: Friday evening').length
  for (let round = 0; round < 2; round++) {
    await studio.platform.events.enqueueJob({ tenantId: studio.tenantId, plugin: 'tickets', job: 'dueSoon' })
    expect(await warnings()).toBe(1)
  }
  await at('2026-03-10T09:00:00.000Z')
})

it('two of one client become one, with what was said in both; another client’s is never joined to it', async () => {
  const [first, second, other] = [
    await open({ title: 'First' }),
    await open({ title: 'Second' }),
    await open({ title: 'Carl’s', about: `tasks/${foreign.id}` }, c2),
  ]
  await say(c1, first, 'One')
  await say(c1, second, 'Two')
  expect((await act(admin, second, 'merge', { into: second.id })).status).toBe(422)
  expect((await act(admin, second, 'merge', { into: other.id })).status).toBe(422)
  expect((await act(c1, second, 'merge', { into: first.id })).status).toBe(403)
  expect((await act(admin, second, 'merge', { into: first.id })).status).toBe(200)
  expect(await heard(c1, first)).toEqual(['One', 'Two'])
  expect(await seen(c1, second)).toMatchObject({ status: 'closed', mergedInto: first.id })
  expect((await act(c1, second, 'reopen')).status).toBe(409)
  expect((await act(admin, other, 'merge', { into: second.id })).status).toBe(409)
})
