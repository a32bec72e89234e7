import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { definePlugin, may, type Plugin, type Slot, slot } from '@guildhall/sdk'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { corePlugin } from '../../src/platform.ts'
import { readAdminModules } from '../../src/plugins/admin-modules.ts'
import { installPlugins } from '../../src/plugins/host.ts'
import { goods, openShop, type Shop, shelves, shop as shopPlugin } from './shop.ts'

const folder = mkdtempSync(join(tmpdir(), 'guildhall-modules-'))
const file = join(folder, 'admin.js')
writeFileSync(file, 'export default { slots: {} }')
const migrations = new URL('./', import.meta.url)

const screens = definePlugin({
  name: 'screens',
  requires: ['shop'],
  migrations,
  admin: {
    module: file,
    slots: [
      slot.bar('sign'),
      slot.page('planner', { path: '/planner', right: may(goods, 'offer') }),
      slot.tab('photos', goods),
      slot.field('price', goods, 'cost'),
      slot.list('wall', shelves, { for: ['admin'] }),
    ],
  },
})

let shop: Shop
beforeAll(async () => {
  shop = await openShop([screens])
})
afterAll(async () => {
  await shop?.platform.close()
  rmSync(folder, { recursive: true })
})

const modulesOf = async (who: 'admin' | 'worker' | 'observer') => (await shop[who]('GET', '/api/manifest')).data.modules
const namesOf = async (who: 'admin' | 'worker' | 'observer') =>
  (await modulesOf(who)).flatMap(({ slots }: { slots: Slot[] }) => slots.map(({ name }) => name))

describe('the manifest', () => {
  test('offers each person the slots he has the right to, and says nothing of rights', async () => {
    expect(await namesOf('admin')).toEqual(['sign', 'planner', 'photos', 'price', 'wall'])
    expect(await namesOf('worker')).toEqual(['sign', 'planner', 'photos'])
    expect(await namesOf('observer')).toEqual(['sign'])
    const [{ plugin, url, slots }] = await modulesOf('admin')
    expect({ plugin, url }).toEqual({
      plugin: 'screens',
      url: expect.stringMatching(/^\/api\/modules\/screens\.[\w-]{16}\.js$/),
    })
    expect(slots[1]).toEqual({
      kind: 'page',
      name: 'planner',
      label: 'screens:slots.planner.title',
      path: '/screens/planner',
      menu: 'main',
    })
  })

  test('has no module of a plugin that is off', async () => {
    expect((await shop.admin('POST', '/api/plugins/screens/disable')).statusCode).toBe(200)
    expect(await modulesOf('admin')).toEqual([])
    expect((await shop.admin('POST', '/api/plugins/screens/enable')).statusCode).toBe(200)
    expect(await modulesOf('admin')).toHaveLength(1)
  })
})

describe('a module', () => {
  test('is served whole, to be kept for good, to whoever is signed in', async () => {
    const [{ url }] = await modulesOf('worker')
    const answer = await shop.worker('GET', url)
    expect(answer.body).toBe('export default { slots: {} }')
    expect(answer.headers).toMatchObject({
      'cache-control': 'private, max-age=31536000, immutable',
      'content-type': 'text/javascript; charset=utf-8',
    })
    expect((await shop.platform.app.inject(url)).statusCode).toBe(401)
    const pressed = await shop.worker('GET', url, undefined, { 'accept-encoding': 'gzip, br' })
    expect(pressed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' })
    expect(gunzipSync(pressed.rawPayload).toString()).toBe('export default { slots: {} }')
  })

  test.each([
    'screens.js',
    'screens.0000000000000000.js',
    '..%2fadmin.js',
    '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    'a%00.js',
  ])('nothing else is: %s', async (name) => {
    expect((await shop.admin('GET', `/api/modules/${name}`)).statusCode).toBe(404)
  })

  test('that failed is told of; who tells of another, or tells a tale, is refused', async () => {
    const tell = (body: object) => shop.worker('POST', '/api/modules/failures', body)
    expect((await tell({ plugin: 'screens', slot: 'photos', message: 'no' })).statusCode).toBe(204)
    expect((await tell({ plugin: 'shop', slot: 'photos', message: 'no' })).statusCode).toBe(404)
    expect((await tell({ plugin: 'screens', slot: 'photos', message: 'x'.repeat(1001) })).statusCode).toBe(422)
    expect((await tell({ plugin: 'screens', slot: 'photos' })).statusCode).toBe(422)
  })
})

describe('the start is refused, with the plugin, the place and the remedy', () => {
  const broken = (slots: readonly object[], more: Partial<Plugin> = {}) =>
    definePlugin({ name: 'broken', migrations, admin: { module: file, slots: slots as Slot[] }, ...more })
  const start = (plugin: Plugin) => () => installPlugins(corePlugin({} as never), [shopPlugin, plugin])

  test.each([
    [
      { kind: 'tab', name: 'a', resource: 'gods' },
      /Plugin broken, admin, slot a: no plugin declares the resource gods\. Correct/,
    ],
    [
      { kind: 'field', name: 'a', resource: 'goods', field: 'cots' },
      /slot a: goods has no field cots\. Its fields are name/,
    ],
    [{ kind: 'field', name: 'a', fieldKind: 'colr' }, /slot a: colr is not a kind of field/],
    [{ kind: 'popup', name: 'a' }, /slot a: there is no kind of slot popup\. The kinds are bar, page/],
    [{ kind: 'page', name: 'a', path: 'planner' }, /slot a: "planner" is not the path of a page/],
    [{ kind: 'bar', name: 'A b' }, /slot A b: it is not a name of a slot/],
    [
      { kind: 'bar', name: 'a', right: { action: 'offr', resource: 'goods' } },
      /slot a: its right is offr on goods, and there is no such action\. There are read/,
    ],
  ])('for %j', (wrong, message) => {
    expect(start(broken([wrong]))).toThrow(message)
  })

  test('for two slots of one name', () => {
    expect(start(broken([slot.bar('a'), slot.widget('a')]))).toThrow(/slot a: the name is taken twice/)
  })

  test('for a module that is not there, and not for one drawn for a plugin that is not installed', () => {
    const missing = broken([], { admin: { module: new URL('./nowhere.js', import.meta.url), slots: [] } })
    expect(() => readAdminModules([missing])).toThrow(
      /Plugin broken, admin\.module: .*nowhere\.js cannot be read \(ENOENT\)\. Build it/,
    )
    expect(start(broken([{ kind: 'tab', name: 'a', resource: 'orders' }], { enhances: ['orders'] }))).not.toThrow()
  })

  test('for a widget of a field that is none, or of the wrong kind', () => {
    const widget = (wrong: object) => broken([], { widgets: [{ name: 'w', ...wrong }] as never })
    expect(start(widget({ sum: goods, of: 'name' }))).toThrow(
      /Plugin broken, widget w: name is no field of goods that is integer or duration or decimal or money/,
    )
    expect(start(widget({ chart: goods, by: 'colr' }))).toThrow(/colr is no field of goods/)
    expect(start(widget({ trend: goods, date: 'name' }))).toThrow(/name is no field of goods that is date or instant/)
  })
})
