import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Member } from '../../../tests/studio.ts'
import { isWithin, networkLines } from '../src/networks.ts'
import { type Crew, on, openCrew, type Row } from './crew.ts'

let crew: Crew
let project: Row
beforeAll(async () => {
  crew = await openCrew()
  project = await crew.project()
})
afterAll(() => crew?.close())

/** From an address of somebody's choice. */
async function from(remoteAddress: string, who: Member, path: string, payload: object) {
  const response = await crew.studio.platform.app.inject({
    ...{ method: 'POST', url: `/api/time-tracking/${path}`, remoteAddress, payload },
    headers: { cookie: who.cookie, 'x-tenant': 'studio' },
  })
  return { status: response.statusCode, body: response.json() }
}
const office = '192.0.2.17'
const cafe = '203.0.113.9'

it('S2.2 people come in and work from wherever they are; where the business names its networks, from there alone, and are told why', async () => {
  const timer = { subject: on('projects', project) }
  expect((await from(cafe, crew.st1, 'clock', { step: 'in' })).status).toBe(200)
  expect((await from(cafe, crew.st1, 'timer/start', timer)).status).toBe(200)
  expect((await from(cafe, crew.st1, 'clock', { step: 'out' })).status).toBe(200)

  expect((await crew.set({ networks: '192.0.2.0/24\n2001:db8::/32' })).status).toBe(200)
  const refused = { status: 403, body: { code: 'time.elsewhere', params: { address: cafe } } }
  expect(await from(cafe, crew.st1, 'clock', { step: 'in' })).toMatchObject(refused)
  expect(await from(cafe, crew.st1, 'timer/start', timer)).toMatchObject(refused)
  expect((await from(office, crew.st1, 'clock', { step: 'in' })).status).toBe(200)
  expect((await from('2001:db8::17', crew.st1, 'timer/start', timer)).status).toBe(200)
  // Whoever has gone elsewhere meanwhile can still end what he began.
  expect((await from(cafe, crew.st1, 'timer/stop', {})).status).toBe(200)
  expect((await from(cafe, crew.st1, 'clock', { step: 'out' })).status).toBe(200)
  // What somebody says of himself in a header is not where he is.
  const forged = await crew.studio.platform.app.inject({
    ...{ method: 'POST', url: '/api/time-tracking/clock', remoteAddress: cafe, payload: { step: 'in' } },
    headers: { cookie: crew.st1.cookie, 'x-tenant': 'studio', 'x-forwarded-for': office },
  })
  expect(forged.statusCode).toBe(403)

  expect(await crew.set({ networks: 'the office' })).toMatchObject({
    status: 422,
    body: { fields: [{ path: 'networks' }] },
  })
  expect((await crew.set({ networks: null })).status).toBe(200)
  expect((await from(cafe, crew.st1, 'clock', { step: 'in' })).status).toBe(200)
})

describe('networks', () => {
  it.each([
    ['10.0.0.0/8', '10.200.3.4', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['10.0.0.0/8 192.0.2.1/32', '192.0.2.1', true],
    ['192.0.2.0/24', '::ffff:192.0.2.9', true],
    ['2001:db8::/32', '2001:db8:1::1', true],
    ['2001:db8::/32', '2001:db9::1', false],
    ['2001:db8::/32', '10.0.0.1', false],
    ['999.0.0.0/8', '10.0.0.1', false],
    ['10.0.0.0/8', 'nowhere', false],
  ])('%s holds %s: %s', (lines, address, expected) => {
    expect(isWithin(lines, address)).toBe(expected)
  })

  it.each([
    ['10.0.0.0/8\n2001:db8::/32', true],
    ['10.0.0.0', false],
    ['10.0.0.0/33', false],
    ['::1/129', false],
    ['office', false],
  ])('%s is entered: %s', (lines, expected) => {
    expect(new RegExp(networkLines, 'u').test(lines)).toBe(expected)
  })
})
