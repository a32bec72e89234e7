import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Member, openStudio, type Studio } from '../studio.ts'

type Entry = { event: string; email: string; ip: string; agent: string; at: string; tenantId: string }
let studio: Studio
let ana: Member

beforeAll(async () => {
  studio = await openStudio()
  ana = await studio.person('Ana', 'admin')
})
afterAll(() => studio?.close())

const login = (email: string, password: string) =>
  studio.platform.app.inject({
    method: 'POST',
    url: '/api/auth/login',
    payload: { email, password },
    headers: { 'user-agent': 'Browser of the test' },
    remoteAddress: '192.0.2.7',
  })

it('S2.30 the page shows the newest 200 of what happened at the door, each administrator his own business’s, and the older stay', async () => {
  const north = await studio.business({ slug: 'north' })
  const nora = await north.person('Nora', 'admin')
  const will = await studio.person('Will', 'worker')
  const count = 'select count(*)::int as n from guildhall.login_journal where tenant_id = $1'
  // What others did before.
  await studio.query(
    `insert into guildhall.login_journal (at, event, tenant_id, ip, agent)
     select '2026-03-09T00:00:00Z'::timestamptz + n * interval '1 second', 'login', $1::uuid, '192.0.2.1', 'old' from generate_series(1, 201) n`,
    [studio.tenantId],
  )
  const cookie = String((await login(will.email, 'correct horse battery')).headers['set-cookie']).split(';')[0] ?? ''
  await login(will.email, 'wrong wrong wrong')
  await studio.platform.app.inject({ method: 'POST', url: '/api/auth/logout', headers: { cookie } })
  const forgotten = await login(will.email, 'correct horse battery')
  studio.setNow('2026-04-10T09:00:00.000Z')
  const stale = String(forgotten.headers['set-cookie']).split(';')[0] ?? ''
  expect((await studio.platform.app.inject({ url: '/api/tasks', headers: { cookie: stale } })).statusCode).toBe(401)
  const again = await studio.signedIn(ana.id, ana.email)

  const { body } = (await again.get('/login-journal')) as { body: Entry[] }
  expect(body).toHaveLength(200)
  const ofWill = body.filter(({ email, agent }) => email === will.email && agent !== 'test')
  expect(ofWill.map(({ event }) => event)).toEqual(['expiry', 'login', 'logout', 'failure', 'login'])
  expect(ofWill.find(({ event }) => event === 'failure')).toMatchObject({
    ip: '192.0.2.7',
    at: '2026-03-10T09:00:00.000Z',
    name: 'Will',
  })
  expect(body.map(({ at }) => at)).toEqual(
    body
      .map(({ at }) => at)
      .sort()
      .reverse(),
  )
  const [kept] = await studio.query(count, [studio.tenantId])
  expect(kept.n).toBeGreaterThan(205)

  const root = await studio.superadmin()
  const everywhere = (await root.get('/login-journal')).body as Entry[]
  expect(everywhere).toHaveLength(200)
  const there = await studio.signedIn(nora.id, nora.email)
  const elsewhere = (await there.get('/login-journal')).body as Entry[]
  expect(new Set(elsewhere.map(({ tenantId }) => tenantId))).toEqual(new Set([north.tenantId]))
  expect(new Set(body.map(({ tenantId }) => tenantId))).toEqual(new Set([studio.tenantId]))
  expect((await (await studio.signedIn(will.id, will.email)).get('/login-journal')).status).toBe(403)
})
