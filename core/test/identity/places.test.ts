import type { InjectOptions } from 'fastify'
import { describe, expect, onTestFinished, test } from 'vitest'
import { withClient } from '../../src/database/provision.ts'
import { browserOf, neighbourhoodOf } from '../../src/identity/places.ts'
import { addMember, createTestPlatform, testPassword } from '../../testing/platform.ts'

const email = 'anna@north.example'
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const newer = 'Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0'
const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/604.1'

describe('where somebody signs in from', () => {
  test('he is told by mail of a browser or a place that is new, once, and not of the first', async () => {
    const platform = await createTestPlatform()
    onTestFinished(() => platform.close())
    const tenant = await platform.tenancy.tenants.create({ slug: 'north', name: 'North' })
    await addMember(platform, tenant.id, { email, name: 'Anna', archetype: 'worker' })
    const signIn = async (agent: string, remoteAddress: string, password = testPassword) => {
      const request = { method: 'POST', url: '/api/auth/login', payload: { email, password }, remoteAddress }
      const answer = await platform.app.inject({ ...request, headers: { 'user-agent': agent } } as InjectOptions)
      return answer.statusCode
    }
    const told = async () => (await platform.mails()).filter(({ subject }) => subject.includes('from a new place'))
    const known = () =>
      withClient(platform.urls.ownerUrl, async (client) => {
        const { rows } = await client.query("select encode(place, 'escape') as place from guildhall.known_places")
        return rows.map(({ place }: { place: string }) => place)
      })
    expect(await signIn(firefox, '203.0.113.7')).toBe(200)
    await expect.poll(async () => (await known()).length).toBe(1)
    expect(await signIn(newer, '203.0.113.200')).toBe(200)
    expect(await signIn(firefox, '198.51.100.1', 'wrong wrong wrong')).toBe(401)
    expect(await signIn(firefox, '203.0.113.9')).toBe(200)
    await Promise.all([signIn(phone, '203.0.113.7'), signIn(phone, '203.0.113.8')])
    await expect.poll(async () => (await told()).length).toBe(1)
    expect(await signIn(firefox, '198.51.100.1')).toBe(200)
    await expect.poll(async () => (await told()).length).toBe(2)
    expect(await known()).toHaveLength(3)
    const mail = (await told()).map(({ text }) => text).join()
    expect(mail).toContain('198.51.100.1')
    expect(mail).toContain('/reset')
    expect((await known()).join()).not.toMatch(/Firefox|113/)
  })

  test.each([
    ['203.0.113.7', '203.0.113'],
    ['::ffff:203.0.113.7', '203.0.113'],
    ['2001:db8:7::1', '2001:db8:7'],
    ['2001:0db8:0007:ab::1', '2001:db8:7'],
    ['2001:db8::1', '2001:db8:0'],
    ['::1', '0:0:0'],
    ['nonsense', ''],
    [null, ''],
  ])('%s is in the neighbourhood %s', (ip, neighbourhood) => {
    expect(neighbourhoodOf(ip)).toBe(neighbourhood)
  })

  test('an update is no new browser', () => {
    expect(browserOf(firefox)).toBe(browserOf(newer))
    expect(browserOf(firefox)).not.toBe(browserOf(phone))
  })
})
