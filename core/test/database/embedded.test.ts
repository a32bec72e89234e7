import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type EmbeddedDatabase, type EmbeddedOptions, startEmbedded } from '../../src/database/embedded.ts'
import { canReach } from '../../src/database/embedded-account.ts'
import { findPostmaster, stopPostmaster } from '../../src/database/embedded-process.ts'
import { withClient } from '../../src/database/provision.ts'
import { holdDatabase } from './database-program.ts'

let parent: string
let folder: string
const opened: EmbeddedDatabase[] = []

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'guildhall embedded '))
  folder = join(parent, 'data of a very long name '.repeat(5).trim(), 'ținut')
  chmodSync(parent, 0o755)
})

afterEach(async () => {
  for (const database of opened.splice(0)) await database.stop()
  const place = join(folder, 'database')
  if (existsSync(place)) await stopPostmaster(place)
  rmSync(parent, { recursive: true, force: true })
})

test('a folder with spaces and a long path gets a database that answers on this machine only', async () => {
  const { superUrl, cluster } = await start()
  expect(await ask(superUrl, 'SHOW server_version')).toMatch(/^18\./)
  expect(await ask(superUrl, 'SHOW listen_addresses')).toBe('127.0.0.1')
  expect(await ask(superUrl, 'SHOW unix_socket_directories')).toBe('')
  expect(statSync(join(folder, 'database.password')).mode & 0o077).toBe(0)
  expect(statSync(cluster).mode & 0o077).toBe(0)
  await expect(ask(superUrl.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(
    /password authentication failed/,
  )
})

test('a second start is on the same port, with the same data', async () => {
  const first = await start()
  await ask(first.superUrl, "CREATE TABLE kept AS SELECT 'yes' AS word")
  await first.stop()
  expect(findPostmaster(first.cluster)).toBeUndefined()

  const second = await start()
  expect(second.superUrl).toBe(first.superUrl)
  expect(await ask(second.superUrl, 'SELECT word FROM kept')).toBe('yes')
})

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends the program and PostgreSQL with it', async (signal) => {
  const program = await holdDatabase(folder)
  expect(program.cluster && findPostmaster(program.cluster)).toBeDefined()
  await program.end(signal)
  expect(program.child.exitCode).toBe(0)
  expect(existsSync(join(folder, 'database/postmaster.pid'))).toBe(false)
})

describe('after kill -9', () => {
  test('the next start takes over the PostgreSQL that was left, and ends it in order', async () => {
    const program = await holdDatabase(folder)
    await ask(program.superUrl ?? '', "CREATE TABLE kept AS SELECT 'yes' AS word")
    await program.end('SIGKILL')

    const next = await start()
    expect(next.reused).toBe(true)
    expect(await ask(next.superUrl, 'SELECT word FROM kept')).toBe('yes')
    await next.stop()
    expect(findPostmaster(next.cluster)).toBeUndefined()
  })

  test('of PostgreSQL too, the next start recovers the data', async () => {
    const program = await holdDatabase(folder)
    await ask(program.superUrl ?? '', "CREATE TABLE kept AS SELECT 'yes' AS word")
    const postmaster = findPostmaster(program.cluster ?? '')
    await program.end('SIGKILL')
    process.kill(postmaster?.pid ?? 0, 'SIGKILL')
    // The signal is sent; the kernel takes its time.
    await expect.poll(() => findPostmaster(program.cluster ?? ''), { timeout: 10_000 }).toBeUndefined()

    const next = await start()
    expect(next.reused).toBe(false)
    expect(await ask(next.superUrl, 'SELECT word FROM kept')).toBe('yes')
  })

  test('in the middle of initdb, the next start begins anew', async () => {
    await (await start()).stop()
    rmSync(join(folder, 'database'), { recursive: true })
    writeFileSync(join(folder, 'starting.lock'), JSON.stringify({ pid: 2 ** 22 + 1, started: '1' }))
    expect(await ask((await start()).superUrl, 'SELECT 1')).toBe(1)
    expect(existsSync(join(folder, 'database.new'))).toBe(false)
  })

  test('a number that another process has now is not taken for PostgreSQL', async () => {
    const first = await start()
    await first.stop()
    writeFileSync(
      join(first.cluster, 'postmaster.pid'),
      [process.pid, first.cluster, 1, first.port, '', '127.0.0.1', '', 'ready   ', ''].join('\n'),
    )
    expect((await start()).reused).toBe(false)
  })
})

test('the last of several processes to leave stops PostgreSQL, not the first', async () => {
  const mine = await start()
  const other = await holdDatabase(folder)
  expect(other.superUrl).toBe(mine.superUrl)
  expect(other.reused).toBe(true)
  await mine.stop()
  expect(await ask(mine.superUrl, 'SELECT 1')).toBe(1)
  await other.end('SIGTERM')
  expect(findPostmaster(mine.cluster)).toBeUndefined()
})

test('several that start at once share one PostgreSQL', async () => {
  const programs = await Promise.all([holdDatabase(folder), holdDatabase(folder), start()])
  expect(new Set(programs.map((program) => program.superUrl)).size).toBe(1)
  await Promise.all([programs[0].end('SIGTERM'), programs[1].end('SIGTERM')])
  expect(await ask(programs[2].superUrl, 'SELECT 1')).toBe(1)
})

test('a lost password file is made anew, and the data is still there', async () => {
  const first = await start()
  await ask(first.superUrl, "CREATE TABLE kept AS SELECT 'yes' AS word")
  await first.stop()
  rmSync(join(folder, 'database.password'))
  const second = await start()
  expect(second.superUrl).not.toBe(first.superUrl)
  expect(await ask(second.superUrl, 'SELECT word FROM kept')).toBe('yes')
})

describe('a port that is taken', () => {
  test('is left to its owner when we are free to choose', async () => {
    const first = await start()
    await first.stop()
    const owner = await listen(first.port)
    const second = await start()
    expect(second.port).not.toBe(first.port)
    owner.close()
  })

  test('is a clear refusal when it was asked for', async () => {
    const owner = await listen(0)
    const port = (owner.address() as { port: number }).port
    await expect(start({ port })).rejects.toMatchObject({ code: 'boot.port_busy', params: { port } })
    owner.close()
  })
})

describe('a data folder that cannot be used is one clear line', () => {
  test('of another PostgreSQL', async () => {
    const { cluster, stop } = await start()
    await stop()
    writeFileSync(join(cluster, 'PG_VERSION'), '16\n')
    await expect(start()).rejects.toMatchObject({
      code: 'boot.data_version',
      message: expect.stringMatching(/made by PostgreSQL 16; this is PostgreSQL 18/),
    })
  })

  test('with something else in it', async () => {
    const { cluster, stop } = await start()
    await stop()
    rmSync(join(cluster, 'PG_VERSION'))
    await expect(start()).rejects.toMatchObject({ code: 'boot.data_foreign' })
    expect(readdirSync(cluster)).not.toHaveLength(0)
  })

  test('that is a file', async () => {
    const file = join(parent, 'file')
    writeFileSync(file, '')
    await expect(start({ folder: file })).rejects.toMatchObject({
      code: 'boot.data_unwritable',
      remedy: /GUILDHALL_DATA/,
    })
    await expect(start({ folder: '/proc/guildhall' })).rejects.toMatchObject({ code: 'boot.data_unwritable' })
  })
})

describe.runIf(process.getuid?.() === 0)('as root', () => {
  const nobody = { uid: 65534, gid: 65534 }
  // A checkout under a root-only folder has no program that he could run.
  const readable = canReach(process.execPath, nobody)

  test('PostgreSQL runs as another user', async () => {
    const { cluster, superUrl } = await start()
    expect(statSync(cluster).uid).not.toBe(0)
    expect(await ask(superUrl, 'SELECT 1')).toBe(1)
    const pid = findPostmaster(cluster)?.pid
    expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(new RegExp(`^Uid:\\s+${statSync(cluster).uid}\\b`, 'm'))
  })

  test('the database of a root-only folder lies where that user can reach it', async () => {
    chmodSync(parent, 0o700)
    const first = await start()
    expect(first.cluster.startsWith(parent)).toBe(false)
    await ask(first.superUrl, "CREATE TABLE kept AS SELECT 'yes' AS word")
    await first.stop()
    const second = await start()
    expect(await ask(second.superUrl, 'SELECT word FROM kept')).toBe('yes')
    await second.stop()

    // Whoever deletes the data folder begins anew.
    rmSync(folder, { recursive: true })
    const third = await start()
    await expect(ask(third.superUrl, 'SELECT word FROM kept')).rejects.toThrow(/does not exist/)
    await third.stop()
    rmSync(join(third.cluster, '..'), { recursive: true })
  })

  test.runIf(readable)('an ordinary user runs it as himself', async () => {
    chownSync(parent, nobody.uid, nobody.gid)
    const program = await holdDatabase(folder, nobody)
    expect(statSync(program.cluster ?? '').uid).toBe(nobody.uid)
    await program.end('SIGTERM')

    // Root, who comes later, leaves him owner of all.
    const { superUrl, stop } = await start()
    expect(await ask(superUrl, 'SELECT 1')).toBe(1)
    await stop()
    const again = await holdDatabase(folder, nobody)
    expect(again.code).toBeUndefined()
    await again.end('SIGTERM')
  })

  test.runIf(readable)('an ordinary user is told that a folder is not his', async () => {
    chmodSync(parent, 0o700)
    const refused = await holdDatabase(folder, nobody)
    expect(refused.code).toBe('boot.data_unwritable')
    expect(refused.line).toMatch(/cannot be written by nobody.*GUILDHALL_DATA/)
  })
})

async function start(options: Partial<EmbeddedOptions> = {}): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({ folder, disposable: true, settings: { fsync: 'on' }, ...options })
  opened.push(database)
  return database
}

async function ask(url: string, question: string): Promise<unknown> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<unknown[]>({ text: question, rowMode: 'array' })
    return rows[0]?.[0]
  })
}

function listen(port: number): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer().listen(port, '127.0.0.1', () => resolve(server))
  })
}
