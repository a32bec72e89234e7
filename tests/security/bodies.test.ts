import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Answer } from '../business.ts'
import { type Operation, operationsOf } from './document.ts'
import { byCode } from './grants.ts'
import { cases, expectSound, patience, seed, strange } from './strange.ts'
import { openWorld, type Row, type World } from './world.ts'

let world: World
let writing: readonly Operation[]
const drafts: Record<string, object> = {}
const samples: Record<string, Row> = {}
const nowhere = '01900000-0000-7000-8000-000000000000'

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

/** Inputs of routes and steps besides the fields of resources. */
const inputs = ['version', 'ids', 'changes', 'duplicate', 'role', 'reason', 'firstDay', 'slug', 'weekStart', 'password']

it(`a body with one strange value is taken or refused, and nothing breaks (seed ${seed})`, {
  timeout: patience,
}, () => {
  const one = fc.record({ at: fc.nat(), field: fc.nat(), value: strange, more: fc.boolean() })
  return fc.assert(
    fc.asyncProperty(one, async ({ at, field, value, more }) => {
      const operation = writing[at % writing.length] as Operation
      const resource = operation.path.split('/')[2] ?? ''
      const fields = world.studio.platform.engine.registry.models.get(resource)?.fields.keys() ?? []
      const names = [...fields, ...inputs]
      const name = names[field % names.length] ?? 'name'
      const isNew = operation.path === `/api/${resource}` && operation.method === 'POST'
      const body = { ...(isNew || more ? drafts[resource] : {}), [name]: value }
      const told = `${operation.name} ${JSON.stringify({ [name]: value })}`
      expectSound(told, await send(operation, resource, body))
    }),
    cases(900),
  )
})

const short = ['[]', 'null', '1', '"x"', 'true', '{', '{"name":}', '']
const long = [
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
  `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
  `[${'['.repeat(20_000)}${']'.repeat(20_000)}]`,
  `{"name":"${'x'.repeat(1_100_000)}"}`,
  `{${Array.from({ length: 20_000 }, (_, n) => `"f${n}":1`).join(',')}}`,
]

it('a body that is no object, too deep, too long, or meant to reach a prototype is refused', {
  timeout: patience,
}, async () => {
  for (const operation of writing.filter(({ method }) => method !== 'DELETE')) {
    const isTriedLong = operation.path === '/api/tasks' || operation.path === '/api/tasks/{id}' || !operation.right
    for (const payload of isTriedLong ? [...short, ...long] : short)
      expectSound(`${operation.name} ${payload.slice(0, 60)}`, await sendRaw(operation, payload))
  }
  expect(({} as { admin?: boolean }).admin).toBeUndefined()
})

it('what PostgreSQL cannot keep, zero bytes and half characters, is refused at its field, in every text', async () => {
  const findings: string[] = []
  for (const resource of world.resources.filter((name) => !byCode.has(name)))
    for (const { kind, name, definition } of world.studio.platform.engine.registry.model(resource).fields.values()) {
      if (!['text', 'email', 'phone', 'url', 'json'].includes(kind) || definition.computed) continue
      for (const bad of ['a\u0000b', 'a\ud800b', '\udfff']) {
        const draft = { ...(await world.drafts[resource]?.()), [name]: kind === 'json' ? jsonWith(name, bad) : bad }
        const { status, body, text } = await world.people.admin.post(`/${resource}`, draft)
        const isNamed = body.fields?.some(({ path }: { path: string }) => path.startsWith(name))
        if (status !== 422 || !isNamed) findings.push(`${resource}.${name}: ${status} ${text.slice(0, 200)}`)
      }
    }
  expect(findings).toEqual([])
})

function send({ method, path }: Operation, resource: string, body: object): Promise<Answer> {
  // What is deleted is gone for the cases that follow; one that is not there is refused as well.
  const id = method === 'DELETE' ? nowhere : (samples[resource]?.id ?? nowhere)
  const url = path.slice('/api'.length).replaceAll('{id}', id).replaceAll('{name}', 'projects')
  // Where nobody is asked who he is, the browser's language is all there is.
  return world.calls.admin(method, url, method === 'DELETE' ? undefined : body, { 'accept-language': 'ru' })
}

async function sendRaw({ method, path }: Operation, payload: string): Promise<Answer> {
  const resource = path.split('/')[2] ?? ''
  const url = path.replaceAll('{id}', samples[resource]?.id ?? 'x').replaceAll('{name}', 'projects')
  const headers = { cookie: world.people.admin.cookie, 'content-type': 'application/json', 'accept-language': 'ru' }
  const answer = await world.studio.platform.app.inject({ method: method as 'POST', url, headers, payload })
  const isJson = /json/.test(String(answer.headers['content-type']))
  const { statusCode: status, body: text } = answer
  return { status, text, headers: answer.headers, body: isJson ? answer.json() : undefined }
}

function jsonWith(field: string, bad: string): unknown {
  if (field === 'differences') return { add: [{ resource: bad, rule: { action: 'read' } }], remove: [] }
  if (field === 'attributes') return [{ name: bad, value: 'x' }]
  if (field === 'schedule') return [{ day: 1, from: bad, to: '10:00' }]
  if (field === 'recurrence') return { every: 1, unit: bad }
  return [bad]
}
