import { addMember, type Caller, createTestPlatform, type TestPlatform } from '@guildhall/core/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import plugin from '../src/index.ts'

let platform: TestPlatform
const callers = new Map<string, Caller>()
const as = (archetype: 'manager' | 'worker') => callers.get(archetype) as Caller

beforeAll(async () => {
  platform = await createTestPlatform({ plugins: [plugin] })
  const { id } = await platform.tenancy.tenants.create({ slug: 'works', name: 'Works', plugins: [plugin.name] })
  for (const archetype of ['manager', 'worker'] as const) {
    const email = `${archetype}@works.example`
    await addMember(platform, id, { name: archetype, email, kind: 'staff', archetype })
    callers.set(archetype, await platform.signIn(email))
  }
})
afterAll(() => platform?.close())

test('a manager writes a note, a worker finishes it and writes none', async () => {
  const made = await as('manager')('POST', '/api/acme-sample-notes', { title: 'Order paint' })
  expect(made.data).toMatchObject({ title: 'Order paint', status: 'open' })
  const finished = await as('worker')('POST', `/api/acme-sample-notes/${made.data.id}/finish`, {})
  expect(finished.data).toMatchObject({ status: 'done' })
  expect((await as('worker')('POST', '/api/acme-sample-notes', { title: 'Mine' })).statusCode).toBe(403)
})

test('a note without a title is refused, and the field is named', async () => {
  const { statusCode, data } = await as('manager')('POST', '/api/acme-sample-notes', {})
  expect(statusCode).toBe(422)
  expect(data.fields).toMatchObject([{ path: 'title', code: 'validation.required' }])
})
