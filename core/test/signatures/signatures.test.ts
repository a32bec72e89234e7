import { sign } from 'node:crypto'
import { httpbis } from 'http-message-signatures'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withClient } from '../../src/database/provision.ts'
import { readSigningToken } from '../../src/keys/token.ts'
import { isSignedBy, privateKeyOf, publicBytesOf } from '../../src/signatures/ed25519.ts'
import { openShop, type Shop } from '../http/shop.ts'
import { authority, headersFor, type Sending, type SigningToken, send, signingKeyOf } from './signing.ts'

let shop: Shop
let key: SigningToken
beforeAll(async () => {
  shop = await openShop()
  const cost = { amount: 100, currency: 'EUR' }
  await shop.admin('POST', '/api/goods', { name: 'His', keeper: shop.people.worker, cost })
  await shop.admin('POST', '/api/goods', { name: 'Free' })
  key = await signingKeyOf(shop.worker)
})
afterAll(() => shop?.platform.close())

const url = '/api/goods?range=[0,9]'
const refusal = async (sending: Partial<Sending>, by = key) => {
  const { statusCode, data } = await send(shop, by, { url, ...sending })
  return [statusCode, data?.code]
}

test('signs as RFC 8032 says (its test 2)', () => {
  const seed = Buffer.from('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', 'hex')
  expect(publicBytesOf(seed).toString('hex')).toBe('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c')
  const signature = sign(null, Buffer.from('r'), privateKeyOf(seed))
  expect(signature.toString('hex')).toMatch(/^92a009a9f0d4cab8720e820b5f642540/)
  expect(isSignedBy(publicBytesOf(seed), 'r', signature)).toBe(true)
  expect(isSignedBy(publicBytesOf(seed), 's', signature)).toBe(false)
})

describe('a signing key', () => {
  test('is shown once; what is kept of it opens nothing', async () => {
    expect(key.token).toMatch(/^ghs_[0-9a-f]{32}_[\w-]{43}$/)
    const [listed] = (await shop.worker('GET', '/api/auth/keys')).data
    expect(listed).toMatchObject({ id: key.id, kind: 'signing', scopes: ['*:read'] })
    const kept = await withClient(
      shop.platform.urls.superUrl,
      async (client) => (await client.query('select * from guildhall.api_keys where id = $1', [key.id])).rows,
    )
    expect(kept[0].secret_hash).toBeNull()
    expect(kept[0].public_key).toHaveLength(32)
    expect(JSON.stringify(kept)).not.toContain(Buffer.from(key.token.slice(37), 'base64url').toString('hex'))
    expect(JSON.stringify(listed)).not.toContain(key.token.slice(37))
  })

  test('is made of rights to read only', async () => {
    for (const scopes of [['*:*'], ['goods:read', 'goods:update'], ['goods:*']]) {
      const body = { name: 'More', kind: 'signing', scopes }
      const { statusCode, data } = await shop.admin('POST', '/api/auth/keys', body)
      expect([statusCode, data.fields[0].code]).toEqual([422, 'keys.reads_only'])
    }
  })

  test('opens what its owner may read, field by field, in the language that is asked for', async () => {
    const { data, headers } = await send(shop, key, { url })
    expect(data.map(({ name }: { name: string }) => name)).toEqual(['His'])
    expect(data[0]).not.toHaveProperty('cost')
    expect(headers['content-range']).toBe('goods 0-0/1')
    const own = (await shop.worker('GET', url)).data
    expect(data).toEqual(own)
    const romanian = { headers: { 'accept-language': 'ro' } }
    const manifest = (await send(shop, key, { url: '/api/manifest', ...romanian })).data
    expect(manifest).toMatchObject({ language: 'ro', pages: { plugins: false }, settings: [] })
    for (const { rights, actions } of manifest.resources) {
      expect(Object.entries(rights).filter(([name, right]) => name !== 'read' && right !== 'never')).toEqual([])
      expect(actions).toEqual([])
    }
    const narrow = await signingKeyOf(shop.admin, ['shelves:read'])
    expect(await refusal({}, narrow)).toEqual([403, 'records.forbidden'])
  })

  test('is noted when it was used', async () => {
    const used = async () =>
      (await shop.worker('GET', '/api/auth/keys')).data.find((one: { id: string }) => one.id === key.id)
    await expect.poll(async () => (await used()).usedAt).not.toBeNull()
  })

  test('gets the words of its tenant, where strangers get the installation’s', async () => {
    await shop.admin('PUT', '/api/vocabulary/en/words/core/fields.id', { forms: { text: 'Our number' } })
    const word = async () => (await send(shop, key, { url: '/api/words/en' })).data.core.fields.id
    expect(await word()).toBe('Our number')
    expect((await shop.platform.app.inject('/api/words/en')).json().core.fields.id).not.toBe('Our number')
  })
})

describe('a signature', () => {
  test('made by another’s program after the same standard is taken', async () => {
    const { id, seed } = readSigningToken(key.token) ?? { id: '', seed: Buffer.alloc(32) }
    const created = new Date(shop.platform.clock.now())
    const { headers } = await httpbis.signMessage(
      {
        key: { id, alg: 'ed25519', sign: async (data) => sign(null, data, privateKeyOf(seed)) },
        fields: ['@query', '@path', '@authority', '@method'],
        params: ['created', 'keyid', 'alg', 'expires', 'nonce'],
        paramValues: { created, expires: new Date(created.getTime() + 30_000), nonce: 'made-by-another-program' },
      },
      { method: 'GET', url: `http://${authority}${url}`, headers: {} },
    )
    const answer = await shop.platform.app.inject({ url, headers: { host: authority, ...(headers as object) } })
    expect(answer.statusCode, answer.body).toBe(200)
  })

  test('holds once, on every node, however many come at the same time', async () => {
    const beside = await shop.platform.beside()
    try {
      const headers = { host: authority, ...headersFor(shop, key, { url }) }
      const apps = [shop.platform.app, beside.app, shop.platform.app, beside.app, beside.app, shop.platform.app]
      const answers = await Promise.all(apps.map((app) => app.inject({ url, headers })))
      expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 401, 401, 401, 401, 401])
      const refused = answers.find(({ statusCode }) => statusCode === 401)
      expect(refused?.json().code).toBe('signatures.replayed')
    } finally {
      await beside.close()
    }
  })

  test('that is old, from the future or past its own end is refused, and says which', async () => {
    const at = (seconds: number) => new Date(Date.parse(shop.platform.clock.now()) + seconds * 1000).toISOString()
    expect(await refusal({ at: at(-29) })).toEqual([200, undefined])
    expect(await refusal({ at: at(-40) })).toEqual([401, 'signatures.expired'])
    expect(await refusal({ at: at(-3600) })).toEqual([401, 'signatures.expired'])
    expect(await refusal({ at: at(59) })).toEqual([200, undefined])
    expect(await refusal({ at: at(62) })).toEqual([401, 'signatures.early'])
  })

  test('fits one path, query, method and address', async () => {
    const changed = [401, 'signatures.invalid']
    expect(await refusal({ signed: { target: '/api/shelves?range=[0,9]' } })).toEqual(changed)
    expect(await refusal({ signed: { target: '/api/goods?range=[0,99]' } })).toEqual(changed)
    expect(await refusal({ signed: { target: '/api/goods' } })).toEqual(changed)
    expect(await refusal({ signed: { method: 'HEAD' } })).toEqual(changed)
    expect(await refusal({ signed: { authority: 'elsewhere.test' } })).toEqual(changed)
  })

  test('made for another server, and passed on by it, is refused even where it says so itself', async () => {
    const passedOn = { signed: { authority: 'evil.test' }, headers: { host: 'evil.test' } }
    expect(await refusal(passedOn)).toEqual([401, 'signatures.elsewhere'])
    // Behind a proxy that changes the name the installation is still itself.
    expect(await refusal({ headers: { host: 'inside:3000' } })).toEqual([200, undefined])
  })

  test('by another key, or of a key that is sent, opens nothing', async () => {
    const other = await signingKeyOf(shop.admin)
    expect(await refusal({}, { id: other.id, token: `${other.token.slice(0, 37)}${key.token.slice(37)}` })).toEqual([
      401,
      'signatures.invalid',
    ])
    const bearer = (await shop.worker('POST', '/api/auth/keys', { name: 'Sent', scopes: ['*:read'] })).data
    expect(await refusal({}, { id: bearer.id, token: bearer.token.replace('ghk_', 'ghs_') })).toEqual([
      401,
      'keys.invalid',
    ])
    const unknown = `ghs_${'0'.repeat(32)}${key.token.slice(36)}`
    expect(await refusal({}, { id: '', token: unknown })).toEqual([401, 'keys.invalid'])
  })

  test('is never replaced by a cookie, and its key is never sent', async () => {
    const { cookie } = shop.worker
    expect(await refusal({ signed: { target: '/api/shelves' }, headers: { cookie } })).toEqual([
      401,
      'signatures.invalid',
    ])
    const sent = await shop.worker('GET', url, undefined, { authorization: `Bearer ${key.token}` })
    expect([sent.statusCode, sent.data.code]).toEqual([401, 'keys.must_sign'])
  })

  test.each([
    ['lacks a part', (input: string) => input.replace('"@query"', '')],
    ['covers one part twice', (input: string) => input.replace('"@query"', '"@path"')],
    ['covers what is not asked for', (input: string) => input.replace('"@query"', '"@query" "date"')],
    ['has no nonce', (input: string) => input.replace(/;nonce="[^"]*"/, '')],
    ['has no end', (input: string) => input.replace(/;expires=\d+/, '')],
    ['names another way', (input: string) => input.replace('ed25519', 'hmac-sha256')],
    ['is one of two', (input: string) => `${input}, other=("@method")`],
    ['cannot be read', () => 'sig=('],
    ['is called otherwise', (input: string) => input.replace('guildhall=', 'else=')],
  ])('that %s is none', async (_, change) => {
    const headers = headersFor(shop, key, { url })
    const input = change(String(headers['signature-input']))
    const answer = await shop.platform.app.inject({
      url,
      headers: { host: authority, ...headers, 'signature-input': input },
    })
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'signatures.malformed'])
  })

  test('reads, and does nothing else', async () => {
    for (const method of ['POST', 'PATCH', 'PUT', 'DELETE'])
      expect(await refusal({ method, url: '/api/goods' })).toEqual([403, 'signatures.reads_only'])
    expect(await refusal({ url: '/api/auth/me' })).toEqual([403, 'keys.person_only'])
    expect(await refusal({ url: '/api/auth/keys' })).toEqual([403, 'keys.person_only'])
    expect(await refusal({ headers: { 'x-see-as': shop.people.worker ?? '' } })).toEqual([403, 'access.not_in_look'])
    expect(await refusal({ headers: { 'x-tenant': 'other' } })).toEqual([403, 'keys.elsewhere'])
  })

  test('of a revoked or expired key is refused at the next request', async () => {
    const beside = await shop.platform.beside()
    try {
      const gone = await signingKeyOf(shop.worker)
      const there = () => send({ platform: { ...shop.platform, app: beside.app } }, gone, { url })
      expect((await there()).statusCode).toBe(200)
      await shop.worker('DELETE', `/api/auth/keys/${gone.id}`)
      expect((await there()).data.code).toBe('keys.invalid')
      const now = shop.platform.clock.now()
      const brief = (
        await shop.worker('POST', '/api/auth/keys', { name: 'B', kind: 'signing', scopes: ['*:read'], days: 1 })
      ).data
      expect(await refusal({}, brief)).toEqual([200, undefined])
      shop.platform.clock.set('2026-03-12T10:00:00.000Z')
      expect(await refusal({}, brief)).toEqual([401, 'keys.invalid'])
      shop.platform.clock.set(now)
    } finally {
      await beside.close()
    }
  })

  test('leaves a nonce that is swept away when nobody could send it again', async () => {
    const count = () =>
      withClient(shop.platform.urls.superUrl, async (client) =>
        Number((await client.query('select count(*) from guildhall.key_nonces')).rows[0].count),
      )
    expect(await count()).toBeGreaterThan(0)
    shop.platform.clock.set('2026-03-10T10:05:00.000Z')
    await shop.platform.tidy()
    expect(await count()).toBe(0)
  })

  test('that is wrong again and again is slowed down; a right one is not', async () => {
    const codes = []
    for (let n = 0; n < 62; n++) codes.push((await refusal({ signed: { target: '/' } }))[0])
    expect(codes).toContain(429)
    expect(await refusal({})).toEqual([200, undefined])
  })
})
