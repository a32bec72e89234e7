import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openShop, type Shop } from './shop.ts'

let shop: Shop
let his: string
let free: string
beforeAll(async () => {
  shop = await openShop()
  his = (
    await shop.admin('POST', '/api/goods', {
      name: 'His',
      keeper: shop.people.worker,
      cost: { amount: 1, currency: 'EUR' },
    })
  ).data.id
  free = (await shop.admin('POST', '/api/goods', { name: 'Free' })).data.id
})
afterAll(() => shop?.platform.close())

const explain = (query: string) => `/api/access/explain?resource=goods&${query}`

describe('may I?', () => {
  test('is answered for resources, records and fields', async () => {
    const can = async (query: string) => (await shop.worker('GET', `/api/access/can?resource=goods&${query}`)).data.can
    expect(await can('action=offer')).toBe(true)
    expect(await can('action=create')).toBe(false)
    expect(await can(`action=offer&id=${his}`)).toBe(true)
    expect(await can(`action=offer&id=${free}`)).toBe(false)
    expect(await can(`action=read&id=${his}&field=cost`)).toBe(false)
    expect(await can(`action=update&id=${his}&field=count`)).toBe(true)
    expect(await can(`action=update&id=${his}&field=name`)).toBe(false)
    expect(await can('action=read&id=0198c0de-0000-7000-8000-000000000000')).toBe(false)
  })

  test('refuses names nobody declared', async () => {
    const { statusCode, data } = await shop.admin('GET', '/api/access/can?resource=nothing&action=read')
    expect([statusCode, data.fields]).toMatchObject([422, [{ path: 'resource', code: 'access.resource_unknown' }]])
    expect((await shop.admin('GET', '/api/access/can?resource=goods&action=fly')).statusCode).toBe(422)
    expect((await shop.admin('GET', '/api/access/can?resource=__proto__&action=read')).statusCode).toBe(422)
  })
})

describe('why?', () => {
  test('an administrator learns which rule of which role decided for another, and on which value it failed', async () => {
    const allowed = await shop.admin('GET', explain(`id=${his}&action=offer&user=${shop.people.worker}`))
    expect(allowed.data).toMatchObject({
      allowed: true,
      decidedBy: { rule: { action: 'offer' }, holds: true, decisive: true, role: { archetype: 'worker' } },
    })
    const denied = await shop.admin('GET', explain(`id=${free}&action=offer&user=${shop.people.worker}`))
    expect(denied.data).toMatchObject({
      allowed: false,
      decidedBy: null,
      rules: [
        {
          holds: false,
          unmet: [{ path: 'keeper', expected: { value: shop.people.worker, written: '$me' }, actual: null }],
        },
      ],
    })
  })

  test('a state that does not allow the step is said too', async () => {
    const { data } = await shop.admin('GET', explain(`id=${his}&action=sell`))
    expect(data).toMatchObject({ allowed: true, wrongState: { field: 'status', from: ['offered'] } })
  })

  test('about himself everybody may ask; about others only who sees roles; of what one cannot see nothing is said', async () => {
    expect((await shop.worker('GET', explain(`id=${his}&action=offer`))).data.allowed).toBe(true)
    expect((await shop.worker('GET', explain(`id=${his}&action=offer&user=${shop.people.admin}`))).data.code).toBe(
      'access.roles_needed',
    )
    expect((await shop.worker('GET', explain(`id=${free}&action=read`))).statusCode).toBe(404)
    expect(
      (await shop.admin('GET', explain('action=offer&user=0198c0de-0000-7000-8000-000000000000'))).statusCode,
    ).toBe(404)
    expect((await shop.worker('GET', explain('action=create'))).data).toMatchObject({
      allowed: false,
      verdict: 'never',
      rules: [],
    })
  })
})
