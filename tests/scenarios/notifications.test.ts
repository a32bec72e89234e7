import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { withClient } from '../../core/src/database/provision.ts'
import { startTestSmtp, type TestSmtp } from '../../core/testing/smtp.ts'
import { type Member, openStudio, type Studio } from '../studio.ts'
import { openBrowser, startEndpoint } from './endpoints.ts'

type Row = { id: string; title: string; [name: string]: unknown }
let smtp: TestSmtp
let endpoint: Awaited<ReturnType<typeof startEndpoint>>
let studio: Studio
let ana: Member
let petra: Member
let will: Member
let wanda: Member
let home: Row

beforeAll(async () => {
  ;[smtp, endpoint] = [await startTestSmtp(), await startEndpoint()]
  studio = await openStudio({ smtpUrl: smtp.url, mayAskPrivate: true })
  ana = await studio.person('Ana', 'admin')
  petra = await studio.person('Petra', 'manager')
  will = await studio.person('Will', 'worker')
  wanda = await studio.person('Wanda', 'worker', { language: 'ro', zone: 'America/New_York' })
})
beforeEach(async () => {
  studio.setNow('2026-03-10T09:00:00.000Z')
  home = await petra.make('projects', { name: 'House' })
  for (const { id: person } of [will, wanda]) await petra.make('project-members', { project: home.id, person })
  await drain()
  for (const person of [will, wanda, petra]) {
    await person.post('/notifications/read-all')
    await prefer(person, { choices: {}, quietFrom: null, quietTo: null, digest: 'at-once', addresses: {} })
  }
})
afterEach(async () => {
  await ana.patch('/plugins/notifications/settings', { smtpHost: null, smtpPort: null, gatewayUrl: null })
  endpoint.answer(201)
  endpoint.heard.splice(0)
  await drain()
})
afterAll(async () => {
  await studio?.close()
  await Promise.all([smtp?.close(), endpoint?.close()])
})

const drain = () => studio.platform.events.drain({ hurry: true })
const task = (values: object = {}, by = petra): Promise<Row> =>
  by.make('tasks', { project: home.id, title: 'Paint', ...values })
const prefer = (person: Member, wishes: object) => person.put('/notifications/preferences', wishes)
const unread = async (person: Member): Promise<Row[]> =>
  (await person.list('notifications', { readAt_null: true }, ['createdAt', 'DESC'])).body
const mailsTo = (person: Member) => smtp.mails.filter(({ receivers }) => receivers.includes(person.email))
const log = async (filter: object): Promise<Row[]> => (await ana.list('notification-deliveries', filter)).body
const settings = (values: object) => ana.patch('/plugins/notifications/settings', values)

it('S0.17 S2.17 S2.61 who is given a task is told once, in the app and by mail, in his own language; who gives it, and others, are not', async () => {
  const before = mailsTo(wanda).length
  const one = await task({ title: 'Draw <b>it</b> {{giver}} $t(x)', assignees: [wanda.id] })
  await drain()
  await drain()
  const [told, ...more] = await unread(wanda)
  expect(more).toEqual([])
  expect(told).toMatchObject({ kind: 'projects.assigned', resource: 'tasks', record: one.id })
  expect(told?.title).toBe('Pentru dumneavoastră: Draw <b>it</b> {{giver}} $t(x)')
  expect(told?.text).toContain('Petra')
  expect(await unread(petra)).toEqual([])
  expect(await unread(will)).toEqual([])
  const mails = mailsTo(wanda).slice(before)
  expect(mails).toHaveLength(1)
  expect(mails[0]?.subject).toBe('Pentru dumneavoastră: Draw <b>it</b> {{giver}} $t(x)')
  expect(mails[0]?.text).toContain(`/at/studio/tasks/${one.id}/show`)
  expect(mails[0]?.raw).not.toContain('<b>it</b> {{giver}} $t(x)</p>')
  await petra.patch(`/tasks/${one.id}`, { assignees: [wanda.id, will.id] })
  await drain()
  expect(await unread(wanda)).toHaveLength(1)
  expect(await unread(will)).toHaveLength(1)
  expect((await will.get(`/notifications/${told?.id}`)).status).toBe(404)
  expect((await ana.get(`/notifications/${told?.id}`)).status).toBe(404)
})

it('S0.14 who is added to a project gets one notification', async () => {
  const other = await petra.make('projects', { name: 'Garden' })
  await petra.make('project-members', { project: other.id, person: will.id })
  await drain()
  expect((await unread(will)).map(({ title }) => title)).toEqual(['You work on Garden'])
})

it('S0.12 a deadline is told once, whatever is run again', async () => {
  await task({ assignees: [will.id], dueAt: '2026-03-11T08:00:00.000Z' })
  await drain()
  for (let times = 0; times < 2; times++) {
    await studio.platform.events.enqueueJob({ tenantId: studio.tenantId, plugin: 'projects', job: 'dueSoon', data: {} })
    await drain()
  }
  expect((await unread(will)).filter(({ kind }) => kind === 'projects.due-soon')).toHaveLength(1)
})

it('who may not read the record any more when it is to be told is told nothing', async () => {
  const one = await task({ assignees: [will.id] })
  const [member] = (await petra.list('project-members', { project: home.id, person: will.id })).body
  await petra.del(`/project-members/${member.id}`)
  await drain()
  expect((await unread(will)).filter(({ record }) => record === one.id)).toEqual([])
})

it('a person chooses kinds and channels; what he chose not to be told does not come', async () => {
  const { body } = await will.get('/notifications/preferences')
  expect(body.kinds.find(({ name }: Row) => name === 'projects.assigned')).toMatchObject({
    wanted: { app: true, mail: true },
  })
  await prefer(will, { choices: { 'projects.assigned': { mail: false } } })
  const before = mailsTo(will).length
  await task({ assignees: [will.id] })
  await drain()
  expect(await unread(will)).toHaveLength(1)
  expect(mailsTo(will)).toHaveLength(before)
  await prefer(will, { choices: { 'projects.assigned': { mail: false, app: false, push: false } } })
  await will.post('/notifications/read-all')
  await task({ assignees: [will.id] })
  await drain()
  expect(await unread(will)).toEqual([])
  expect((await prefer(will, { quietFrom: '22:00', quietTo: null })).status).toBe(422)
})

it('S4.19 quiet hours of the person’s own zone hold mails back, over a change of clocks, and let them go together', async () => {
  // New York sets its clocks forward on 8 March 2026.
  studio.setNow('2026-03-08T04:30:00.000Z')
  await prefer(wanda, { quietFrom: '22:00', quietTo: '07:00' })
  const before = mailsTo(wanda).length
  await task({ title: 'One', assignees: [wanda.id] })
  await task({ title: 'Two', assignees: [wanda.id] })
  await drain()
  expect(await unread(wanda)).toHaveLength(2)
  expect(mailsTo(wanda)).toHaveLength(before)
  studio.setNow('2026-03-08T10:59:00.000Z')
  await drain()
  expect(mailsTo(wanda)).toHaveLength(before)
  studio.setNow('2026-03-08T11:00:00.000Z')
  await drain()
  const [mail, ...more] = mailsTo(wanda).slice(before)
  expect(more).toEqual([])
  expect(mail?.subject).toBe('2 notificări')
  for (const title of ['One', 'Two']) expect(mail?.text).toContain(`„${title}”`)
})

it('a daily digest gathers what happened into one mail', async () => {
  await prefer(will, { digest: 'daily', digestAt: '18:00' })
  const before = mailsTo(will).length
  for (const title of ['Red', 'Green', 'Blue']) await task({ title, assignees: [will.id] })
  await drain()
  expect(mailsTo(will)).toHaveLength(before)
  studio.setNow('2026-03-10T16:00:00.000Z')
  await drain()
  const mails = mailsTo(will).slice(before)
  expect(mails).toHaveLength(1)
  expect(mails[0]?.subject).toBe('3 notifications')
  expect((await log({ person: will.id, status: 'waiting' })).length).toBe(0)
})

it('S2.24 a tenant’s own mail server is used, its password never shown again, and a test says what the server answered', async () => {
  const own = await startTestSmtp()
  const { port } = new URL(own.url)
  const given = {
    smtpHost: '127.0.0.1',
    smtpPort: Number(port),
    smtpSecurity: 'none',
    smtpFrom: 'office@north.example',
  }
  expect((await settings({ ...given, smtpPassword: 'open sesame' })).status).toBe(200)
  const shown = await ana.get('/plugins/notifications/settings')
  expect(shown.text).not.toContain('open sesame')
  expect(shown.body.secrets).toEqual(['smtpPassword'])
  await withClient(studio.platform.urls.superUrl, async (client) => {
    const { rows } = await client.query('select settings::text as kept from guildhall.tenant_plugins')
    expect(rows.map(({ kept }) => kept).join()).toContain('sealed:')
    expect(rows.map(({ kept }) => kept).join()).not.toContain('open sesame')
  })
  const { body: test } = await ana.post('/notifications/mail-test')
  await drain()
  expect((await ana.get(`/notification-deliveries/${test.delivery}`)).body).toMatchObject({
    status: 'sent',
    answer: expect.stringContaining('250'),
    sentTo: ana.email,
  })
  expect(own.mails[0]?.from).toContain('office@north.example')
  own.refuse(1)
  const { body: refused } = await ana.post('/notifications/mail-test')
  await drain()
  expect((await ana.get(`/notification-deliveries/${refused.delivery}`)).body).toMatchObject({
    status: 'failed',
    answer: expect.stringContaining('451 Try again later'),
  })
  expect((await petra.post('/notifications/mail-test')).status).toBe(403)
  await own.close()
})

it('S4.19 S2.50 one channel that is down stops no other; it is tried again, and the log says what came of it', async () => {
  await settings({ smtpHost: '127.0.0.1', smtpPort: 9, smtpSecurity: 'none', smtpFrom: 'office@north.example' })
  await settings({ gatewayUrl: `${endpoint.address}/sms`, gatewayHeaders: 'Authorization: Bearer key-of-the-gateway' })
  const browser = openBrowser(endpoint.address)
  await will.post('/notifications/devices', browser.subscription('Phone'))
  await prefer(will, { addresses: { gateway: '+40700100200' }, choices: { 'projects.assigned': { gateway: true } } })
  const one = await task({ title: 'Say "hi"', assignees: [will.id] })
  await drain()
  const [told] = await unread(will)
  const deliveries = await log({ notification: told?.id })
  expect(Object.fromEntries(deliveries.map(({ channel, status }) => [channel, status]))).toEqual({
    app: 'sent',
    push: 'sent',
    gateway: 'sent',
    mail: 'waiting',
  })
  const pushed = endpoint.heard.find(({ path }) => path === browser.path)
  expect(pushed?.headers['content-encoding']).toBe('aes128gcm')
  expect(pushed?.headers.authorization).toMatch(/^vapid t=/)
  expect(browser.read(pushed?.body as Buffer)).toMatchObject({
    title: 'For you: Say "hi"',
    path: `/at/studio/tasks/${one.id}/show`,
  })
  const sms = endpoint.heard.find(({ path }) => path === '/sms')
  expect(sms?.headers.authorization).toBe('Bearer key-of-the-gateway')
  expect(JSON.parse(String(sms?.body))).toMatchObject({ to: '+40700100200', text: expect.stringContaining('Say "hi"') })
  const mail = deliveries.find(({ channel }) => channel === 'mail')
  expect(mail).toMatchObject({ attempts: 1, answer: expect.stringMatching(/unreachable|refused/i) })
  await settings({ smtpHost: null })
  studio.setNow('2026-03-10T09:02:00.000Z')
  await drain()
  expect((await log({ notification: told?.id, channel: 'mail' }))[0]).toMatchObject({ status: 'sent', attempts: 2 })
  expect((await petra.list('notification-deliveries')).status).toBe(403)
})

it('S2.50 an administrator sends again what failed, and each mail of the log is one of the sink', async () => {
  const before = mailsTo(will).length
  await task({ assignees: [will.id] })
  await drain()
  const [told] = await unread(will)
  const [mail] = await log({ notification: told?.id, channel: 'mail' })
  expect(mail).toMatchObject({ sentTo: will.email, status: 'sent', title: 'For you: Paint' })
  expect(mailsTo(will)).toHaveLength(before + 1)
  expect((await ana.post(`/notification-deliveries/${mail?.id}/resend`)).status).toBe(200)
  await drain()
  expect(mailsTo(will)).toHaveLength(before + 2)
  expect((await will.post(`/notification-deliveries/${mail?.id}/resend`)).status).not.toBe(200)
})

it('a browser that took back its consent is forgotten', async () => {
  const browser = openBrowser(endpoint.address)
  await will.post('/notifications/devices', browser.subscription('Old phone'))
  endpoint.answer(410)
  await task({ assignees: [will.id] })
  await drain()
  expect((await will.list('notification-devices')).body.map(({ label }: Row) => label)).not.toContain('Old phone')
})

it('one click on a mail’s link ends that kind by mail, and only that; a look at it does not, and a forged one nothing', async () => {
  await task({ assignees: [will.id] })
  await drain()
  const { raw } = mailsTo(will).at(-1) as { raw: string }
  const unfolded = raw.replace(/\r\n[ \t]+/g, '')
  const url = /List-Unsubscribe:\s*<([^>]+)>/i.exec(unfolded)?.[1] as string
  expect(unfolded).toMatch(/List-Unsubscribe-Post: List-Unsubscribe=One-Click/i)
  const { pathname, search } = new URL(url)
  const stranger = (method: 'GET' | 'POST', query = search) =>
    studio.platform.app.inject({
      ...{ method, url: `${pathname}${query}`, payload: method === 'POST' ? 'List-Unsubscribe=One-Click' : '' },
      headers: method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {},
    })
  const wanted = async () =>
    (await will.get('/notifications/preferences')).body.kinds.find(({ name }: Row) => name === 'projects.assigned')
      .wanted
  const page = await stranger('GET')
  expect(page.headers['content-type']).toContain('text/html')
  expect(page.body).toContain('<form method="post">')
  expect(await wanted()).toMatchObject({ mail: true })
  expect(
    (
      await stranger(
        'POST',
        search.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
      )
    ).statusCode,
  ).toBe(404)
  expect(await wanted()).toMatchObject({ mail: true })
  expect((await stranger('POST')).statusCode).toBe(200)
  expect(await wanted()).toMatchObject({ app: true, mail: false })
})

it('S2.57 a template is changed per kind, channel and language, previewed, and reset; unknown placeholders are refused and nothing is evaluated', async () => {
  const place = { kind: 'projects.assigned', channel: 'mail', language: 'en' }
  const say = (title: string, text = '') => ana.put('/notifications/template', { ...place, title, text })
  expect(await say('Hello {{nobody}}')).toMatchObject({
    status: 422,
    body: { fields: [expect.objectContaining({ path: 'title', code: 'notifications.unknown_placeholder' })] },
  })
  expect((await say('{{constructor.constructor("return 1")()}}')).status).toBe(422)
  const tricks = '${1+1} $t(core:mail.footer) <%= 1 %>'
  expect((await say(`Work: {{task}} ${tricks}`, 'From {{giver}}')).status).toBe(200)
  expect((await petra.put('/notifications/template', { ...place, title: 'x', text: '' })).status).toBe(403)
  const preview = await ana.post('/notifications/template/preview', { ...place, title: '{{task}}!', text: '' })
  expect(preview.body.title).toBe('‹task›!')
  await task({ title: 'Fence', assignees: [will.id, wanda.id] })
  await drain()
  expect(mailsTo(will).at(-1)?.subject).toBe(`Work: Fence ${tricks}`)
  expect(mailsTo(wanda).at(-1)?.subject).toBe('Pentru dumneavoastră: Fence')
  expect((await unread(will))[0]?.title).toBe('For you: Fence')
  await ana.del(`/notifications/template?${new URLSearchParams(place)}`)
  await task({ title: 'Gate', assignees: [will.id] })
  await drain()
  expect(mailsTo(will).at(-1)?.subject).toBe('For you: Gate')
})

it('what was told long ago is thrown away', async () => {
  await task({ assignees: [will.id] })
  await drain()
  studio.setNow('2026-07-10T09:00:00.000Z')
  await drain()
  await studio.platform.events.enqueueJob({
    tenantId: studio.tenantId,
    plugin: 'notifications',
    job: 'prune',
    data: {},
  })
  await drain()
  const [again, boss] = [await studio.signedIn(will.id, will.email), await studio.signedIn(ana.id, ana.email)]
  expect((await again.list('notifications')).body).toEqual([])
  expect((await boss.list('notification-deliveries', { person: will.id })).body).toEqual([])
})
