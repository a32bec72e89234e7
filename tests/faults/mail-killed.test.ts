import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readEnvironment } from '../../core/src/config/environment.ts'
import { startDatabase } from '../../core/src/database/start.ts'
import { startTestSmtp, type TestSmtp } from '../../core/testing/smtp.ts'
import { type Server, signIn, startServer } from './server.ts'

let data: string
let smtp: TestSmtp
let server: Server | undefined
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'guildhall-fault-'))
  smtp = await startTestSmtp()
})
afterAll(async () => {
  await server?.end('SIGKILL').catch(() => {})
  await (await startDatabase(readEnvironment({ GUILDHALL_DATA: data }))).stop()
  await smtp.close()
  rmSync(data, { recursive: true, force: true })
})

test('a server killed while the mail server takes a mail sends it again under the same id, and only what was not noted as sent', {
  timeout: 180_000,
}, async () => {
  const worker = 'mara@studionord.example'
  const environment = { GUILDHALL_DATA: data, SMTP_URL: smtp.url }
  server = await startServer(environment)
  const password = server.said.demos?.[0]?.password ?? ''
  const giving = async (title: string) => {
    const victor = await signIn(server?.address ?? '', 'victor@studionord.example', password)
    const [project] = (await victor('GET', '/projects?filter={"q":"bakery"}')).body as unknown as { id: string }[]
    const people = (await victor('GET', '/people?filter={"q":"mara"}')).body as unknown as { id: string }[]
    const body = { project: project?.id, title, assignees: [people[0]?.id] }
    expect((await victor('POST', '/tasks', body)).status).toBe(201)
  }
  const sent = (title: string) =>
    smtp.mails.filter(({ receivers, subject }) => receivers.includes(worker) && subject.includes(title))

  await giving('Sent at once')
  await expect.poll(() => sent('Sent at once').length, { timeout: 20_000 }).toBe(1)
  smtp.swallow('Cut off')
  await giving('Cut off')
  await expect.poll(() => sent('Cut off').length, { timeout: 20_000 }).toBe(1)
  await server.end('SIGKILL')
  server = await startServer(environment)
  await expect.poll(() => sent('Cut off').length, { timeout: 60_000, interval: 300 }).toBe(2)
  const ids = sent('Cut off').map(({ raw }) => /^Message-ID:\s*(\S+)/im.exec(raw)?.[1])
  expect(ids[0]).toBeTruthy()
  expect(new Set(ids).size).toBe(1)
  expect(sent('Sent at once')).toHaveLength(1)
  await server.end('SIGTERM')
  server = undefined
})
