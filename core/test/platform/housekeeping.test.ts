import { afterAll, beforeAll, expect, it } from 'vitest'
import { addMember, createTestPlatform, type TestPlatform } from '../../testing/index.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await createTestPlatform({ now: '2026-03-10T10:00:00.000Z' })
})
afterAll(() => platform?.close())

it('what has served its time is thrown away, and what has not is kept', async () => {
  const tenant = await platform.tenancy.tenants.create({ slug: 'tidy', name: 'Tidy' })
  await addMember(platform, tenant.id, { email: 'ada@example.org', name: 'Ada', archetype: 'admin' })
  const ada = await platform.signIn('ada@example.org')
  const make = (name: string, key: string) =>
    ada('POST', '/api/roles', { name, archetype: 'worker' }, { 'idempotency-key': key })
  const first = await make('Painter', 'one')
  expect((await make('Painter', 'one')).data.id).toBe(first.data.id)
  const count = async (table: string) =>
    Number((await platform.events.pool.query(`select count(*) from guildhall.${table}`)).rows[0].count)
  await platform.tidy()
  expect(await count('idempotency_keys')).toBe(1)
  const journalled = await count('login_journal')
  platform.clock.set('2026-07-10T10:00:00.000Z')
  await platform.tidy()
  expect(await count('idempotency_keys')).toBe(0)
  expect(await count('tokens')).toBe(0)
  expect(await count('login_journal')).toBeGreaterThan(journalled)
  expect((await ada('GET', '/api/auth/me')).statusCode).toBe(401)
})
