import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Work } from '@guildhall/sdk'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addMember, type Caller, type TestPlatform } from '../../testing/index.ts'
import { bells, openTower, seen } from './bells.ts'

let platform: TestPlatform
let admin: Caller
let tenantId: string
let worker: string
const chime = (data: unknown = {}) => platform.events.enqueueJob({ tenantId, plugin: 'bells', job: 'chime', data })
beforeAll(async () => {
  platform = await openTower()
  tenantId = (await platform.tenancy.tenants.create({ slug: 'tower', name: 'Tower', plugins: ['bells', 'foundry'] })).id
  await addMember(platform, tenantId, { name: 'Quasimodo', email: 'admin@tower.example', archetype: 'admin' })
  worker = await addMember(platform, tenantId, { name: 'Phoebus', email: 'worker@tower.example', archetype: 'worker' })
  admin = await platform.signIn('admin@tower.example')
})
afterAll(() => platform?.close())
beforeEach(async () => {
  await platform.events.drain()
  platform.clock.set('2026-03-10T10:00:00.000Z')
  seen.heard = []
  seen.steps = async () => {}
})

test('a plugin is told what others offer to its extension point', () => {
  expect(seen.tones).toEqual([{ plugin: 'foundry', value: { hertz: 440 } }])
})

test('who listens to every event hears those of records and those that are told', async () => {
  await admin('POST', '/api/bells', { name: 'great' })
  await platform.events.drain()
  expect(seen.heard.sort()).toEqual(['bells.bell.rung', 'bells.bells.created'])
})

test('a job that is asked for with a transaction waits for its instant', async () => {
  const done: unknown[] = []
  seen.steps = async ({ data }) => void done.push(data)
  const { data: bell } = await admin('POST', '/api/bells', { name: 'late' })
  await platform.events.drain()
  expect(done).toEqual([])
  platform.clock.set('2026-03-10T12:00:00.000Z')
  await platform.events.drain()
  expect(done).toEqual([{ id: bell.id }])
})

test('a job that is asked for is not there when its transaction is undone, and one that nobody has is refused', async () => {
  const done: unknown[] = []
  seen.steps = async ({ data }) => void done.push(data)
  expect((await admin('POST', '/api/bells', { name: 'broken' })).statusCode).toBe(500)
  expect(await admin('POST', '/api/bells', { name: 'unknown' })).toMatchObject({
    statusCode: 404,
    data: { code: 'events.job_unknown' },
  })
  await platform.events.drain()
  expect(done).toEqual([])
})

test('each step is committed by itself, and work that failed is begun again', async () => {
  const tries: string[][] = []
  seen.steps = async ({ within }) => {
    const names = await within(async (scope) => (await scope.records(bells).list()).map(({ name }) => name))
    tries.push(names.filter((name) => name.startsWith('step')))
    await within((scope) => scope.records(bells).create({ name: `step ${tries.length}` }))
    if (tries.length === 1) throw new TypeError('The rope is torn')
  }
  await chime()
  await platform.events.drain({ hurry: true })
  expect(tries).toEqual([[], ['step 1']])
  await platform.events.drain({ hurry: true })
  expect(tries).toHaveLength(2)
})

test('what is done as a person is done under his rights', async () => {
  await admin('POST', '/api/bells', { name: 'small' })
  const found: string[][] = []
  let refusal: unknown
  seen.steps = async ({ withinAs, within }) => {
    found.push(await withinAs(worker, async (scope) => (await scope.records(bells).list()).map(({ name }) => name)))
    found.push(await within(async (scope) => (await scope.records(bells).list()).map(({ name }) => name)))
    refusal = await withinAs(tenantId, async () => {}).catch((error: unknown) => error)
  }
  await chime()
  await platform.events.drain()
  expect(found[0]).toEqual(['small'])
  expect(found[1]?.length).toBeGreaterThan(1)
  expect(refusal).toMatchObject({ status: 404 })
})

test('work sends mails with what belongs to them, and asks other servers', async () => {
  const server = createServer((_, answer) => answer.end('ding')).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  let told = ''
  seen.steps = async ({ outbound, mail }: Work) => {
    const { body } = await outbound.ask(outbound.fit(`http://127.0.0.1:${port}/`), { method: 'GET' })
    told = Buffer.concat(await body.toArray()).toString()
    await mail({
      to: { name: 'Esmeralda', address: 'esmeralda@tower.example' },
      subject: 'Ding',
      text: 'Dong',
      attachments: [{ name: 'score.txt', type: 'text/plain', content: Buffer.from('c d e') }],
    })
  }
  await chime()
  await platform.events.drain()
  server.close()
  expect(told).toBe('ding')
  expect((await platform.mails()).at(-1)).toMatchObject({ subject: 'Ding', to: 'Esmeralda <esmeralda@tower.example>' })
})

test('a letter is written in the tenant’s words, each text as text, its button and notes leading here', async () => {
  let written = { subject: '', text: '', html: '' }
  seen.steps = async ({ letter }) => {
    written = await letter({
      ...{ language: 'ro', subject: 'Ding <dong>', name: 'Esmeralda', paragraphs: ['One <b>', 'Two'] },
      button: { label: 'Open', path: '/at/tower/bells' },
      notes: [{ text: 'No more', path: '/api/bells/no-more' }],
    })
  }
  await chime()
  await platform.events.drain()
  expect(written.text).toMatch(
    /^Bună ziua, Esmeralda,\n\nOne <b>\n\nTwo\n\nOpen:\nhttp:\/\/guildhall.test\/at\/tower\/bells/,
  )
  expect(written.html).toContain('One &#60;b&#62;')
  expect(written.html).not.toContain('<b>')
  expect(written.html).toContain('href="http://guildhall.test/api/bells/no-more"')
})

test('a key for a purpose is the same at every try, and another for another purpose', async () => {
  const keys: string[] = []
  seen.steps = async ({ within }) => {
    for (const purpose of ['bells.one', 'bells.one', 'bells.two'] as const)
      keys.push(await within(async (scope) => scope.keyFor(purpose).toString('hex')))
  }
  await chime()
  await platform.events.drain()
  expect(keys[0]).toMatch(/^[0-9a-f]{64}$/)
  expect(keys[1]).toBe(keys[0])
  expect(keys[2]).not.toBe(keys[0])
})
