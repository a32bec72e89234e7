import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Answer } from '../business.ts'
import { type Operation, operationsOf } from './document.ts'
import { openWorld, type Row, type World } from './world.ts'

const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31))
/** How many times the usual number of cases. */
const effort = Number(process.env.FUZZ_EFFORT ?? 1)
console.info(`FUZZ_SEED=${seed}`)
let world: World
let writing: readonly Operation[]
const drafts: Record<string, object> = {}
const samples: Record<string, Row> = {}

beforeAll(async () => {
  world = await openWorld()
  await world.calls.superadmin('PATCH', '/tenant', { language: 'ru' })
  const operations = await operationsOf(world.studio.platform)
  // What would sign the caller out or turn everything off is asked elsewhere.
  writing = operations.filter(
    ({ method, path }) => method !== 'GET' && !/\/(disable|enable|logout|login|deactivate)$/.test(path),
  )
  for (const resource of world.resources) {
    samples[resource] = await world.fresh(resource)
    drafts[resource] = (await world.drafts[resource]?.()) ?? {}
  }
})
afterAll(() => world?.close())

/** Never our fault, never without a code, always in the reader's language. */
function complaint(answer: Answer): string | undefined {
  const { status, body, headers, text } = answer
  const told = `${status} ${text.slice(0, 300)}`
  if (status >= 500) return told
  if (status < 400) return undefined
  if (!String(headers['content-type']).startsWith('application/problem+json')) return `no problem+json: ${told}`
  if (!/^[a-z][a-z_]*\.[a-z_]+$/.test(body.code) || body.status !== status) return `no code: ${told}`
  if (!/[а-яё]/i.test(body.message)) return `not in Russian: ${told}`
  for (const { path, code, message } of body.fields ?? [])
    if (typeof path !== 'string' || typeof code !== 'string' || !/[а-яё]/i.test(message)) return `field: ${told}`
  if (/select |insert |\bat \/|node_modules|violates|syntax error|pg_/i.test(text)) return `tells too much: ${told}`
  return undefined
}

function refuseComplaints(told: string, ...answers: readonly Answer[]): void {
  for (const answer of answers) expect(complaint(answer), told).toBeUndefined()
}

const strange = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      -1,
      1.5,
      1e308,
      -1e308,
      2 ** 53,
      2 ** 31,
      '',
      ' ',
      'x',
      [],
      {},
      [[]],
      [null],
      [{}],
      { amount: 1 },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(
      '0000-00-00',
      '2026-13-45',
      '9999-12-31T23:59:59.999Z',
      '+275760-09-13T00:00:00.000Z',
      '-000001-01-01',
      '2026-02-30',
      '10000-01-01',
      '24:00',
      'NaN',
      'Infinity',
      '1e999',
      '٣',
      '\ufeff',
      '\u202e',
      '🙂'.repeat(300),
      'x'.repeat(20_000),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(
      { amount: 1e30, currency: 'EUR' },
      { amount: 1, currency: 'eur' },
      { amount: '1', currency: 'EUR' },
      { amount: 2 ** 53, currency: 'EUR' },
      { amount: -0, currency: 'XXX' },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(
      '00000000-0000-0000-0000-000000000000',
      'ffffffff-ffff-ffff-ffff-ffffffffffff',
      '-'.repeat(36),
      '0'.repeat(36),
      'tasks/x',
      'tasks/00000000-0000-0000-0000-000000000000',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>('a\u0000b', '\u0000', '\ud800', 'a\udfff', ['\u0000'], { '\u0000': 1 }),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.jsonValue() },
  { weight: 1, arbitrary: fc.array(fc.constantFrom('a', 1, null), { minLength: 1000, maxLength: 1200 }) },
)

it(
  'a body with one strange value is taken or refused, and nothing breaks',
  async () => {
    const cases = fc.record({ at: fc.nat(), field: fc.nat(), value: strange, more: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(cases, async ({ at, field, value, more }) => {
        const operation = writing[at % writing.length] as Operation
        const resource = operation.path.split('/')[2] ?? ''
        const model = world.studio.platform.engine.registry.models.get(resource)
        const names = [
          ...(model?.fields.keys() ?? []),
          'version',
          'email',
          'password',
          'zone',
          'language',
          'ids',
          'changes',
          'duplicate',
          'role',
          'reason',
          'firstDay',
          'parent',
          'slug',
          'weekStart',
        ]
        const name = names[field % names.length] ?? 'name'
        const isNew = operation.path === `/api/${resource}` && operation.method === 'POST'
        const body = { ...(isNew || more ? drafts[resource] : {}), [name]: value }
        refuseComplaints(
          `${operation.name} ${JSON.stringify({ [name]: value })}`,
          await send(operation, resource, body),
        )
      }),
      { seed, numRuns: 900 * effort },
    )
  },
  90_000 * effort,
)

it(
  'a body that is no object, too deep, too long, or meant to reach a prototype is refused',
  async () => {
    const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`
    const raw = [
      '[]',
      'null',
      '1',
      '"x"',
      'true',
      '{',
      '{"name":}',
      '',
      '{"name":"a","name":"b"}',
      '\u0000',
      'undefined',
      '{"name":1e400}',
      '{"__proto__":{"admin":true},"name":"x"}',
      '{"constructor":{"prototype":{"admin":true}},"name":"x"}',
      '{"name":{"__proto__":{"x":1}}}',
      '{"name":"\\u0000"}',
      '{"name":"\\ud800"}',
      '{"\\u0000":1}',
      deep,
      `[${'['.repeat(20_000)}${']'.repeat(20_000)}]`,
      `{"name":"${'x'.repeat(1_100_000)}"}`,
      `{${Array.from({ length: 20_000 }, (_, n) => `"f${n}":1`).join(',')}}`,
    ]
    for (const operation of writing.filter(({ method }) => method !== 'DELETE'))
      for (const payload of operation.path === '/api/tasks' || operation.path === '/api/tasks/{id}' || !operation.right
        ? raw
        : raw.slice(0, 8)) {
        const answer = await sendRaw(operation, payload)
        const told = `${operation.name} ${payload.slice(0, 60)}`
        expect(complaint(answer), told).toBeUndefined()
      }
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  },
  60_000 * effort,
)

it('what PostgreSQL cannot keep, zero bytes and half characters, is refused at its field, in every text', async () => {
  const findings: string[] = []
  for (const resource of world.resources.filter((name) => name !== 'task-alerts'))
    for (const field of world.studio.platform.engine.registry.model(resource).fields.values()) {
      if (!['text', 'email', 'phone', 'url', 'json'].includes(field.kind) || field.definition.computed) continue
      for (const bad of ['a\u0000b', 'a\ud800b', '\udfff']) {
        const value = field.kind === 'json' ? jsonWith(resource, field.name, bad) : bad
        const answer = await world.people.admin.post(`/${resource}`, {
          ...((await world.drafts[resource]?.()) ?? {}),
          [field.name]: value,
        })
        const named = answer.body.fields?.some(({ path }: { path: string }) => path.startsWith(field.name))
        if (answer.status !== 422 || !named)
          findings.push(`${resource}.${field.name}: ${answer.status} ${answer.text.slice(0, 200)}`)
      }
    }
  expect(findings).toEqual([])
})

it(
  'strange filters, orders, ranges, pages and searches are answered or refused',
  async () => {
    const text = (given: fc.Arbitrary<unknown>) =>
      given.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
    const names = fc.oneof(
      fc.constantFrom(
        'id',
        'name',
        'title',
        'project',
        'assignees',
        'dueAt',
        'status',
        'price',
        'price.amount',
        'members.person',
        'project.client.name',
        'version',
        'createdAt',
        'createdBy',
        'archivedAt',
        'custom',
        '$or',
        '$and',
        '$not',
        'q',
        'archived',
        '__proto__',
        'constructor',
        'toString',
        '',
        '.',
        'a.b.c.d.e.f.g.h',
      ),
      fc.string({ maxLength: 12 }),
    )
    const suffix = fc.constantFrom(
      '',
      '_ne',
      '_in',
      '_nin',
      '_gt',
      '_gte',
      '_lt',
      '_lte',
      '_like',
      '_null',
      '_',
      '__',
      '_$',
    )
    const filter = fc.dictionary(
      fc.tuple(names, suffix).map((parts) => parts.join('')),
      strange,
      { minKeys: 1, maxKeys: 3 },
    )
    const cursor = fc.oneof(
      fc.string(),
      fc
        .tuple(strange, fc.oneof(strange, fc.constant('-'.repeat(36)), fc.uuid()))
        .map((pair) => Buffer.from(JSON.stringify(pair)).toString('base64url')),
    )
    const query = fc.record(
      {
        filter: fc.oneof(
          { weight: 3, arbitrary: filter.map((value) => JSON.stringify(value)) },
          text(strange),
          fc.constant('{"$or":'.repeat(50)),
        ),
        sort: text(fc.oneof(strange, fc.tuple(names, fc.constantFrom('ASC', 'DESC', 'asc; drop table x', '')))),
        range: text(fc.oneof(strange, fc.tuple(fc.double(), fc.double()), fc.tuple(fc.integer(), fc.integer()))),
        embed: text(fc.oneof(strange, fc.array(names, { maxLength: 30 }))),
        cursor,
        with: fc.constantFrom('can', 'x', ''),
        total: fc.constantFrom('true', 'false', '1'),
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(
        query,
        fc.constantFrom(...world.resources),
        fc.constantFrom('', '/export'),
        async (given, resource, path) => {
          const parameters = new URLSearchParams(given as Record<string, string>)
          const url = `/${resource}${path}?${parameters}`
          refuseComplaints(url, await world.calls.admin('GET', url))
        },
      ),
      { seed, numRuns: 700 * effort },
    )
  },
  90_000 * effort,
)

it(
  'strange addresses and headers are refused',
  async () => {
    const header = fc.oneof(
      fc.constantFrom('"1"', '*', '"x"', 'W/"1"', '-1', '"99999999999999999999"', 'a'.repeat(300), '{}', '\t'),
      fc.string({ unit: fc.constantFrom(...'aZ0 "\'\\;,=<>%$'), maxLength: 30 }),
    )
    const id = fc.oneof(
      fc.constantFrom(
        'x',
        '%00',
        '%2e%2e',
        "'",
        '..',
        '%ff',
        '%',
        'null',
        '0',
        '-'.repeat(36),
        '00000000-0000-0000-0000-000000000000',
        'F'.repeat(300),
      ),
      fc.webSegment({ size: 'small' }),
    )
    const names = fc.constantFrom(
      'if-match',
      'if-none-match',
      'idempotency-key',
      'accept',
      'content-type',
      'last-event-id',
      'x-forwarded-for',
      'x-request-id',
      'range',
      'origin',
    )
    const step = fc.constantFrom(
      '',
      '/history',
      '/start',
      '/archive',
      '/nothing',
      '/history?limit=x',
      '/history?cursor=x',
      '/../../plugins',
    )
    await fc.assert(
      fc.asyncProperty(
        id,
        step,
        names,
        header,
        fc.constantFrom('GET', 'PATCH', 'POST', 'DELETE'),
        async (given, path, name, value, method) => {
          const body = method === 'GET' || method === 'DELETE' ? undefined : {}
          const first = await world.calls.admin(method, `/tasks/${given}${path}`, body, {
            'accept-language': 'ru',
            [name]: value,
          })
          const own = await world.calls.admin(
            'PATCH',
            `/tasks/${samples.tasks?.id}`,
            {},
            name === 'content-type' || name === 'origin' ? {} : { [name]: value },
          )
          refuseComplaints(`${method} ${given}${path} ${name}: ${value}`, first, own)
        },
      ),
      { seed, numRuns: 300 * effort },
    )
    for (const name of ['fr-FR,*;q=0.1', '*', 'x'.repeat(5000), ';;;', 'en;q=NaN', '../../etc', 'ru'])
      expect((await world.calls.anonymous('GET', '/tasks', undefined, { 'accept-language': name })).status).toBe(401)
  },
  60_000 * effort,
)

function send({ method, path }: Operation, resource: string, body: object): Promise<Answer> {
  const id = samples[resource]?.id ?? '01900000-0000-7000-8000-000000000000'
  const url = path.slice('/api'.length).replaceAll('{id}', id).replaceAll('{name}', 'projects')
  // What is deleted is gone for the cases that follow; one that is not there is refused as well.
  const isGone = method === 'DELETE' && path.includes('{id}')
  return isGone
    ? world.calls.admin('DELETE', url.replace(id, '01900000-0000-7000-8000-000000000000'))
    : world.calls[path.startsWith('/api/tenant') ? 'admin' : 'admin'](
        method,
        url,
        method === 'DELETE' ? undefined : body,
      )
}

async function sendRaw({ method, path }: Operation, payload: string): Promise<Answer> {
  const resource = path.split('/')[2] ?? ''
  const url = path.replaceAll('{id}', samples[resource]?.id ?? 'x').replaceAll('{name}', 'projects')
  const headers = { cookie: world.people.admin.cookie, 'content-type': 'application/json', 'accept-language': 'ru' }
  const answer = await world.studio.platform.app.inject({ method: method as 'POST', url, headers, payload })
  const isJson = /json/.test(String(answer.headers['content-type']))
  return {
    status: answer.statusCode,
    text: answer.body,
    headers: answer.headers,
    body: isJson ? answer.json() : undefined,
  }
}

function jsonWith(resource: string, field: string, bad: string): unknown {
  if (field === 'differences') return { add: [{ resource: bad, rule: { action: 'read' } }], remove: [] }
  if (field === 'attributes') return [{ name: bad, value: 'x' }]
  if (field === 'schedule') return [{ day: 1, from: bad, to: '10:00' }]
  if (field === 'recurrence') return { every: 1, unit: bad }
  return resource ? [bad] : bad
}
