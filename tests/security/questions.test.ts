import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asText, cases, expectSound, patience, seed, strange } from './strange.ts'
import { openWorld, type Row, type World } from './world.ts'

const readers = ['admin', 'superadmin', 'manager', 'worker', 'client', 'observer'] as const
const reader = fc.constantFrom(...readers)
let world: World
let task: Row

beforeAll(async () => {
  world = await openWorld()
  await world.calls.superadmin('PATCH', '/tenant', { language: 'ru' })
  // In his language from now on; what is refused before anything is read would still be in the one remembered.
  for (const who of readers) await world.calls[who]('GET', '/manifest')
  task = await world.fresh('tasks')
})
afterAll(() => world?.close())

const fields = ['id', 'name', 'title', 'project', 'assignees', 'dueAt', 'status', 'price', 'price.amount', 'version']
const system = ['createdAt', 'createdBy', 'archivedAt', 'custom', 'members.person', 'project.client.name', 'subtasks']
const odd = ['$or', '$and', '$not', 'q', 'archived', '__proto__', 'constructor', 'toString', '', '.', 'a.b.c.d.e.f.g.h']
const names = fc.oneof(fc.constantFrom(...fields, ...system, ...odd), fc.string({ maxLength: 12 }))
const suffixes = ['', '_ne', '_in', '_nin', '_gt', '_gte', '_lt', '_lte', '_like', '_null', '_', '__', '_$']
const key = fc.tuple(names, fc.constantFrom(...suffixes)).map((parts) => parts.join(''))
const filter = fc.dictionary(key, strange, { minKeys: 1, maxKeys: 3 }).map((value) => JSON.stringify(value))
const range = fc.oneof(strange, fc.tuple(fc.double(), fc.double()), fc.tuple(fc.integer(), fc.integer()))
const page = fc
  .tuple(strange, fc.oneof(strange, fc.constant('-'.repeat(36)), fc.uuid()))
  .map((pair) => Buffer.from(JSON.stringify(pair)).toString('base64url'))
const listQuery = fc.record(
  {
    filter: fc.oneof({ weight: 3, arbitrary: filter }, asText(strange), fc.constant('{"$or":'.repeat(50))),
    sort: asText(fc.oneof(strange, fc.tuple(names, fc.constantFrom('ASC', 'DESC', 'asc; drop table x', '')))),
    range: asText(range),
    embed: asText(fc.oneof(strange, fc.array(names, { maxLength: 30 }))),
    cursor: fc.oneof(fc.string(), page),
    with: fc.constantFrom('can', 'x', ''),
    total: fc.constantFrom('true', 'false', '1'),
  },
  { requiredKeys: [] },
)

it(
  `strange filters, orders, ranges, pages and searches are answered or refused (seed ${seed})`,
  { timeout: patience },
  () =>
    fc.assert(
      fc.asyncProperty(
        listQuery,
        fc.constantFrom(...world.resources),
        fc.constantFrom('', '/export'),
        reader,
        async (given, resource, path, who) => {
          const url = `/${resource}${path}?${new URLSearchParams(given)}`
          expectSound(`${who} ${url}`, await world.calls[who]('GET', url))
        },
      ),
      cases(700),
    ),
)

it('so are strange questions of every other kind', { timeout: patience }, async () => {
  const asked: Record<string, readonly string[]> = {
    '/access/can': ['resource', 'action', 'id', 'field'],
    '/access/explain': ['resource', 'action', 'id', 'field', 'user'],
    [`/tasks/${task.id}`]: ['embed', 'with'],
    [`/tasks/${task.id}/history`]: ['limit', 'cursor'],
    '/projects/agenda': ['days'],
    '/directory/similar': ['phone', 'email'],
    '/tenants': ['filter', 'range'],
    '/jobs': ['range', 'filter', 'sort'],
    '/dead-letters': ['range', 'filter', 'sort'],
    '/login-journal': ['filter'],
    '/widgets/projects/upcoming': ['range'],
  }
  const sound = fc.constantFrom(
    'tasks',
    'read',
    'title',
    'price',
    world.people.worker.id,
    task.id,
    '7',
    '[0,24]',
    '{"q":"x"}',
  )
  const value = fc.oneof(sound, asText(strange))
  const question = fc
    .constantFrom(...Object.entries(asked))
    .chain(([url, parameters]) =>
      fc.tuple(fc.constant(url), fc.dictionary(fc.constantFrom(...parameters, 'surprise'), value, { maxKeys: 4 })),
    )
  await fc.assert(
    fc.asyncProperty(question, reader, async ([url, given], who) => {
      const address = `${url}?${new URLSearchParams(given)}`
      expectSound(`${who} ${address}`, await world.calls[who]('GET', address))
    }),
    cases(400),
  )
})

const sentences = ['"1"', '*', '"x"', 'W/"1"', '-1', '"99999999999999999999"', 'a'.repeat(300), '{}', '\t']
const headerValue = fc.oneof(
  fc.constantFrom(...sentences),
  fc.string({ unit: fc.constantFrom(...'aZ0 "\'\\;,=<>%$'), maxLength: 30 }),
)
const headerNames = [
  'if-match',
  'if-none-match',
  'idempotency-key',
  'accept',
  'content-type',
  'last-event-id',
  'origin',
]
const addresses = ['x', '%00', '%2e%2e', "'", '..', '%ff', '%', 'null', '0', '-'.repeat(36), 'F'.repeat(300)]
const steps = [
  '',
  '/history',
  '/start',
  '/archive',
  '/nothing',
  '/history?limit=x',
  '/history?cursor=x',
  '/../../plugins',
]

it('strange addresses and headers are refused', { timeout: patience }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.constantFrom(...addresses), fc.webSegment({ size: 'small' })),
      fc.constantFrom(...steps),
      fc.constantFrom(...headerNames, 'x-forwarded-for', 'x-request-id', 'range'),
      headerValue,
      fc.constantFrom('GET', 'PATCH', 'POST', 'DELETE'),
      async (id, step, name, value, method) => {
        const body = method === 'GET' || method === 'DELETE' ? undefined : {}
        const headers = { 'accept-language': 'ru', [name]: value }
        const told = `${method} ${id}${step} ${name}: ${value}`
        expectSound(told, await world.calls.admin(method, `/tasks/${id}${step}`, body, headers))
        expectSound(told, await world.calls.admin('PATCH', `/tasks/${task.id}`, {}, headers))
      },
    ),
    cases(300),
  )
  for (const language of ['fr-FR,*;q=0.1', '*', 'x'.repeat(5000), ';;;', 'en;q=NaN', '../../etc', 'ru'])
    expect((await world.calls.anonymous('GET', '/tasks', undefined, { 'accept-language': language })).status).toBe(401)
})
