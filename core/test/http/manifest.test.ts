import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openShop, type Shop } from './shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop?.platform.close())

interface Listed {
  name: string
  fields: Listed[]
  actions: Listed[]
  views: { list: string[] }
  rights: object
}
const named = (list: Listed[], name: string) => list.find((each) => each.name === name)
const resource = (list: Listed[], name: string) => named(list, name) as Listed

describe('the manifest', () => {
  test('tells an administrator of every resource, field, action, page and widget', async () => {
    const { data } = await shop.admin('GET', '/api/manifest')
    expect(data.tenant).toMatchObject({ slug: 'shop', currency: 'EUR' })
    expect(data.tenant.epoch).toBeUndefined()
    expect(data).toMatchObject({
      me: shop.people.admin,
      superadmin: false,
      archetypes: ['admin'],
      words: { url: '/api/words/en' },
    })
    const goods = resource(data.resources, 'goods')
    expect(goods).toMatchObject({
      plugin: 'shop',
      noun: 'shop:resources.goods.noun',
      title: 'name',
      sort: ['name', 'ASC'],
      searchable: true,
      rights: { create: 'always' },
    })
    expect(named(goods.fields, 'price')).toMatchObject({
      kind: 'money',
      required: false,
      readable: 'always',
      updatable: 'always',
    })
    expect(named(goods.fields, 'status')).toMatchObject({ kind: 'state', values: ['draft', 'offered', 'sold'] })
    expect(named(goods.fields, 'shelf')).toMatchObject({
      kind: 'ref',
      target: 'shelves',
      label: 'shop:resources.goods.fields.shelf',
    })
    expect(named(goods.actions, 'offer')).toMatchObject({
      from: ['draft'],
      to: 'offered',
      destructive: false,
      input: [{ name: 'reason', kind: 'text' }],
    })
    expect(goods.views).toMatchObject({
      list: ['name', 'price', 'cost'],
      board: 'status',
      icon: 'inventory',
      menu: 'main',
    })
    expect(data.widgets.map(({ name }: Listed) => name)).toEqual(['drafts', 'mine', 'forAdmins'])
    expect(data.settings).toMatchObject([
      { plugin: 'core', fields: [{ name: 'tellOfActing' }] },
      { plugin: 'shop', fields: [{ name: 'greeting' }, { name: 'days', limits: { minimum: 1 } }, { name: 'key' }] },
    ])
    expect(data.pages).toEqual({
      plugins: true,
      journal: true,
      acting: true,
      operations: true,
      imports: true,
      settings: true,
      tenants: false,
      fields: true,
      vocabulary: true,
      roles: true,
      people: true,
      languages: false,
      providers: false,
      links: true,
      privacy: true,
      registrations: true,
      migrations: false,
    })
    expect(data.menu.map(({ resource }: { resource: string }) => resource)).toEqual(
      expect.arrayContaining(['people', 'shelves', 'goods', 'labels']),
    )
  })

  test('tells a worker only of what he has a right to, and of no field he may never see', async () => {
    const { data } = await shop.worker('GET', '/api/manifest')
    const goods = resource(data.resources, 'goods')
    expect(named(goods.fields, 'cost')).toBeUndefined()
    expect(goods.views.list).toEqual(['name', 'price'])
    expect(named(goods.fields, 'count')).toMatchObject({ updatable: 'always', creatable: 'never' })
    expect(named(goods.fields, 'name')).toMatchObject({ updatable: 'never' })
    expect(named(goods.actions, 'sell')).toBeUndefined()
    expect(goods.rights).toMatchObject({ read: 'depends', create: 'never', offer: 'depends' })
    expect([data.settings, data.pages.plugins]).toEqual([[], false])
    expect(data.widgets.map(({ name }: Listed) => name)).toEqual(['drafts', 'mine'])
    expect(data.rules[0].rules).toContainEqual({ action: 'read', subject: 'goods', conditions: { keeper: '$me' } })
  })

  test('leaves out what somebody has no right on', async () => {
    const { data } = await shop.observer('GET', '/api/manifest')
    expect(data.resources.map(({ name }: Listed) => name)).toEqual(['people'])
    expect((await shop.platform.app.inject('/api/manifest')).statusCode).toBe(401)
  })

  test('comes again only when it has changed', async () => {
    const first = await shop.worker('GET', '/api/manifest')
    const again = await shop.worker('GET', '/api/manifest', undefined, { 'if-none-match': String(first.headers.etag) })
    expect([again.statusCode, again.body]).toEqual([304, ''])
    const other = await shop.admin('GET', '/api/manifest', undefined, { 'if-none-match': String(first.headers.etag) })
    expect(other.statusCode).toBe(200)
  })
})

describe('the words', () => {
  test('come by language and namespace, also before anybody has signed in', async () => {
    const anonymous = await shop.platform.app.inject('/api/words/ro')
    expect(anonymous.json().core.actions.create).toBe('Creează')
    const known = await shop.platform.app.inject({
      url: '/api/words/ro',
      headers: { 'if-none-match': String(anonymous.headers.etag) },
    })
    expect(known.statusCode).toBe(304)
    expect((await shop.platform.app.inject('/api/words/xx-YY')).statusCode).toBe(404)
    expect((await shop.platform.app.inject('/api/words/..%2f..%2fetc')).statusCode).toBe(404)
  })
})

describe('widgets', () => {
  test('count and list what the reader may read', async () => {
    await shop.admin('POST', '/api/goods', { name: 'Soon', arrivedOn: '2026-03-20', keeper: shop.people.worker })
    await shop.admin('POST', '/api/goods', { name: 'Later', arrivedOn: '2026-06-20' })
    for (const name of ['C', 'A', 'B'])
      await shop.admin('POST', '/api/goods', { name, keeper: shop.people.worker, arrivedOn: '2026-09-01' })
    expect((await shop.admin('GET', '/api/widgets/shop/drafts')).data).toMatchObject({
      kind: 'count',
      resource: 'goods',
      count: 1,
      exact: true,
    })
    const mine = await shop.worker('GET', '/api/widgets/shop/mine')
    expect(mine.data).toMatchObject({ kind: 'list', count: 4, sort: ['name', 'ASC'] })
    expect(mine.data.records.map(({ name }: Listed) => name)).toEqual(['A', 'B'])
    expect(mine.data.records[0]).not.toHaveProperty('cost')
    expect((await shop.admin('GET', '/api/widgets/shop/mine')).data.count).toBe(0)
  })

  test('are not there for whoever they are not meant for', async () => {
    expect((await shop.admin('GET', '/api/widgets/shop/forAdmins')).data.count).toBe(5)
    expect((await shop.worker('GET', '/api/widgets/shop/forAdmins')).statusCode).toBe(403)
    expect((await shop.observer('GET', '/api/widgets/shop/mine')).statusCode).toBe(404)
    expect((await shop.admin('GET', '/api/widgets/shop/nothing')).statusCode).toBe(404)
  })
})
