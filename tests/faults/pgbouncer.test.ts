import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../../core/src/database/free-port.ts'
import { addMember, type Caller, createTestPlatform, type TestPlatform } from '../../core/testing/index.ts'
import platformConfig from '../../platform.config.ts'

const version = /PgBouncer (\d+)\.(\d+)/.exec(spawnSync('pgbouncer', ['--version'], { encoding: 'utf8' }).stdout ?? '')
const followsPrepared = version !== null && (Number(version[1]) > 1 || Number(version[2]) >= 21)

let folder: string
let pooler: ChildProcess
let platform: TestPlatform

/** PgBouncer before this database, with fewer connections than there are askers, each for one transaction. */
async function startPooler(appUrl: string): Promise<string> {
  const to = new URL(appUrl)
  const port = await freePort()
  folder = mkdtempSync(join(tmpdir(), 'pgbouncer-'))
  chmodSync(folder, 0o755)
  const database = to.pathname.slice(1)
  writeFileSync(
    join(folder, 'pgbouncer.ini'),
    `[databases]
${database} = host=${to.hostname} port=${to.port} dbname=${database} user=${to.username} password=${to.password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 3
${followsPrepared ? 'max_prepared_statements = 500' : ''}
`,
  )
  const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : []
  pooler = spawn('pgbouncer', [...user, '-q', join(folder, 'pgbouncer.ini')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await answering(port)
  to.port = String(port)
  return to.href
}

async function answering(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const socket = connect(port, '127.0.0.1')
    const isThere = await once(socket, 'connect').then(
      () => true,
      () => false,
    )
    socket.destroy()
    if (isThere) return
    await sleep(50)
  }
  throw new Error('PgBouncer does not answer')
}

describe.skipIf(version === null)('behind PgBouncer in transaction mode, where it is installed', () => {
  let callers: Caller[]

  beforeAll(async () => {
    platform = await createTestPlatform({
      plugins: platformConfig.plugins,
      pooler: { address: startPooler, isPrepared: followsPrepared },
    })
    callers = await Promise.all(
      ['north', 'south', 'west'].map(async (slug) => {
        const plugins = platformConfig.plugins.map(({ name }) => name)
        const { id } = await platform.tenancy.tenants.create({ slug, name: slug, plugins })
        await addMember(platform, id, { email: `ada@${slug}.example`, name: 'Ada', archetype: 'admin' })
        return platform.signIn(`ada@${slug}.example`)
      }),
    )
  }, 60_000)
  afterAll(async () => {
    await platform?.close()
    pooler?.kill('SIGINT')
    rmSync(folder, { recursive: true, force: true })
  })

  test('three businesses work at once on three connections, and none sees a record of another', async () => {
    const work = callers.flatMap((call, tenant) =>
      Array.from({ length: 30 }, async (_, n) => {
        const made = await call('POST', '/api/companies', { name: `${tenant} company ${n}` })
        expect(made.statusCode).toBe(201)
        const changed = await call('PATCH', `/api/companies/${made.data.id}`, { name: `${tenant} renamed ${n}` })
        expect(changed.statusCode).toBe(200)
        const others = callers[(tenant + 1) % 3] as Caller
        expect((await others('GET', `/api/companies/${made.data.id}`)).statusCode).toBe(404)
        const refused = await call('POST', '/api/companies', { name: '' })
        expect(refused.statusCode).toBe(422)
      }),
    )
    await Promise.all(work)
    for (const [tenant, call] of callers.entries()) {
      const { data } = await call('GET', `/api/companies?range=[0,99]`)
      expect(data).toHaveLength(30)
      expect(data.every(({ name }: { name: string }) => name.startsWith(`${tenant} renamed`))).toBe(true)
    }
  })

  test('what happened is delivered', async () => {
    await platform.events.drain()
    const { rows } = await platform.events.pool.query(
      'select count(*)::int as waiting from guildhall.outbox where position is null',
    )
    expect(rows[0].waiting).toBe(0)
  })
})
