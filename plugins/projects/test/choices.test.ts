import { afterAll, beforeAll, expect, it } from 'vitest'
import { addMember, type Caller, createTestPlatform, type TestPlatform } from '../../../core/testing/index.ts'
import directory from '../../directory/src/index.ts'
import projects from '../src/index.ts'

let platform: TestPlatform
const callers = new Map<string, Caller>()
const ids = new Map<string, string>()
let mill: string
let press: string

beforeAll(async () => {
  platform = await createTestPlatform({ plugins: [directory, projects] })
  const tenant = await platform.tenancy.tenants.create({
    slug: 'north',
    name: 'North',
    plugins: ['directory', 'projects'],
  })
  for (const [name, archetype] of [
    ['ana', 'admin'],
    ['will', 'worker'],
    ['olga', 'worker'],
    ['otto', 'worker'],
  ] as const) {
    const email = `${name}@north.example`
    await addMember(platform, tenant.id, { name, email, kind: 'staff', archetype })
    callers.set(name, await platform.signIn(email))
  }
  const ana = as('ana')
  for (const { id, name } of (await ana('GET', '/api/people')).data) ids.set(name, id)
  const project = async (name: string) =>
    (await ana('POST', '/api/projects', { name, manager: ids.get('ana') })).data.id as string
  ;[mill, press] = [await project('Mill'), await project('Press')]
  const join = (to: string, name: string, role?: string) =>
    ana('POST', '/api/project-members', { project: to, person: ids.get(name), ...(role && { role }) })
  await join(mill, 'will')
  await join(mill, 'olga', 'observer')
  await join(press, 'otto')
})
afterAll(() => platform?.close())

const as = (name: string) => callers.get(name) as Caller

async function choices(name: string, record: object, more: object = {}) {
  const filter = { ...more, among: { field: 'tasks.assignees', record } }
  const answer = await as(name)('GET', `/api/people?filter=${encodeURIComponent(JSON.stringify(filter))}`)
  return { status: answer.statusCode, names: answer.data.map?.((one: { name: string }) => one.name).toSorted() }
}

it('only who works in the project may be chosen, and the search is among them', async () => {
  expect((await choices('ana', { project: mill })).names).toEqual(['ana', 'will'])
  expect((await choices('ana', { project: press })).names).toEqual(['ana', 'otto'])
  expect((await choices('ana', { project: press }, { q: 'ott' })).names).toEqual(['otto'])
  expect((await choices('will', { project: mill })).names).toEqual(['ana', 'will'])
})

it('before a project is chosen there is nobody to choose, and of one that is not seen nothing is told', async () => {
  expect((await choices('ana', {})).names).toEqual([])
  expect((await choices('ana', { project: null })).names).toEqual([])
  expect((await choices('will', { project: press })).names).toEqual([])
  // No condition can be slipped in.
  for (const project of [{ $not: {} }, ['x'], 'x', { name_like: '' }])
    expect((await choices('will', { project })).names).toEqual([])
})

it('what is no such field is refused', async () => {
  const ask = (among: unknown, path = '/api/people') =>
    as('ana')('GET', `${path}?filter=${encodeURIComponent(JSON.stringify({ among }))}`)
  for (const field of ['tasks.title', 'nothing.at-all', 'tasks'])
    expect((await ask({ field, record: {} })).data).toMatchObject({ status: 422, fields: [{ path: 'filter.among' }] })
  for (const among of [1, { field: 'tasks.assignees' }, { field: 'tasks.assignees', record: {}, more: 1 }])
    expect((await ask(among)).data).toMatchObject({ status: 422, fields: [{ path: 'filter.among' }] })
  const exported = await ask({ field: 'tasks.assignees', record: { project: mill } }, '/api/people/export')
  expect(exported.statusCode).toBe(422)
})

it('the same is judged when somebody is chosen, whoever asks', async () => {
  const make = (name: string, assignees: string[]) =>
    as(name)('POST', '/api/tasks', { project: mill, title: 'Grind', assignees: assignees.map((each) => ids.get(each)) })
  expect((await make('ana', ['will', 'ana'])).statusCode).toBe(201)
  for (const stranger of ['olga', 'otto'])
    expect((await make('ana', ['will', stranger])).data).toMatchObject({
      status: 422,
      fields: [{ path: 'assignees', code: 'tasks.assignee_not_member' }],
    })
})
