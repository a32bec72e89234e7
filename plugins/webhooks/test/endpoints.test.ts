import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPostOffice, type PostOffice } from './post-office.ts'
import { verify } from './receiver.ts'

let office: PostOffice
beforeAll(async () => {
  office = await openPostOffice()
})
afterAll(() => office?.close())
const last = () => office.receiver.received.at(-1) as never

describe('the secret', () => {
  it('is shown once and then never again, not even in what is kept of it', async () => {
    const { admin, studio } = office
    const { id } = await office.endpoint()
    const { body } = await admin.post(`/webhooks/endpoints/${id}/secret/reveal`)
    expect(body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/)
    expect(await admin.post(`/webhooks/endpoints/${id}/secret/reveal`)).toMatchObject({
      status: 409,
      body: { code: 'webhooks.secret_shown' },
    })
    const raw = Buffer.from(body.secret.slice(6), 'base64')
    const [kept] = await studio.query('select value from guildhall.kept_secrets where name = $1', [`${id}/current`])
    expect(kept?.value.includes(raw) || kept?.value.includes(body.secret)).toBe(false)
    const [told] = await studio.query(
      `select count(*)::int as n from (select to_jsonb(h) as row from guildhall.history h union all select to_jsonb(o) from guildhall.outbox o) x where row::text like '%whsec_%'`,
    )
    expect(told?.n).toBe(0)
    expect((await admin.get(`/webhook-endpoints/${id}`)).text).not.toContain(body.secret)
    await admin.del(`/webhook-endpoints/${id}`)
    expect(await studio.query('select 1 from guildhall.kept_secrets where name like $1', [`${id}/%`])).toEqual([])
  })

  it('made anew it signs beside the one before for a day, and alone after it', async () => {
    const { admin, settle, now } = office
    const { id } = await office.endpoint({ events: ['projects.projects.created'] })
    const first = await office.secret(id)
    const { secret: second } = (await admin.post(`/webhooks/endpoints/${id}/secret/rotate`)).body
    expect(second).not.toBe(first)
    await admin.make('projects', { name: 'P' })
    await settle()
    expect(verify(first, last(), now())).toEqual(verify(second, last(), now()))
    await office.pass(86_401)
    await admin.make('projects', { name: 'P' })
    await settle()
    expect(verify(second, last(), now())).toMatchObject({ type: 'projects.projects.created' })
    expect(() => verify(first, last(), now())).toThrow()
    await admin.del(`/webhook-endpoints/${id}`)
  })
})

describe('what is sent along', () => {
  it('is what its reader may read when it is sent, and nothing once he lost the right', async () => {
    const { studio, settle, receiver } = office
    const keeper = await studio.person('Kim', 'manager', {
      may: [
        { resource: 'webhook-endpoints', rule: { action: 'create' } },
        { resource: 'webhook-endpoints', rule: { action: 'read' } },
        { resource: 'webhook-endpoints', rule: { action: 'update' } },
      ],
    })
    const { id, reader } = await office.endpoint({ events: ['projects.tasks.*'], includesRecord: true }, keeper)
    expect(reader).toBe(keeper.id)
    const task = await office.task('Seen', keeper)
    await settle()
    expect(last()).toMatchObject({ message: { data: { id: task.id }, record: { title: 'Seen' } } })
    await office.admin.post(`/people/${keeper.id}/deactivate`)
    await office.admin.patch(`/tasks/${task.id}`, { title: 'Hidden' })
    await settle()
    expect(last()).toMatchObject({ message: { type: 'projects.tasks.updated', data: { id: task.id } } })
    expect(receiver.received.at(-1)?.body).not.toContain('Hidden')
    expect(receiver.received.at(-1)?.message).not.toHaveProperty('record')
    await office.admin.patch(`/webhook-endpoints/${id}`, { name: 'Renamed' })
    expect((await office.admin.get(`/webhook-endpoints/${id}`)).body.reader).toBe(keeper.id)
    await office.admin.patch(`/webhook-endpoints/${id}`, { url: `${receiver.url}?new` })
    expect((await office.admin.get(`/webhook-endpoints/${id}`)).body.reader).toBe(office.admin.id)
    await office.admin.del(`/webhook-endpoints/${id}`)
  })
})

describe('an endpoint', () => {
  it('is tested with an answer to be seen at once, also before it is active, and a test is not tried again', async () => {
    const { admin, settle, receiver } = office
    const { id } = await office.endpoint()
    await admin.post(`/webhook-endpoints/${id}/pause`)
    receiver.answer = (response) => response.writeHead(418).end('short and stout')
    expect((await admin.post(`/webhook-endpoints/${id}/ping`)).status).toBe(200)
    await settle()
    const [ping] = await office.deliveries(id)
    expect(ping).toMatchObject({ event: 'webhooks.ping', status: 'failed', answered: 418 })
    expect((await office.attempts(ping.id))[0]).toMatchObject({ answer: 'short and stout' })
    const before = receiver.received.length
    await office.pass(3600)
    expect(receiver.received).toHaveLength(before)
    receiver.answer = (response) => response.writeHead(204).end()
    await admin.del(`/webhook-endpoints/${id}`)
  })

  it('chooses among the events there are, in words, and refuses what is no pattern', async () => {
    const { body } = await office.admin.get('/webhooks/events')
    expect(body).toContainEqual({ name: 'projects.tasks.completed', group: 'Tasks', label: 'Complete' })
    expect(body).toContainEqual({ name: 'core.people.created', group: 'People', label: 'Created' })
    expect(body.map(({ name }: { name: string }) => name)).toContain('projects.task.due_soon')
    expect(body.filter(({ name }: { name: string }) => name.startsWith('webhooks.'))).toEqual([])
    for (const events of [[], ['tasks..created'], ['Tasks.*'], ['a***']])
      expect(
        (await office.admin.post('/webhook-endpoints', { name: 'X', url: 'https://x.example', events })).status,
      ).toBe(422)
  })

  it('that is heard of by everything is not told of its own deliveries', async () => {
    const { id } = await office.endpoint({ events: ['**'] })
    await office.admin.make('companies', { name: 'Acme' })
    await office.settle()
    expect((await office.deliveries(id)).map(({ event }: { event: string }) => event)).toEqual([
      'directory.companies.created',
    ])
    await office.admin.del(`/webhook-endpoints/${id}`)
  })

  it('gets hundreds of events at once with one delivery for each, and far fewer runs', async () => {
    const { id } = await office.endpoint({ events: ['directory.companies.*'] })
    const many = Array.from({ length: 300 }, (_, index) => ({ name: `Company ${index}` }))
    await office.studio.asSystem(async (scope) => {
      for (const values of many) await scope.records({ name: 'companies', fields: {} } as never).create(values as never)
    })
    const [before] = await office.studio.query(
      `select count(*)::int as n from guildhall.job_runs where job = 'webhooks.send'`,
    )
    await office.settle()
    const [after] = await office.studio.query(
      `select count(*)::int as n from guildhall.job_runs where job = 'webhooks.send'`,
    )
    const [told] = await office.studio.query(
      'select count(*)::int as n from public.webhook_deliveries where endpoint_id = $1 and status = $2',
      [id, 'delivered'],
    )
    expect(told?.n).toBe(300)
    expect(after?.n - before?.n).toBeLessThan(60)
  })

  it('is forgotten with its deliveries after as long as the tenant says, and what waits is kept', async () => {
    const { admin, studio, receiver, settle } = office
    const { id } = await office.endpoint({ events: ['directory.companies.created'] })
    await admin.make('companies', { name: 'Old' })
    await settle()
    receiver.answer = (response) => response.writeHead(500).end()
    await admin.make('companies', { name: 'Waits' })
    await settle()
    await admin.post(`/webhook-endpoints/${id}/pause`)
    await office.pass(31 * 86_400)
    await studio.platform.events.enqueueJob({ tenantId: studio.tenantId, plugin: 'webhooks', job: 'prune' })
    await settle()
    // So long no session lasts.
    const back = await studio.signedIn(admin.id, admin.email)
    const left = (await back.list('webhook-deliveries', { endpoint: id })).body
    expect(left.map(({ status }: { status: string }) => status)).toEqual(['waiting'])
  })
})

it('a pattern that no event can meet is refused at its field', async () => {
  const given = { name: 'X', url: 'https://shop.example/', events: ['directory.**', 'companies.*'] }
  const admin = await office.studio.signedIn(office.admin.id, office.admin.email)
  expect(await admin.post('/webhook-endpoints', given)).toMatchObject({
    status: 422,
    body: { code: 'webhooks.event_unknown', params: { pattern: 'companies.*' }, fields: [{ path: 'events' }] },
  })
})

describe('where the operator does not allow it', () => {
  it('no private address is taken, by its looks when it is entered', async () => {
    const closed = await openPostOffice({ mayAskPrivate: false })
    try {
      for (const url of ['http://127.0.0.1:9/x', 'https://10.0.0.8/x', 'https://[::1]/', 'http://shop.example/']) {
        const { status, body } = await closed.admin.post('/webhook-endpoints', { name: 'X', url, events: ['**'] })
        expect(status).toBe(422)
        expect(body.errors?.[0] ?? body.fields?.[0]).toMatchObject({ path: 'url' })
      }
      expect(
        (await closed.admin.post('/webhook-endpoints', { name: 'X', url: 'https://shop.example/', events: ['**'] }))
          .status,
      ).toBe(201)
      const named = await closed.endpoint({ url: 'https://localhost/x' })
      await closed.admin.post(`/webhook-endpoints/${named.id}/ping`)
      await closed.settle()
      const [ping] = await closed.deliveries(named.id)
      expect((await closed.attempts(ping.id))[0]).toMatchObject({ answered: null, error: 'outbound.address_private' })
    } finally {
      await closed.close()
    }
  })
})
