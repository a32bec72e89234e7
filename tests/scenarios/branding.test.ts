import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestSmtp, type TestSmtp } from '../../core/testing/smtp.ts'
import { contrastOf, legibleColor } from '../../sdk/src/formats/index.ts'
import { type Business, type Member, openStudio, type Studio } from '../studio.ts'

let studio: Studio
let smtp: TestSmtp
let north: Business
let nora: Member

beforeAll(async () => {
  smtp = await startTestSmtp()
  studio = await openStudio({ smtpUrl: smtp.url })
  north = await studio.business({ slug: 'north', name: 'North' })
  nora = await north.person('Nora', 'admin')
})
afterAll(async () => {
  await studio?.close()
  await smtp?.close()
})

const svg = (inside = '<circle r="5"/>') =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>`).toString('base64')
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').toString('base64')
const stranger = (url: string, headers: Record<string, string> = {}) =>
  studio.platform.app.inject({ method: 'GET', url: `/api${url}`, headers })
const nobody = { slug: null, name: null, color: null, logo: null }

it('S2.31 an administrator gives his business a name, a colour and a logo; its people see them, another business and strangers do not', async () => {
  const ana = await studio.person('Ana', 'admin')
  const wendy = await north.person('Wendy', 'worker')
  expect((await wendy.patch('/tenant/branding', { name: 'Mine' })).status).toBe(403)
  const changed = await nora.patch('/tenant/branding', { name: 'Nord & Co', color: '#FFD400', logo: svg() })
  expect([changed.status, changed.body]).toEqual([
    200,
    { name: 'Nord & Co', color: '#ffd400', logo: expect.any(String), isPublic: false },
  ])
  expect((await wendy.get('/manifest')).body.brand).toEqual({
    name: 'Nord & Co',
    color: '#ffd400',
    logo: changed.body.logo,
  })
  expect((await ana.get('/manifest')).body.brand).toBeUndefined()
  for (const path of ['/brands?at=north', '/brands?at=nothing']) expect((await stranger(path)).json()).toEqual(nobody)
  expect((await ana.get('/brands?at=north')).body).toEqual(nobody)
  for (const path of ['/brands/north/logo', '/brands/nothing/logo', '/brands/north/app.webmanifest']) {
    expect((await stranger(path)).statusCode).toBe(404)
    expect((await ana.get(path)).status).toBe(404)
  }
  expect((await wendy.get('/brands/north/logo')).status).toBe(200)
})

it('S2.31 what it shows to strangers they see at its address and under its host: inert, by its content, asked again by its tag', async () => {
  const root = await studio.superadmin()
  await root.patch(`/tenants/${north.tenantId}`, { host: 'work.north.example' })
  await nora.patch('/tenant/branding', { isPublic: true })
  const shown = { slug: 'north', name: 'Nord & Co', color: '#ffd400', logo: expect.any(String) }
  expect((await stranger('/brands?at=north')).json()).toEqual(shown)
  expect((await stranger('/brands', { host: 'work.north.example' })).json()).toEqual(shown)
  expect((await stranger('/brands', { host: 'other.example' })).json()).toEqual(nobody)
  const logo = await stranger('/brands/north/logo')
  expect(logo.headers).toMatchObject({
    'content-type': 'image/svg+xml',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'x-content-type-options': 'nosniff',
  })
  expect((await stranger('/brands/north/logo', { 'if-none-match': String(logo.headers.etag) })).statusCode).toBe(304)
  expect((await stranger('/brands/north/app.webmanifest')).json()).toMatchObject({
    name: 'Nord & Co',
    start_url: '/at/north',
  })
  await nora.patch('/tenant/branding', { logo: png })
  expect(
    (await stranger('/brands/north/logo', { 'if-none-match': String(logo.headers.etag) })).headers['content-type'],
  ).toBe('image/png')
})

it('S2.31 a picture is judged by what is in it; drawings that would do something are refused', async () => {
  for (const [logo, code] of [
    [Buffer.from('GIF89a').toString('base64'), 'branding.logo_unknown'],
    [Buffer.from('<html></html>').toString('base64'), 'branding.logo_unknown'],
    [svg('<script>alert(1)</script>'), 'branding.logo_unsafe'],
    [svg('<g onload="alert(1)"/>'), 'branding.logo_unsafe'],
    [svg('<image href="https://elsewhere.example/a.png"/>'), 'branding.logo_unsafe'],
    [svg('<style>@import "https://elsewhere.example"</style>'), 'branding.logo_unsafe'],
    [svg('<foreignObject/>'), 'branding.logo_unsafe'],
    [Buffer.concat([Buffer.from(png, 'base64'), Buffer.alloc(262_144)]).toString('base64'), 'branding.logo_large'],
  ] as const) {
    const refused = await nora.patch('/tenant/branding', { logo })
    expect([code, refused.status, refused.body.code, Object.keys(refused.body.errors)]).toEqual([
      code,
      422,
      code,
      ['logo'],
    ])
  }
  expect((await nora.patch('/tenant/branding', { color: 'red' })).status).toBe(422)
  expect((await nora.patch('/tenant/branding', { logo: svg('<use href="#a"/>') })).status).toBe(200)
})

it('S2.31 its mails carry its name, its colour and, where strangers may see it, its logo; a colour can be read in every mode', async () => {
  const [role] = (await nora.list('roles', { archetype: 'worker' })).body
  await nora.make('people', { name: 'Will', email: 'will@north.example', kind: 'staff', roles: [role.id] })
  await studio.platform.events.drain()
  const { raw } = await smtp.next('will@north.example')
  const html = raw.replaceAll('=\r\n', '').replaceAll('=3D', '=')
  expect(html).toContain('Nord &#38; Co')
  expect(html).toContain(`background:${legibleColor('#ffd400', 'light')}`)
  expect(html).toMatch(/src="http:\/\/guildhall\.test\/api\/brands\/north\/logo\?v=[0-9a-f]+"/)
  for (const color of ['#ffd400', '#ffffff', '#000000', '#2f4b7c', '#888888', '#ff0000']) {
    expect(contrastOf(legibleColor(color, 'light'), '#ffffff')).toBeGreaterThanOrEqual(4.5)
    expect(contrastOf(legibleColor(color, 'dark'), '#1a1d24')).toBeGreaterThanOrEqual(4.5)
  }
  expect(legibleColor('#2f4b7c', 'light')).toBe('#2f4b7c')
  await nora.patch('/tenant/branding', { name: null, color: null, logo: null, isPublic: false })
  expect((await nora.get('/manifest')).body.brand).toEqual({ name: null, color: null, logo: null })
  expect((await stranger('/brands?at=north')).json()).toEqual(nobody)
})
