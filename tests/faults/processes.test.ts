import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Call, type Server, signIn, startServer } from './server.ts'

let data: string
let server: Server
let elena: Call

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'guildhall-fault-'))
  server = await startServer({ GUILDHALL_DATA: data }, ['--processes', '2'])
  elena = await signIn(server.address, 'elena@studionord.example', server.said.demos?.[0]?.password ?? '')
}, 120_000)
afterAll(async () => {
  await server?.end('SIGTERM').catch(() => {})
  rmSync(data, { recursive: true, force: true })
})

/** The processes that answer: children of the one that was started; its PostgreSQL is another. */
function processes(): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n')
  return lines
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((found) => Number(found?.[2]) === server.child.pid && found?.[3]?.includes('main.ts start'))
    .map((found) => Number(found?.[1]))
}

/** Each request on a connection of its own goes to the next process. */
function ask(path: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    request(`${server.address}${path}`, { agent: false, headers }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0))
    })
      .on('error', reject)
      .end()
  })
}

/** Asks without pause until told to stop; says what was answered, and what was not. */
function press(path: string, cookie: string) {
  let isStopped = false
  const answers = new Map<number | string, number>()
  const press = async () => {
    while (!isStopped) {
      const status = await ask(path, { cookie }).catch((error: NodeJS.ErrnoException) => error.code ?? 'error')
      answers.set(status, (answers.get(status) ?? 0) + 1)
    }
  }
  const all = Promise.all([press(), press(), press(), press()])
  return async () => {
    isStopped = true
    await all
    return Object.fromEntries(answers)
  }
}

async function cookieOf(email: string): Promise<string> {
  const login = await fetch(`${server.address}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: server.said.demos?.[0]?.password }),
  })
  return login.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

describe('several processes on one machine', { timeout: 120_000 }, () => {
  test('what is switched on one counts at the very next request on the other, under load', async () => {
    const cookie = await cookieOf('elena@studionord.example')
    const stop = press('/api/tasks', await cookieOf('mara@studionord.example'))
    for (let round = 0; round < 4; round += 1) {
      expect((await elena('POST', '/plugins/projects/disable', {})).status).toBe(200)
      expect(await Promise.all(Array.from({ length: 8 }, () => ask('/api/projects', { cookie })))).toEqual(
        Array(8).fill(404),
      )
      expect((await elena('POST', '/plugins/projects/enable', {})).status).toBe(200)
      expect(await Promise.all(Array.from({ length: 8 }, () => ask('/api/projects', { cookie })))).toEqual(
        Array(8).fill(200),
      )
    }
    const answers = await stop()
    expect(Object.keys(answers).filter((status) => status !== '200' && status !== '404')).toEqual([])
    expect(answers[200]).toBeGreaterThan(20)
  })

  test('one that is killed gets a successor, and the other goes on', async () => {
    const [victim = 0, ...others] = processes()
    expect(others).toHaveLength(1)
    process.kill(victim, 'SIGKILL')
    await expect.poll(() => processes().length, { timeout: 30_000 }).toBe(2)
    expect(processes()).toContain(others[0])
    await expect.poll(() => ask('/health/ready'), { timeout: 30_000 }).toBe(200)
    expect((await elena('POST', '/projects', { name: 'After the fall' })).status).toBe(201)
  })

  test('all are renewed one by one while people work, and nobody is refused', async () => {
    const cookie = await cookieOf('elena@studionord.example')
    const before = processes()
    const stop = press('/api/projects', cookie)
    server.child.kill('SIGUSR2')
    await expect.poll(() => processes().filter((pid) => before.includes(pid)), { timeout: 60_000 }).toEqual([])
    await expect.poll(() => processes().length, { timeout: 30_000 }).toBe(2)
    expect(Object.keys(await stop())).toEqual(['200'])
  })

  test('whichever is asked tells the figures of all', async () => {
    for (let n = 0; n < 6; n += 1) await ask('/health/live')
    const text = await (await fetch(`${server.address}/metrics`)).text()
    const [, count = '0'] = /http_request_duration_seconds_count\{[^}]*"\/health\/live"[^}]*\} (\d+)/.exec(text) ?? []
    expect(Number(count)).toBeGreaterThanOrEqual(6)
  })

  test('ends in order, and leaves nobody behind', async () => {
    const all = processes()
    await server.end('SIGTERM')
    expect(server.child.exitCode).toBe(0)
    const alive = all.filter((pid) => {
      try {
        return process.kill(pid, 0)
      } catch {
        return false
      }
    })
    expect(alive).toEqual([])
  })
})
