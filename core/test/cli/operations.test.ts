import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readEnvironment } from '../../src/config/environment.ts'
import { withClient } from '../../src/database/provision.ts'
import { type StartedDatabase, startDatabase } from '../../src/database/start.ts'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
let data: string
let database: StartedDatabase

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'guildhall-cli-'))
  // Kept running, so that no verb has to start it.
  database = await startDatabase(readEnvironment({ GUILDHALL_DATA: data }))
  expect((await guildhall('tenant', 'create', 'acme', '--plugins', 'directory')).code).toBe(0)
})
afterAll(async () => {
  await database.stop()
  rmSync(data, { recursive: true, force: true })
})

test('plugins are switched for a tenant, those they need with them only when that is said', {
  timeout: 120_000,
}, async () => {
  expect((await json('plugin', 'list', '--tenant', 'acme')).data).toEqual(
    expect.arrayContaining([
      { name: 'directory', requires: [], enabled: true },
      { name: 'projects', requires: ['directory'], enabled: false },
    ]),
  )
  expect((await json('plugin', 'enable', 'projects', '--tenant', 'acme')).data).toEqual({
    tenant: 'acme',
    turned: ['projects'],
  })
  const refused = await guildhall('plugin', 'disable', 'directory', '--tenant', 'acme')
  expect(refused).toMatchObject({ code: 1, out: '' })
  expect(refused.error).toMatch(/^[^\n]*needed by other plugins[^\n]*projects[^\n]*\n$/)
  const both = await json('plugin', 'disable', 'directory', '--tenant', 'acme', '--cascade')
  expect(both.data).toEqual({ tenant: 'acme', turned: ['projects', 'directory'] })
})

test.each([
  [['plugin', 'enable', 'nonsense', '--tenant', 'acme'], /nonsense/],
  [['plugin', 'enable', 'projects', '--tenant', 'nowhere'], /nowhere/],
  [['plugin', 'enable', 'projects'], /--tenant <slug>/],
])('%j is refused in one line', async (args, found) => {
  const { code, error } = await guildhall(...args)
  expect(code).toBe(1)
  expect(error).toMatch(found)
  expect(error.trim()).not.toContain('\n')
})

test('an operator sees by which passkeys a user comes in, and removes one; he is told by mail', {
  timeout: 120_000,
}, async () => {
  const email = 'keeper@acme.example'
  await json('user', 'create', email, '--superadmin')
  const id = '01900000-0000-7000-8000-000000000001'
  await withClient(database.ownerUrl, (client) =>
    client.query(
      `insert into guildhall.passkeys (id, user_id, credential_id, public_key, counter, transports, name, created_at)
       select $1, u.id, 'some', 'key', 0, '{}', 'Telephone', '2026-03-10T10:00:00Z' from guildhall.users u where u.email = $2`,
      [id, email],
    ),
  )
  const [listed, refused] = await Promise.all([
    guildhall('user', 'passkeys', email),
    guildhall('user', 'remove-passkey', email, 'nonsense'),
  ])
  expect(listed.out).toBe(`${id}  Telephone  added 2026-03-10T10:00Z  never used\n`)
  expect(refused).toMatchObject({ code: 1, error: `There is no such passkey. See: guildhall user passkeys ${email}\n` })
  expect((await json('user', 'remove-passkey', email, id)).data).toMatchObject({ id, email })
  expect((await guildhall('user', 'passkeys', email)).out).toBe(`${email} has no passkey.\n`)
  const mails = await readdir(join(data, 'inbox'))
  const texts = await Promise.all(mails.map((name) => readFile(join(data, 'inbox', name), 'utf8')))
  expect(texts.filter((text) => /^Subject: A passkey of your account was removed/m.test(text))).toHaveLength(1)
})

test('the API is printed as the server serves it', async () => {
  const { data: document } = await json('openapi', '--language', 'ro')
  expect(document).toMatchObject({ openapi: '3.1.0' })
  expect(Object.keys(document.paths)).toContain('/api/tasks')
})

test('the doctor finds nothing that fails in a new installation', async () => {
  // No worker is at work here, and on a busy machine a minute passes before the doctor comes.
  await withClient(database.ownerUrl, (client) => client.query('UPDATE guildhall.outbox SET at = now()'))
  const { code, data: report } = await json('doctor')
  expect(report.findings.filter(({ level }: Finding) => level === 'fail')).toEqual([])
  expect({ code, ok: report.ok }).toEqual({ code: 0, ok: true })
  const checks = new Set(report.findings.map(({ check }: Finding) => check))
  for (const check of [
    'database',
    'migrations',
    'walls',
    'tables',
    'ownership',
    'worker',
    'outbox',
    'dead letters',
    'passwords',
    'disk',
    'settings',
    'translations',
    'mail',
  ])
    expect(checks).toContain(check)
})

test('the doctor names what somebody took away, with the remedy', async () => {
  await withClient(database.ownerUrl, (client) =>
    client.query(
      `ALTER TABLE public.tasks NO FORCE ROW LEVEL SECURITY; DROP INDEX public.clients_created_at_idx; ALTER TABLE public.clients ADD COLUMN shoe_size text;
       CREATE TABLE public.souvenirs (id int);
       INSERT INTO guildhall.tenant_plugins (tenant_id, plugin, enabled, changed_at) SELECT id, 'gone', true, now() FROM guildhall.tenants;
       INSERT INTO guildhall.subjects SELECT id, 'projects', uuidv7() FROM guildhall.tenants`,
    ),
  )
  const { code, out } = await guildhall('doctor')
  expect(code).toBe(1)
  expect(out).toMatch(
    /fail {2}walls +table public\.tasks: row-level security is not forced on it\.\n +→ ALTER TABLE public\.tasks/,
  )
  expect(out).toMatch(/fail {2}tables +\+ index public\.clients\.clients_created_at_idx/)
  expect(out).toMatch(/warn {2}ownership +No installed plugin has the table public\.souvenirs/)
  expect(out).toMatch(/warn {2}ownership +The plugin gone is on for 1 tenants and is not installed/)
  expect(out).toMatch(/fail {2}ownership +1 subjects name records of projects that are not there/)
  expect(out).toMatch(/fail {2}tables +- column public\.clients\.shoe_size/)
})

test('the doctor names settings and servers that are wrong', async () => {
  const { data: report, code } = await json.with({
    HOST: '0.0.0.0',
    SMTP_URL: 'smtp://127.0.0.1:1',
    GUILDHALL_ADMIN_PASSWORD: 'long enough for a password',
  })('doctor')
  expect(code).toBe(1)
  const told = report.findings.map(({ level, check, says }: Finding) => `${level} ${check} ${says}`).join('\n')
  expect(told).toMatch(/warn settings HOST is open to others and PUBLIC_URL is unset/)
  expect(told).toMatch(/warn settings GUILDHALL_ADMIN_PASSWORD is still in the environment/)
  expect(told).toMatch(/fail mail The mail server 127\.0\.0\.1:1 .*refuses us/)
})

interface Finding {
  check: string
  level: string
  says: string
}

async function guildhall(...args: string[]) {
  return run(args, {})
}

const json = Object.assign((...args: string[]) => answer(args, {}), {
  with:
    (environment: Record<string, string>) =>
    (...args: string[]) =>
      answer(args, environment),
})

async function answer(args: string[], environment: Record<string, string>) {
  const { code, out, error } = await run([...args, '--json'], environment)
  // biome-ignore lint/suspicious/noExplicitAny: whatever the verb says
  return { code, error, data: JSON.parse(out || 'null') as any }
}

async function run(args: string[], environment: Record<string, string>) {
  const env = { PATH: process.env.PATH, GUILDHALL_DATA: data, GUILDHALL_DEMO: 'off', ...environment }
  const child = spawn(process.execPath, ['--conditions=source', main, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [out, error] = ['', '']
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  child.stderr.on('data', (chunk) => {
    error += chunk
  })
  const [code] = (await once(child, 'close')) as [number]
  return { code, out, error }
}
