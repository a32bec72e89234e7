import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readEnvironment } from '../../core/src/config/environment.ts'
import { freePort } from '../../core/src/database/free-port.ts'
import { startDatabase } from '../../core/src/database/start.ts'
import { mailServerTo } from '../../core/testing/index.ts'
import { type Server, signIn, startServer } from './server.ts'

let data: string
let server: Server | undefined
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'guildhall-fault-'))
})
afterAll(async () => {
  await server?.end('SIGKILL').catch(() => {})
  await (await startDatabase(readEnvironment({ GUILDHALL_DATA: data }))).stop()
  rmSync(data, { recursive: true, force: true })
})

test('a server killed after it has taken a mail, and before anything came of it, has it all the same, once', {
  timeout: 180_000,
}, async () => {
  const port = await freePort()
  const environment = { GUILDHALL_DATA: data, MAIL_IN_PORT: String(port), MAIL_IN_DOMAIN: 'mail.guildhall.example' }
  server = await startServer(environment)
  const { password = '', slug = '' } = server.said.demos?.[0] ?? {}
  await server.end('SIGTERM')
  // Nobody works on what it takes.
  server = await startServer(environment, ['--only', 'web'])
  const transport = mailServerTo(port)
  const mail = {
    ...{ from: 'daniel.stan@mail.example', to: `${slug}@mail.guildhall.example`, subject: 'Before the end', text: 'x' },
    messageId: '<before-the-end@mail.example>',
  }
  expect((await transport.sendMail(mail)).response).toMatch(/^250/)
  await server.end('SIGKILL')
  server = await startServer(environment)
  // The other server did not hear that we have it.
  expect((await transport.sendMail(mail)).response).toMatch(/^250/)
  const elena = await signIn(server.address, 'elena@studionord.example', password)
  const mails = async () =>
    (await elena('GET', '/incoming-mails')).body as unknown as { status: string; subject: string | null }[]
  await expect.poll(async () => (await mails())[0]?.status, { timeout: 30_000 }).toBe('held')
  expect(await mails()).toMatchObject([{ subject: 'Before the end' }])
  await server.end('SIGTERM')
  server = undefined
})
