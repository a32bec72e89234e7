import { defineError, definePlugin } from '@guildhall/sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { goods, openShop, type Shop, uri } from '../http/shop.ts'
import { importing } from './office.ts'

const unwanted = defineError('watching.unwanted', 409)
/** How often each name went by, and what the plugin does at it. */
const passed: string[] = []
let isBroken = false

const watching = definePlugin({
  name: 'watching',
  requires: ['shop'],
  migrations: new URL('./', import.meta.url),
  setup({ before }) {
    before.create(goods, ({ next }) => {
      passed.push(next.name)
      if (next.name === 'Unwanted') throw unwanted({}, [{ path: 'name', code: 'watching.unwanted' }])
      if (isBroken && next.name === 'Item 1050') throw new Error('The plugin stumbles')
      return { colour: 'blue' as const }
    })
  },
})

let shop: Shop
let admin: ReturnType<typeof importing>
beforeAll(async () => {
  shop = await openShop([watching])
  admin = importing(shop, shop.admin)
})
afterAll(() => shop?.platform.close())

const total = async (filter: object) => {
  const answer = await shop.admin('GET', `/api/goods?filter=${uri(filter)}&range=[0,0]`)
  return String(answer.headers['content-range']).split('/')[1]
}

test('what plugins look at is shown to them row by row: they change it, and refuse it', async () => {
  const { id } = (await admin.upload('name\nFine\nUnwanted\nGood\n')).data
  await admin.understand(id)
  expect(await admin.work(id, 'check')).toMatchObject({ counts: { created: 2, refused: 1 } })
  expect(passed.splice(0)).toEqual(['Fine', 'Unwanted', 'Good'])
  expect(await admin.complaints(id)).toMatchObject([{ row: 3, column: 'name', code: 'watching.unwanted' }])
  expect(await total({ name: 'Fine' })).toBe('0')
  await admin.work(id, 'run')
  expect((await shop.admin('GET', `/api/goods?filter=${uri({ name: 'Good' })}`)).data).toMatchObject([
    { colour: 'blue' },
  ])
})

test('a run that broke off goes on where it was: no row twice, none left out', async () => {
  passed.length = 0
  const rows = Array.from({ length: 1100 }, (_, at) => `Item ${at}`)
  const { id } = (await admin.upload(`name\n${rows.join('\n')}`)).data
  await admin.understand(id)
  isBroken = true
  await shop.admin('POST', `/api/imports/${id}/run`, {})
  await shop.platform.events.drain().catch(() => {})
  expect(await admin.get(id)).toMatchObject({ state: 'failed', parts: 1, counts: { created: 1000 } })
  expect(await total({ name_like: 'Item' })).toBe('1000')
  isBroken = false
  expect(await admin.work(id, 'run')).toMatchObject({ state: 'done', parts: 2, counts: { created: 1100, refused: 0 } })
  expect(await total({ name_like: 'Item' })).toBe('1100')
}, 60_000)
