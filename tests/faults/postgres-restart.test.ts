import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EmbeddedDatabase, startEmbedded } from '../../core/src/database/embedded.ts'
import { provisionServer, rolePasswords } from '../../core/src/database/provision.ts'
import { type Server, signIn, startServer } from './server.ts'

let folder: string
let data: string
let postgres: EmbeddedDatabase
let server: Server | undefined
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guildhall-fault-'))
  data = mkdtempSync(join(tmpdir(), 'guildhall-fault-'))
  postgres = await startEmbedded({ folder })
})
afterAll(async () => {
  await server?.end('SIGTERM').catch(() => {})
  await postgres?.stop()
  for (const each of [folder, data]) rmSync(each, { recursive: true, force: true })
})

test('while PostgreSQL is restarted under load, requests are refused cleanly, and then all goes on', {
  timeout: 120_000,
}, async () => {
  const { appUrl, ownerUrl } = await provisionServer({ superUrl: postgres.superUrl, passwords: rolePasswords(folder) })
  server = await startServer({
    DATABASE_URL: appUrl,
    DATABASE_OWNER_URL: ownerUrl,
    GUILDHALL_DATA: data,
    GUILDHALL_SECRET: 'a'.repeat(32),
  })
  const elena = await signIn(server.address, 'elena@studionord.example', server.said.demos?.[0]?.password ?? '')
  const answers: { status: number; type: string; name?: string; id?: string }[] = []
  let going = true
  const load = Array.from({ length: 8 }, async (_, index) => {
    for (let count = 0; going; count += 1) {
      const name = `Restart ${index} ${count}`
      const { status, type, body } =
        index < 4 ? await elena('GET', '/tasks') : await elena('POST', '/projects', { name })
      answers.push({ status, type, ...(index >= 4 && { name, id: body.id }) })
      if (status >= 500) await sleep(50)
    }
  })
  await sleep(1_000)
  await postgres.stop()
  await sleep(700)
  postgres = await startEmbedded({ folder, port: postgres.port })
  await sleep(2_500)
  going = false
  await Promise.all(load)

  const refused = answers.filter(({ status }) => status >= 400)
  expect(refused.length).toBeGreaterThan(0)
  expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([503]))
  expect(refused.every(({ type }) => type.startsWith('application/problem+json'))).toBe(true)
  const last = answers.slice(-20).map(({ status }) => status)
  expect(
    last.every((status) => status === 200 || status === 201),
    String(last),
  ).toBe(true)

  // What was promised is there, once.
  const promised = answers.filter(({ status, name }) => status === 201 && name)
  for (const { id, name } of promised.slice(-100)) expect((await elena('GET', `/projects/${id}`)).body.name).toBe(name)
  // And the worker goes on delivering.
  await expect.poll(async () => (await fetch(`${server?.address}/health/ready`)).status, { timeout: 10_000 }).toBe(200)
  expect(server.child.exitCode).toBeNull()
})
