import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readEnvironment } from '../../core/src/config/environment.ts'
import { startDatabase } from '../../core/src/database/start.ts'
import { startTestSmtp, type TestSmtp } from '../../core/testing/smtp.ts'
import { type Call, type Server, signIn, startServer } from './server.ts'

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

const addresses = ['one@co.example', 'two@co.example', 'three@co.example']
const to = (address: string) => smtp.mails.filter(({ receivers }) => receivers.includes(address))

test('S2.36 servers killed before, while and after a report is mailed leave one delivery for each receiver, and none of them twice', {
  timeout: 240_000,
}, async () => {
  const environment = { GUILDHALL_DATA: data, SMTP_URL: smtp.url }
  server = await startServer(environment)
  const password = server.said.demos?.[0]?.password ?? ''
  const elena = () => signIn(server?.address ?? '', 'elena@studionord.example', password)
  let call = await elena()
  const [report] = await list(call, '/reports?filter={"q":"Project status"}')
  const [company] = await list(call, '/companies')
  const outside = addresses.map((address) => ({ name: 'Outside', address, about: `companies/${company?.id}` }))
  const schedule = await call('POST', '/report-schedules', {
    ...{ name: 'Killed', report: report?.id, outside, sendEmpty: true, unit: 'month', startsOn: '2099-01-01' },
  })
  expect(schedule.status).toBe(201)
  const deliveries = () =>
    list(call, `/report-deliveries?filter=${encodeURIComponent(JSON.stringify({ schedule: schedule.body.id }))}`)
  const answered = () => smtp.mails.filter(({ receivers }) => receivers.some((each) => addresses.includes(each))).length

  smtp.swallow('Project status')
  expect((await call('POST', `/report-schedules/${schedule.body.id}/send`, {})).status).toBe(200)
  // A mail was taken, and nobody could say so any more.
  await expect.poll(answered, { timeout: 30_000, interval: 50 }).toBeGreaterThan(0)
  await server.end('SIGKILL')

  server = await startServer(environment)
  call = await elena()
  const states = async () => (await deliveries()).map(({ status }) => status)
  await expect.poll(states, { timeout: 90_000, interval: 500 }).not.toContain('waiting')
  await expect.poll(states, { timeout: 90_000, interval: 500 }).not.toContain('sending')
  const noted = await deliveries()
  expect(noted).toHaveLength(addresses.length)
  expect(new Set(noted.map(({ address }) => address))).toEqual(new Set(addresses))
  expect(noted.filter(({ status }) => status === 'uncertain').length).toBeGreaterThan(0)
  // Of what is noted as sent each has one; where nobody knows, one may have come, and a person sends it again.
  for (const { address, status } of noted) {
    const count = to(String(address)).length
    if (status === 'sent') expect(count).toBe(1)
    else expect(count).toBeLessThanOrEqual(1)
  }
  const unsure = noted.find(({ status }) => status === 'uncertain')
  const before = to(String(unsure?.address)).length
  expect((await call('POST', `/report-deliveries/${unsure?.id}/resend`, {})).status).toBe(200)
  await expect.poll(() => to(String(unsure?.address)).length, { timeout: 30_000 }).toBe(before + 1)
})

async function list(call: Call, path: string): Promise<({ id: string } & Record<string, unknown>)[]> {
  return (await call('GET', path)).body as never
}
