import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identify, isAlive } from '../../core/src/database/process-identity.ts'
import { type Server, signIn, startServer } from './server.ts'

let data: string
let server: Server | undefined
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'guildhall-fault-'))
})
afterAll(async () => {
  await server?.end('SIGTERM').catch(() => {})
  rmSync(data, { recursive: true, force: true })
})

const postmaster = () => Number(readFileSync(join(data, 'database/postmaster.pid'), 'utf8').split('\n')[0])
const ready = async () => {
  const answer = await fetch(`${server?.address}/health/ready`)
  return { status: answer.status, body: (await answer.json()) as { parts: Record<string, boolean>; worker: boolean } }
}

test('an embedded PostgreSQL that is killed is brought back by the server that needs it, twice', {
  timeout: 120_000,
}, async () => {
  server = await startServer({ GUILDHALL_DATA: data })
  const elena = await signIn(server.address, 'elena@studionord.example', server.said.demos?.[0]?.password ?? '')
  await expect.poll(ready, { timeout: 15_000 }).toMatchObject({ status: 200, body: { worker: true } })
  for (const name of ['First', 'Second']) {
    const before = postmaster()
    expect((await elena('POST', '/projects', { name: `${name} kept` })).status).toBe(201)
    process.kill(before, 'SIGKILL')
    const seen = new Set<number>()
    await expect
      .poll(
        async () => {
          const { status } = await ready()
          seen.add(status)
          return seen.has(503) && status
        },
        { timeout: 30_000, interval: 20 },
      )
      .toBe(200)
    expect([...seen].sort()).toEqual(expect.arrayContaining([200, 503]))
    expect(postmaster()).not.toBe(before)
    const { body } = await elena('GET', `/projects?filter=${encodeURIComponent(JSON.stringify({ q: `${name} kept` }))}`)
    expect(body).toHaveLength(1)
    expect((await elena('POST', '/projects', { name: `${name} after` })).status).toBe(201)
  }
  await expect.poll(ready, { timeout: 15_000 }).toMatchObject({ status: 200, body: { worker: true } })

  // A server that is told to stop takes it along, and nobody brings it back.
  const last = identify(postmaster())
  await server.end('SIGTERM')
  await expect.poll(() => isAlive(last), { timeout: 30_000 }).toBe(false)
  await sleep(1_500)
  expect(() => postmaster()).toThrow()
})
