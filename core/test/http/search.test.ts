import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transact } from '../../src/records/transact.ts'
import { prepareMany, prepareNew, writeMany } from '../../src/records/write/create-many.ts'
import { openShop, type Shop } from './shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  await shop.admin('POST', '/api/shelves', { name: 'Blue shelf' })
  for (const name of ['Blue vase', 'Red vase', 'Blue bowl'])
    await shop.admin('POST', '/api/goods', { name, ...(name === 'Red vase' && { keeper: shop.people.worker }) })
})
afterAll(() => shop?.platform.close())

interface Found {
  readonly resource: string
  readonly title: string | null
}
const found = ({ data }: { data: unknown }) =>
  (data as Found[]).map(({ resource, title }) => `${resource} ${title}`).sort()

describe('a search over everything', () => {
  test('finds what has the words, whatever it is', async () => {
    const answer = await shop.admin('GET', '/api/search?q=blue')
    expect(found(answer)).toEqual(['goods Blue bowl', 'goods Blue vase', 'shelves Blue shelf'])
    expect(answer.data[0].id).toMatch(/^[0-9a-f-]{36}$/)
    expect(found(await shop.admin('GET', '/api/search?q=vase%20blue'))).toEqual(['goods Blue vase'])
    expect(found(await shop.admin('GET', '/api/search?q=nothing'))).toEqual([])
    expect(found(await shop.admin('GET', '/api/search?q=%20'))).toEqual([])
  })

  test('finds for each what he may read, and people by their names', async () => {
    expect(found(await shop.worker('GET', '/api/search?q=vase'))).toEqual(['goods Red vase'])
    expect(found(await shop.worker('GET', '/api/search?q=blue'))).toEqual(['shelves Blue shelf'])
    expect((await shop.observer('GET', '/api/search?q=blue')).data).toEqual([])
    expect(found(await shop.admin('GET', '/api/search?q=The%20worker'))).toEqual(['people The worker'])
  })

  test('gives the first few of each, in the order of its list', async () => {
    for (let count = 1; count <= 7; count++) await shop.admin('POST', '/api/goods', { name: `Plate ${count}` })
    const plates = found(await shop.admin('GET', '/api/search?q=plate'))
    expect(plates).toEqual([1, 2, 3, 4, 5].map((count) => `goods Plate ${count}`))
  })

  test('asks for words, and for nobody who is not signed in', async () => {
    expect((await shop.admin('GET', '/api/search')).statusCode).toBe(422)
    expect((await shop.admin('GET', '/api/search?q=a&limit=1')).statusCode).toBe(422)
    expect((await shop.admin('GET', '/api/search?q=%00')).statusCode).toBe(422)
    expect((await shop.platform.app.inject('/api/search?q=blue')).statusCode).toBe(401)
  })

  test('wild cards are letters like others', async () => {
    expect(found(await shop.admin('GET', '/api/search?q=%25'))).toEqual([])
    expect(found(await shop.admin('GET', "/api/search?q='"))).toEqual([])
  })
})

describe('a search in a long list', () => {
  const count = 2600
  const page = (query: string, range = '[0,24]') =>
    shop.admin('GET', `/api/shelves?filter=${encodeURIComponent(JSON.stringify({ q: query }))}&range=${range}`)
  const names = ({ data }: { data: unknown }) => (data as { name: string }[]).map(({ name }) => name)

  beforeAll(async () => {
    const { platform, tenantId } = shop
    await transact(platform.engine, platform.tenancy.asSystem(tenantId, 'test'), async (operation) => {
      const model = platform.engine.registry.model('shelves')
      const ready = Array.from({ length: count }, (_, n) =>
        prepareNew(operation.context, model, {
          name: [`Board ${String(n).padStart(4, '0')}`, n % 3 === 0 && 'oak', n % 900 === 1 && 'walnut']
            .filter(Boolean)
            .join(' '),
        }),
      )
      await writeMany(operation, model, prepareMany(operation, model, ready))
    })
  })

  test('finds what many have and what few have, in the order of the list, page by page', async () => {
    const all = names(await shop.admin('GET', '/api/shelves?range=[0,999]'))
    const more = names(await shop.admin('GET', '/api/shelves?range=[1000,1999]'))
    const rest = names(await shop.admin('GET', '/api/shelves?range=[2000,2999]'))
    const inOrder = [...all, ...more, ...rest]
    for (const word of ['oak', 'walnut', 'board', 'oar', 'oa', '000', 'blue'])
      for (const [from, to] of [
        [0, 24],
        [25, 49],
        [860, 899],
      ] as const) {
        const having = inOrder.filter((name) => name.toLowerCase().includes(word))
        const answer = await page(word, `[${from},${to}]`)
        expect([word, from, names(answer)]).toEqual([word, from, having.slice(from, to + 1)])
        if (answer.data.length > 0)
          expect(answer.headers['content-range']).toBe(
            `shelves ${from}-${from + answer.data.length - 1}/${having.length}`,
          )
      }
  })
})

describe('the first steps', () => {
  const steps = async () =>
    (await shop.admin('GET', '/api/first-steps')).data.map(
      ({ plugin, name, done }: { plugin: string; name: string; done: boolean }) =>
        `${plugin} ${name} ${done ? 'done' : 'open'}`,
    )

  test('tick themselves as things are done', async () => {
    expect(await steps()).toEqual(['core people done', 'shop shelf done', 'shop offers open'])
    const { data } = await shop.admin('GET', '/api/first-steps')
    expect(data[1]).toMatchObject({ title: 'shop:firstSteps.shelf.title', to: '/shelves/create' })
    const offer = async (name: string) => {
      const { data } = await shop.admin('POST', '/api/goods', { name })
      await shop.admin('POST', `/api/goods/${data.id}/offer`, {})
    }
    await offer('Lamp')
    expect(await steps()).toContain('shop offers open')
    await offer('Chair')
    expect(await steps()).toContain('shop offers done')
  })

  test('are an administrator’s alone', async () => {
    expect((await shop.worker('GET', '/api/first-steps')).data).toEqual([])
    expect((await shop.manager('GET', '/api/first-steps')).data).toEqual([])
  })
})

describe('a page of the manual', () => {
  test('comes in the language asked for, or in English', async () => {
    const page = async (path: string) => (await shop.worker('GET', `/api/help/${path}`)).data
    expect(await page('ro/lists')).toMatchObject({ language: 'ro', text: expect.stringMatching(/^# /) })
    expect(await page('ro-MD/lists')).toMatchObject({ language: 'ro' })
    expect(await page('ja/lists')).toMatchObject({ language: 'en' })
  })

  test('is a page, not any file', async () => {
    const status = async (path: string) => (await shop.worker('GET', `/api/help/${path}`)).statusCode
    expect(await status('en/nothing')).toBe(404)
    expect(await status('en/..%2Flists')).toBe(404)
    expect(await status('..%2F..%2Fhelp%2Fen/lists')).toBe(200)
    expect(await status('en/README')).toBe(404)
    expect((await shop.platform.app.inject('/api/help/en/lists')).statusCode).toBe(401)
  })
})

test('before anybody is signed in there are languages to choose from, with their words', async () => {
  const { app } = shop.platform
  const languages = (await app.inject('/api/words')).json()
  expect(languages).toContainEqual({ language: 'ro', name: 'Română', direction: 'ltr' })
  expect((await app.inject('/api/words/ru')).json().admin.ra.action.save).toBe('Сохранить')
})
