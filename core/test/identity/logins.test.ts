import { afterAll, beforeAll, expect, it } from 'vitest'
import { withClient } from '../../src/database/provision.ts'
import { addMember, createTestPlatform, type TestPlatform, testPassword } from '../../testing/platform.ts'

let platform: TestPlatform
let north: string

beforeAll(async () => {
  platform = await createTestPlatform()
  for (const slug of ['north', 'south']) {
    const { id } = await platform.tenancy.tenants.create({ slug, name: slug })
    await addMember(platform, id, { email: `admin@${slug}.example`, name: `Admin ${slug}`, archetype: 'admin' })
    if (slug === 'north') north = id
  }
  await addMember(platform, north, { email: 'anna@north.example', name: 'Anna', archetype: 'worker' })
})
afterAll(() => platform?.close())

const peopleOf = async (email: string, query = '') => {
  const admin = await platform.signIn(email)
  const names = new Map<string, string>(
    (await admin('GET', '/api/people')).data.map(({ id, name }: { id: string; name: string }) => [id, name]),
  )
  const { data } = await admin('GET', `/api/logins${query}`)
  return (data as { person: string; at: string }[]).map(({ person, at }) => `${names.get(person)} ${at.slice(11, 16)}`)
}

it('whoever signs in is listed with the moment, for the administrators of his business alone', async () => {
  platform.clock.set('2026-03-10T10:00:00.000Z')
  const anna = await platform.signIn('anna@north.example')
  platform.clock.set('2026-03-10T11:30:00.000Z')
  await platform.signIn('anna@north.example')
  await expect(platform.signIn('anna@north.example', 'wrong wrong wrong')).rejects.toThrow()
  platform.clock.set('2026-03-10T12:00:00.000Z')
  expect(await peopleOf('admin@north.example')).toEqual(['Admin north 12:00', 'Anna 11:30', 'Anna 10:00'])
  expect(await peopleOf('admin@south.example')).toEqual(['Admin south 12:00'])
  expect((await anna('GET', '/api/logins')).statusCode).toBe(403)
})

it('nobody makes, changes or removes one by hand', async () => {
  const admin = await platform.signIn('admin@north.example')
  const [{ id, person }] = (await admin('GET', '/api/logins')).data
  expect((await admin('POST', '/api/logins', { person, at: '2026-03-01T10:00:00Z' })).statusCode).toBe(403)
  expect((await admin('PATCH', `/api/logins/${id}`, { way: 'passkey' })).statusCode).toBe(403)
  expect((await admin('DELETE', `/api/logins/${id}`)).statusCode).toBe(403)
})

it('who runs the installation and is none of its people leaves none in a business he looks at', async () => {
  await platform.identity.createUser({
    ...{ email: 'root@guildhall.example', name: 'Root', password: testPassword, superadmin: true },
  })
  const before = await peopleOf('admin@north.example')
  const root = await platform.signIn('root@guildhall.example', testPassword, 'north')
  expect((await root('GET', '/api/logins')).statusCode).toBe(200)
  expect(await peopleOf('admin@north.example')).toHaveLength(before.length + 1)
})

it('nobody stays outside because it could not be kept', async () => {
  await withClient(platform.urls.ownerUrl, (client) =>
    client.query('revoke insert on guildhall.logins from guildhall_app'),
  )
  const anna = await platform.signIn('anna@north.example')
  expect((await anna('GET', '/api/auth/me')).statusCode).toBe(200)
})
