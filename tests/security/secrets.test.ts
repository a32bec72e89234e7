import { afterAll, beforeAll, expect, it } from 'vitest'
import { createLogger } from '../../core/src/http/logging.ts'
import { startTestSmtp, type TestSmtp } from '../../core/testing/smtp.ts'
import { type Member, openStudio, type Studio } from '../studio.ts'

const passwords = ['correct horse battery', 'chosen by invitation', 'chosen by a link', 'a wrong guess at it']
const lines: string[] = []
const answers: string[] = []
const tokens = new Set<string>()
let smtp: TestSmtp
let studio: Studio
let ana: Member

beforeAll(async () => {
  smtp = await startTestSmtp()
  const logger = createLogger({ level: 'trace', stream: { write: (line: string) => void lines.push(line) } })
  studio = await openStudio({ smtpUrl: smtp.url, logger })
  await studio.platform.events.start()
  ana = await studio.person('Ana', 'admin')
})
afterAll(async () => {
  await studio?.close()
  await smtp?.close()
})

async function send(
  method: 'GET' | 'POST' | 'PATCH',
  url: string,
  payload?: object | string,
  headers: Record<string, string> = {},
) {
  const answer = await studio.platform.app.inject({ method, url, headers, ...(payload !== undefined && { payload }) })
  answers.push(answer.body)
  const cookie = String(answer.headers['set-cookie'] ?? '').split(';')[0] ?? ''
  if (cookie.split('=')[1]) tokens.add(cookie.split('=')[1] ?? '')
  return { status: answer.statusCode, cookie }
}
const linkTo = async (receiver: string, path: string): Promise<string> => {
  const { text } = await smtp.next(receiver)
  const token = new RegExp(`${path}\\?token=([\\w-]+)`).exec(text)?.[1]
  if (!token) return linkTo(receiver, path)
  tokens.add(token)
  return token
}

it('no password, no hash, no token of a session, an invitation or a reset stands in an answer or a line of the log', async () => {
  const [right = '', invited = '', reset = '', wrong = ''] = passwords
  const [role] = (await ana.list('roles', { archetype: 'worker' })).body
  const person = await ana.make('people', { name: 'Iris', email: 'iris@mail.example', kind: 'staff', roles: [role.id] })
  const invitation = await linkTo('iris@mail.example', 'invitation')
  await send('POST', '/api/auth/invitation', { token: invitation })
  await send('POST', '/api/auth/invitation/accept', { token: invitation, password: invited })
  await send('POST', '/api/auth/login', { email: 'iris@mail.example', password: wrong })
  await send('POST', '/api/auth/login', { email: 'iris@mail.example', password: wrong, extra: true })
  await send('POST', '/api/auth/login', `{"email":"iris@mail.example","password":"${wrong}"`, {
    'content-type': 'application/json',
  })
  const { cookie } = await send('POST', '/api/auth/login', { email: 'iris@mail.example', password: invited })
  await send('POST', '/api/auth/password', { current: wrong, password: reset }, { cookie })
  await send('POST', '/api/auth/reset', { email: 'iris@mail.example' })
  const link = await linkTo('iris@mail.example', 'reset')
  await send('POST', '/api/auth/reset/confirm', { token: link, password: 'x' })
  await send('POST', '/api/auth/reset/confirm', { token: link, password: reset })
  await send('POST', '/api/auth/reset/confirm', { token: link, password: reset })
  const again = await send('POST', '/api/auth/login', { email: 'iris@mail.example', password: reset })
  expect(again.status).toBe(200)
  await send('POST', '/api/auth/login', { email: ana.email, password: right })
  const mine = { cookie: ana.cookie }
  tokens.add(ana.cookie.split('=')[1] ?? '')
  for (const url of [
    '/api/auth/me',
    '/api/auth/sessions',
    '/api/login-journal',
    '/api/people',
    `/api/people/${person.id}`,
    `/api/people/${person.id}/history`,
    '/api/people/export',
    '/api/manifest',
    '/api/jobs',
    '/api/deliveries',
    '/api/dead-letters',
    '/api/openapi.json',
    '/health/ready',
  ])
    await send('GET', url, undefined, mine)
  await send('GET', `/api/tasks?token=${link}&password=${encodeURIComponent(right)}`, undefined, mine)
  await studio.platform.events.drain()

  const hashes = (await studio.query('select password_hash from guildhall.users where password_hash is not null')).map(
    ({ password_hash }) => String(password_hash),
  )
  expect(tokens.size).toBeGreaterThanOrEqual(5)
  expect(hashes.length).toBeGreaterThanOrEqual(2)
  const secrets = [...passwords, ...tokens, ...hashes, '$argon2']
  const leaks = (texts: readonly string[]) =>
    texts.flatMap((text) =>
      secrets.filter((secret) => text.includes(secret)).map((secret) => `${secret}: ${text.slice(0, 300)}`),
    )
  expect(lines.length).toBeGreaterThan(20)
  expect(leaks(lines)).toEqual([])
  expect(leaks(answers)).toEqual([])
})

it('and none of them is kept where it could be used', async () => {
  const tables = await studio.query(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema in ('guildhall', 'public', 'pgboss') and table_type = 'BASE TABLE'`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const text = JSON.stringify(await studio.query(`select * from ${name}`))
    for (const secret of [...tokens, ...passwords]) if (text.includes(secret)) found.push(`${name}: ${secret}`)
  }
  expect(found).toEqual([])
})
