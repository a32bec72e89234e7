import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openPostOffice, type PostOffice } from './post-office.ts'
import { verify } from './receiver.ts'

let office: PostOffice
let made: { id: string }
beforeAll(async () => {
  office = await openPostOffice()
})
afterAll(() => office?.close())
beforeEach(async () => {
  const { admin, receiver } = office
  for (const { id } of (await admin.list('webhook-endpoints')).body) await admin.del(`/webhook-endpoints/${id}`)
  await office.settle()
  receiver.received.length = 0
  receiver.answer = (response) => response.writeHead(204).end()
  made = await office.endpoint()
})
const health = async () => (await office.admin.get(`/webhook-endpoints/${made.id}`)).body

describe('what happens is told', () => {
  it('signed, so that another implementation of the standard takes it, and only where it was asked for', async () => {
    const { receiver, settle, now, secret } = office
    const whsec = await secret(made.id)
    const task = await office.task()
    await settle()
    expect(receiver.types()).toEqual(['projects.tasks.created'])
    const [one] = receiver.received
    expect(verify(whsec, one as never, now())).toMatchObject({
      type: 'projects.tasks.created',
      tenant: 'studio',
      data: { id: task.id },
    })
    expect(() => verify(`whsec_${Buffer.alloc(24).toString('base64')}`, one as never, now())).toThrow()
    expect(() => verify(whsec, { ...one, body: `${one?.body} ` } as never, now())).toThrow()
    expect(one?.body).not.toContain('"T"')
    const [delivery] = await office.deliveries(made.id)
    expect(delivery).toMatchObject({
      id: one?.id,
      status: 'delivered',
      tries: 1,
      answered: 204,
      about: `tasks/${task.id}`,
    })
    expect(await health()).toMatchObject({ health: 'working', failingSince: null })
  })

  it('in the order in which it happened to a record', async () => {
    const task = await office.task()
    for (const title of ['A', 'B', 'C']) await office.admin.patch(`/tasks/${task.id}`, { title })
    await office.settle()
    expect(office.receiver.received.map(({ message }) => message.data.version)).toEqual([1, 2, 3, 4])
  })

  it('a paused endpoint is told nothing, and another tenant sees none of it', async () => {
    await office.admin.post(`/webhook-endpoints/${made.id}/pause`)
    await office.task()
    await office.settle()
    expect(office.receiver.received).toEqual([])
    expect(await office.deliveries(made.id)).toEqual([])
    const other = await office.studio.business({ slug: 'other', name: 'Other' })
    const stranger = await other.person('Otto', 'admin')
    expect((await stranger.get(`/webhook-endpoints/${made.id}`)).status).toBe(404)
    expect((await stranger.post(`/webhooks/endpoints/${made.id}/secret/rotate`)).status).toBe(404)
    expect((await stranger.list('webhook-deliveries')).body).toEqual([])
  })

  it('only administrators have to do with it', async () => {
    for (const path of ['/webhook-endpoints', '/webhook-deliveries', '/webhook-attempts', '/webhooks/events'])
      expect((await office.worker.get(path)).status).toBe(403)
    expect((await office.worker.post(`/webhooks/endpoints/${made.id}/secret/reveal`)).status).toBe(403)
    expect((await office.admin.get('/webhook-rests')).status).toBe(403)
  })
})

describe('an endpoint that does not take it', () => {
  it('is tried again over three days, later each time, and then given up; every attempt can be looked at', async () => {
    const { receiver, pass } = office
    receiver.answer = (response) => response.writeHead(503).end(`Closed\u0000 ${'x'.repeat(9000)}`)
    await office.studio.platform.tenancy
    await office.task()
    await office.settle()
    const [first] = await office.deliveries(made.id)
    expect(first).toMatchObject({ status: 'waiting', tries: 1, answered: 503 })
    await pass(2)
    expect(receiver.received).toHaveLength(1)
    const waits = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]
    for (const [index, wait] of waits.entries()) {
      await pass(wait * 1.11)
      expect(receiver.received).toHaveLength(index + 2)
    }
    expect(new Set(receiver.received.map(({ id }) => id))).toEqual(new Set([first.id]))
    expect((await office.deliveries(made.id))[0]).toMatchObject({ status: 'failed', tries: 10, nextAt: null })
    const attempts = await office.attempts(first.id)
    expect(attempts).toHaveLength(10)
    expect(attempts[0].answer).toMatch(/^Closed x+$/)
    expect(attempts[0].answer).toHaveLength(4096 - 1)
    await pass(10 * 86_400)
    expect(receiver.received).toHaveLength(10)
  })

  it('takes it when it is sent again by hand, one or all that failed since an instant', async () => {
    const { receiver, admin } = office
    receiver.answer = (response) => response.writeHead(410).end()
    const since = office.now()
    await office.task()
    await office.settle()
    const [failed] = await office.deliveries(made.id)
    expect(failed).toMatchObject({ status: 'failed', tries: 1 })
    expect((await admin.post(`/webhook-deliveries/${failed.id}/resend`)).body.code).toBe('webhooks.endpoint_not_active')
    receiver.answer = (response) => response.writeHead(200).end('ok')
    await admin.post(`/webhook-endpoints/${made.id}/activate`)
    await admin.post(`/webhook-endpoints/${made.id}/resend`, { since })
    await office.settle()
    expect((await office.deliveries(made.id))[0]).toMatchObject({ status: 'delivered' })
    expect((await admin.post(`/webhook-deliveries/${failed.id}/resend`)).status).toBe(200)
    await office.settle()
    expect(receiver.received.map(({ id }) => id)).toEqual([failed.id, failed.id, failed.id])
  })

  it('that says it is gone for good is disabled at once, and administrators are told', async () => {
    office.receiver.answer = (response) => response.writeHead(410).end()
    await office.task()
    await office.settle()
    expect(await health()).toMatchObject({ status: 'disabled', disabledBecause: 'gone' })
    const mail = (await office.studio.platform.mails()).at(-1)
    expect(mail).toMatchObject({ subject: 'The webhook “Shop” was disabled' })
    expect(mail?.text).toContain(`/at/studio/webhook-endpoints/${made.id}/show`)
    expect((await office.studio.told('webhooks.endpoint.disabled')).at(-1)).toEqual({
      endpoint: made.id,
      because: 'gone',
    })
  })

  it('and fails for days is disabled, what is left waits, and goes out when it is activated', async () => {
    const { receiver, pass, admin } = office
    receiver.answer = (response) => response.writeHead(500).end()
    await office.task()
    await office.settle()
    expect(await health()).toMatchObject({ status: 'active', health: 'failing', failingSince: office.now() })
    await pass(5.1 * 86_400)
    expect(await health()).toMatchObject({ status: 'disabled', disabledBecause: 'failing' })
    const before = receiver.received.length
    await pass(86_400)
    expect(receiver.received).toHaveLength(before)
    receiver.answer = (response) => response.writeHead(204).end()
    await admin.post(`/webhook-endpoints/${made.id}/activate`)
    await pass(86_400)
    expect(receiver.received).toHaveLength(before + 1)
    expect((await office.deliveries(made.id))[0].status).toBe('delivered')
  })

  it('a redirection is not followed, and counts as a failure', async () => {
    const elsewhere = await office.endpoint({ name: 'Elsewhere', events: ['directory.assets.*'] })
    office.receiver.answer = (response, { message }) =>
      message.type === 'projects.tasks.created'
        ? response.writeHead(302, { location: `${office.receiver.url}/else` }).end()
        : response.writeHead(204).end()
    await office.task()
    await office.settle()
    expect(office.receiver.received).toHaveLength(1)
    expect((await office.deliveries(made.id))[0]).toMatchObject({ status: 'waiting', answered: 302 })
    expect(await office.deliveries(elsewhere.id)).toEqual([])
  })

  it('and hangs keeps no other endpoint waiting', async () => {
    const { admin, receiver } = office
    await admin.patch('/plugins/webhooks/settings', { timeout: 1 })
    const slow = await office.endpoint({ name: 'Slow', url: `${receiver.url}?slow` })
    receiver.answer = (response, { headers }) =>
      headers.host && office.receiver.received.length % 2 === 1 ? undefined : response.writeHead(204).end()
    await office.task()
    await office.settle()
    const all = [...(await office.deliveries(made.id)), ...(await office.deliveries(slow.id))]
    expect(all.map(({ status }) => status).sort()).toEqual(['delivered', 'waiting'])
    const waiting = all.find(({ status }) => status === 'waiting')
    expect((await office.attempts(waiting.id))[0]).toMatchObject({ answered: null, error: 'outbound.timed_out' })
  })
})
