import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from '../../core/src/database/free-port.ts'
import { readSigningToken } from '../../core/src/keys/token.ts'
import { signatureHeaders } from '../../core/src/signatures/sign.ts'
import { type Member, openStudio, type Studio } from '../studio.ts'

let head: Studio
let branch: Studio
let url: string
let ana: Member
let boss: Member

beforeAll(async () => {
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  branch = await openStudio({ publicUrl: url, secret: 'the branch has another secret, of course' })
  await branch.platform.app.listen({ port, host: '127.0.0.1' })
  head = await openStudio({ mayAskPrivate: true })
  ana = await branch.person('Ana', 'admin')
  boss = await head.person('Boss', 'admin')
}, 60_000)
afterAll(async () => {
  await head?.close()
  await branch?.close()
})

it('S2.34 a parent reads its child on another server, until the key is revoked; it changes nothing there', async () => {
  const project = await ana.make('projects', { name: 'Of the branch' })
  await ana.make('tasks', { title: 'Measure', project: project.id })
  const key = (await ana.post('/auth/keys', { name: 'Head office', kind: 'signing', scopes: ['*:read'] })).body
  const link = await boss.make('links', { url, key: key.token, name: 'Branch' })
  const far = (path: string) => boss.get(`/links/${link.id}/remote${path}`)
  for (const path of ['/projects', '/tasks', '/widgets/projects/ongoing', '/search?q=Measure', '/projects/export'])
    expect((await far(path)).text, path).toBe((await ana.get(path)).text)
  expect((await far('/projects')).body[0].name).toBe('Of the branch')
  expect((await boss.get('/projects')).body).toEqual([])
  expect((await boss.post(`/links/${link.id}/remote/projects`, { name: 'No' })).status).toBe(404)
  await ana.del(`/auth/keys/${key.id}`)
  const refused = await far('/projects')
  expect([refused.status, refused.body.code]).toEqual([502, 'links.refused'])
})

it('S2.34 a signature that is sent again, or too old, is 401', async () => {
  const { token } = (await ana.post('/auth/keys', { name: 'Other', kind: 'signing', scopes: ['*:read'] })).body
  const key = readSigningToken(token) ?? { id: '', seed: Buffer.alloc(0) }
  const send = async (headers: Record<string, string>) => {
    const answer = await fetch(`${url}/api/projects`, { headers })
    return [answer.status, ((await answer.json()) as { code?: string }).code]
  }
  const signed = (now: string) =>
    signatureHeaders(key, { method: 'GET', authority: new URL(url).host, target: '/api/projects' }, now)
  const now = branch.platform.clock.now()
  const once = signed(now)
  expect(await send(once)).toEqual([200, undefined])
  expect(await send(once)).toEqual([401, 'signatures.replayed'])
  expect(await send(signed(new Date(Date.parse(now) - 120_000).toISOString()))).toEqual([401, 'signatures.expired'])
})
