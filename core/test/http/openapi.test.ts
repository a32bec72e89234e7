import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer, Caller } from '../../testing/index.ts'
import { openShop, type Shop, uri } from './shop.ts'

interface Operation {
  operationId: string
  tags?: string[]
  security?: unknown[]
  parameters: { name?: string; in?: string; required?: boolean; $ref?: string }[]
  requestBody?: { content: { 'application/json': { schema: object } } }
  responses: Record<string, { $ref?: string; content?: Record<string, { schema: object }> }>
}
interface Document {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object>; responses: Record<string, Operation['responses'][string]> }
}

let shop: Shop
let document: Document
let ids: Record<string, string>

beforeAll(async () => {
  shop = await openShop()
  document = (await shop.platform.app.inject('/api/openapi.json')).json()
  const shelf = await shop.admin('POST', '/api/shelves', { name: 'Top' })
  const good = await shop.admin('POST', '/api/goods', sample())
  const label = await shop.admin('POST', '/api/labels', { text: 'Blue' })
  ids = {
    shelves: shelf.data.id,
    goods: good.data.id,
    labels: label.data.id,
    people: shop.people.observer ?? '',
    roles: '',
  }
  ids.roles = (await shop.admin('GET', '/api/roles')).data[0].id
})
afterAll(() => shop?.platform.close())

const sample = () => ({
  name: `Vase ${Math.random()}`,
  price: { amount: 1250, currency: 'EUR' },
  checkedAt: '2026-03-29T02:30:00+02:00',
  weight: 1.25,
  keeper: shop.people.worker,
})

describe('the description of the API', () => {
  test('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document) as never)
    expect(errors).toBeUndefined()
    expect(valid).toBe(true)
    expect(document.openapi).toBe('3.1.0')
  })

  test('names every operation once and says who may call it', () => {
    const names = operations().map(({ operation }) => operation.operationId)
    expect(new Set(names).size).toBe(names.length)
    expect(document.paths['/api/goods/{id}/offer']?.post).toMatchObject({
      'x-right': { resource: 'goods', action: 'offer' },
    })
    expect(document.paths['/api/openapi.json']).toBeUndefined()
  })

  test('speaks of records by one name, and of the money, headers and problems in them', () => {
    const list = document.paths['/api/goods']?.get
    expect(list?.responses['200']).toMatchObject({
      content: { 'application/json': { schema: { items: { $ref: '#/components/schemas/Goods' } } } },
      headers: { 'Content-Range': {}, 'X-Next-Cursor': {}, 'X-Total-Exact': {} },
    })
    expect(document.components.schemas.GoodsNew).toMatchObject({ required: ['name'], additionalProperties: false })
    expect(document.components.schemas.Goods).not.toMatchObject({
      properties: { createdAt: { anyOf: expect.anything() } },
    })
    expect(list?.parameters).toContainEqual({ $ref: '#/components/parameters/Tenant' })
    expect(document.paths['/api/goods']?.post?.parameters).toContainEqual({
      $ref: '#/components/parameters/IdempotencyKey',
    })
    expect(document.paths['/api/goods/{id}']?.patch?.parameters).toContainEqual({
      $ref: '#/components/parameters/IfMatch',
    })
  })

  test('has no word that is a key', () => {
    expect(JSON.stringify(document)).not.toMatch(/"core:|"openapi\./)
  })

  test('comes in the language asked for, and again only when it has changed', async () => {
    const ask = (headers: Record<string, string>) => shop.platform.app.inject({ url: '/api/openapi.json', headers })
    const russian = await ask({ 'accept-language': 'ru' })
    expect(russian.json().info.description).toMatch(/[а-я]/)
    const known = await ask({ 'accept-language': 'ru', 'if-none-match': String(russian.headers.etag) })
    expect([known.statusCode, known.body]).toEqual([304, ''])
  })
})

describe('the page to browse it', () => {
  test('runs no script that stands in it, and takes everything from here', async () => {
    const page = await shop.platform.app.inject('/docs')
    expect(page.headers['content-type']).toMatch(/^text\/html/)
    expect(page.headers['content-security-policy']).toContain("script-src 'self';")
    const scripts = [...page.body.matchAll(/<script([^>]*)>([^<]*)/g)].map(([, attributes, inside]) => [
      attributes?.trim(),
      inside,
    ])
    expect(scripts).toEqual([
      ['src="/docs/reference.js"', ''],
      ['src="/docs/start.js"', ''],
    ])
    expect(page.body).not.toMatch(/https?:/)
    const start = await shop.platform.app.inject('/docs/start.js')
    expect(start.body).toContain('"/api/openapi.json"')
  })

  test('is sent small, and once', async () => {
    const url = '/docs/reference.js'
    const small = await shop.platform.app.inject({ url, headers: { 'accept-encoding': 'gzip, br' } })
    expect(small.headers).toMatchObject({
      'content-encoding': 'gzip',
      vary: expect.stringContaining('accept-encoding'),
    })
    expect(small.rawPayload.length).toBeLessThan(1_500_000)
    const again = await shop.platform.app.inject({ url, headers: { 'if-none-match': String(small.headers.etag) } })
    expect(again.statusCode).toBe(304)
  })
})

describe('the server keeps to its description', () => {
  test('for an administrator', async () => {
    for (const { path, method, operation } of operations().sort(deletingLast))
      await keepsTo(shop.admin, path, method, operation)
  })

  test('for somebody with few rights', async () => {
    for (const { path, method, operation } of operations())
      if (method === 'get') await keepsTo(shop.worker, path, method, operation)
  })

  test('for strangers: whatever is not public asks them to sign in', async () => {
    for (const { path, method, operation } of operations()) {
      const answer = (await shop.platform.app.inject({
        method: method.toUpperCase() as 'GET',
        url: filled(path),
      })) as Answer
      if (operation.security?.length === 0) expect(answer.statusCode, `${method} ${path}`).not.toBe(500)
      else expect([answer.statusCode, answer.json().code], `${method} ${path}`).toEqual([401, 'auth.required'])
    }
  })
})

/** Whatever ends a session, sends mail or streams for ever has its own tests. */
const elsewhere = /\/auth\/|\/api\/stream|sessions/

function operations() {
  return Object.entries(document.paths)
    .filter(([path]) => !elsewhere.test(path))
    .flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })))
}

const deletingLast = (a: { method: string; path: string }, b: { method: string; path: string }) => rank(a) - rank(b)
const rank = ({ method, path }: { method: string; path: string }) =>
  path.includes('/disable') ? 4 : method === 'delete' ? 3 : path.includes('archive') ? 2 : path.endsWith('}') ? 0 : 1

function filled(path: string): string {
  const resource = path.split('/')[2] ?? ''
  return path
    .replace('{id}', ids[resource] ?? '0198c0de-0000-7000-8000-000000000000')
    .replace('{language}', 'en')
    .replace('{plugin}', 'shop')
    .replace('{name}', path.includes('widgets') ? 'drafts' : 'shop')
}

const queries: Record<string, string> = {
  can: '?resource=goods&action=read',
  explain: '?resource=goods&action=offer',
  'deleteMany:goods': `?filter=${uri({ id: ['0198c0de-0000-7000-8000-000000000000'] })}`,
}

async function keepsTo(caller: Caller, path: string, method: string, operation: Operation): Promise<void> {
  const bodies: Record<string, object> = {
    'create:goods': sample(),
    'create:shelves': { name: `Shelf ${Math.random()}` },
    'update:goods': { count: 2 },
    'updateMany:goods': { ids: [ids.goods], changes: { count: 3 } },
    'replace:goods': { name: 'Whole', unknown: true },
  }
  const { operationId: name } = operation
  const body = operation.requestBody ? (bodies[name] ?? {}) : undefined
  const answer = await caller(method.toUpperCase(), filled(path) + (queries[name] ?? ''), body)
  const place = `${method} ${path} → ${answer.statusCode} ${answer.body.slice(0, 300)}`
  expect(answer.statusCode, place).toBeLessThan(500)
  const stated = operation.responses[answer.statusCode]
  expect(stated, place).toBeDefined()
  const response = stated?.$ref ? document.components.responses[stated.$ref.split('/').pop() ?? ''] : stated
  const [media, content] = Object.entries(response?.content ?? {})[0] ?? []
  if (!media) return
  expect(String(answer.headers['content-type']), place).toContain(media)
  if (!answer.data) return
  const validate = validator(content?.schema ?? {})
  expect(validate(answer.data) ? [] : validate.errors, place).toEqual([])
}

function validator(schema: object) {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  return ajv.compile({ ...schema, components: document.components })
}
