import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readEnvironment } from '../../core/src/config/environment.ts'
import { startDatabase } from '../../core/src/database/start.ts'
import { openReceiver, type Receiver, verify } from '../../plugins/webhooks/test/receiver.ts'
import { type Server, signIn, startServer } from './server.ts'

let data: string
let server: Server | undefined
let receiver: Receiver
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'guildhall-fault-'))
  receiver = await openReceiver()
})
afterAll(async () => {
  receiver?.close()
  await server?.end('SIGKILL').catch(() => {})
  // A killed server leaves its PostgreSQL; starting and stopping once more ends it in order.
  await (await startDatabase(readEnvironment({ GUILDHALL_DATA: data }))).stop()
  rmSync(data, { recursive: true, force: true })
})

test('a server killed while a receiver still thinks sends the message once more, under the same id, and then never again', {
  timeout: 120_000,
}, async () => {
  const environment = { GUILDHALL_DATA: data, OUTBOUND_PRIVATE: 'on' }
  server = await startServer(environment)
  const password = server.said.demos?.[0]?.password ?? ''
  const elena = await signIn(server.address, 'elena@studionord.example', password)
  const values = { name: 'Slow', url: receiver.url, events: ['directory.companies.created'] }
  const { id } = (await elena('POST', '/webhook-endpoints', values)).body as { id: string }
  const { secret } = (await elena('POST', `/webhooks/endpoints/${id}/secret/reveal`, {})).body as unknown as {
    secret: string
  }
  receiver.answer = () => undefined
  await elena('POST', '/companies', { name: 'Acme' })
  await expect.poll(() => receiver.received.length, { timeout: 20_000 }).toBe(1)
  await server.end('SIGKILL')

  receiver.answer = (response) => response.writeHead(204).end()
  server = await startServer(environment)
  await expect.poll(() => receiver.received.length, { timeout: 60_000 }).toBe(2)
  const [first, second] = receiver.received
  expect(second?.id).toBe(first?.id)
  expect(second?.body).toBe(first?.body)
  verify(secret, second as never, new Date().toISOString())
  const again = await signIn(server.address, 'elena@studionord.example', password)
  const filter = encodeURIComponent(JSON.stringify({ endpoint: id }))
  const delivered = async () => (await again('GET', `/webhook-deliveries?filter=${filter}`)).body
  await expect.poll(delivered, { timeout: 10_000 }).toMatchObject([{ id: first?.id, status: 'delivered', tries: 1 }])
  expect(receiver.received).toHaveLength(2)
})
