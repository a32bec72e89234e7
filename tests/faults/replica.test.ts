import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EmbeddedDatabase, startEmbedded } from '../../core/src/database/embedded.ts'
import { provisionServer, rolePasswords, withClient } from '../../core/src/database/provision.ts'
import { type Call, type Server, signIn, startServer } from './server.ts'

const [elena, victor] = ['elena@studionord.example', 'victor@studionord.example']
const folders: string[] = []
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'guildhall-replica-'))
  folders.push(made)
  return made
}
const replication = { wal_level: 'replica', max_wal_senders: '4', wal_keep_size: '256MB' }

let primary: EmbeddedDatabase
let standby: EmbeddedDatabase
let server: Server
let call: Call
let urls: { appUrl: string; replicaUrl: string }
beforeAll(async () => {
  const home = folder()
  primary = await startEmbedded({ folder: home, settings: replication })
  const { appUrl, ownerUrl } = await provisionServer({
    superUrl: primary.superUrl,
    passwords: rolePasswords(home),
  })
  standby = await standbyOf(home)
  const replicaUrl = appUrl.replace(`:${primary.port}/`, `:${standby.port}/`)
  urls = { appUrl, replicaUrl }
  server = await startServer({
    DATABASE_URL: appUrl,
    DATABASE_OWNER_URL: ownerUrl,
    DATABASE_REPLICA_URL: replicaUrl,
    GUILDHALL_DATA: folder(),
    GUILDHALL_SECRET: 'a'.repeat(32),
  })
  call = await signIn(server.address, elena, server.said.demos?.[0]?.password ?? '')
}, 120_000)
afterAll(async () => {
  await server?.end('SIGTERM').catch(() => {})
  await standby?.stop()
  await primary?.stop()
  for (const each of folders) rmSync(each, { recursive: true, force: true })
})

/** A second PostgreSQL that began as a copy of the first and streams what that writes. */
async function standbyOf(home: string): Promise<EmbeddedDatabase> {
  const { cluster, port, superUrl } = primary
  await primary.stop()
  const other = folder()
  // With the owner it has, who need not be this account.
  execFileSync('cp', ['-a', `${home}/.`, other])
  for (const name of ['database.port', 'database.users']) rmSync(join(other, name), { recursive: true, force: true })
  const copied = join(other, basename(cluster))
  if (dirname(cluster) !== home) execFileSync('cp', ['-a', cluster, copied])
  writeFileSync(join(copied, 'standby.signal'), '')
  primary = await startEmbedded({ folder: home, port, settings: replication })
  return startEmbedded({ folder: other, settings: { primary_conninfo: superUrl } })
}

/** Lines of a list that is written to a file, for somebody who is signed in. */
async function exported(cookie: string): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${server.address}/api/projects/export?format=csv`, {
    headers: { cookie, accept: 'text/csv' },
  })
  return { status: answer.status, text: await answer.text() }
}

async function cookieOf(email: string): Promise<string> {
  const { headers } = await fetch(`${server.address}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: server.said.demos?.[0]?.password }),
  })
  return headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
}

/** How often projects were read there so far. */
async function readsAt(url: string): Promise<number> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ reads: number }>(
      `select (coalesce(seq_scan, 0) + coalesce(idx_scan, 0))::int as reads from pg_stat_user_tables where relname = 'projects'`,
    )
    return rows[0]?.reads ?? 0
  })
}

test('what takes long is read from the replica, and has what was written a moment before', async () => {
  const cookie = await cookieOf(elena)
  const before = await readsAt(urls.replicaUrl)
  for (let round = 0; round < 5; round += 1) {
    const name = `Replicated ${round}`
    expect((await call('POST', '/projects', { name })).status).toBe(201)
    expect((await exported(cookie)).text).toContain(name)
  }
  // What a connection counted is told when it has been idle for a while.
  await expect.poll(() => readsAt(urls.replicaUrl), { timeout: 20_000, interval: 250 }).toBeGreaterThan(before)
})

test('who is out is out there, too', async () => {
  const cookie = await cookieOf(victor)
  expect((await exported(cookie)).status).toBe(200)
  const people = (await call('GET', '/people')).body as unknown as { id: string; email: string }[]
  const { id } = people.find(({ email }) => email === victor) ?? { id: '' }
  expect((await call('POST', `/people/${id}/deactivate`, {})).status).toBe(200)
  expect((await exported(cookie)).status).toBe(401)
})

test('while it does not follow, or is not there, the primary is read', async () => {
  const cookie = await cookieOf(elena)
  const standing = standby.superUrl.replace(/postgres$/, new URL(urls.replicaUrl).pathname.slice(1))
  await withClient(standing, (client) => client.query('select pg_wal_replay_pause()'))
  expect((await call('POST', '/projects', { name: 'While it sleeps' })).status).toBe(201)
  expect((await exported(cookie)).text).toContain('While it sleeps')
  await standby.stop()
  expect((await call('POST', '/projects', { name: 'While it is gone' })).status).toBe(201)
  expect((await exported(cookie)).text).toContain('While it is gone')
})
