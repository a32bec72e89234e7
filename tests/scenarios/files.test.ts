import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bytes, photograph, upload } from '../files.ts'
import { type Business, type Member, openStudio, type Studio } from '../studio.ts'

let studio: Studio
let other: Business
let ana: Member
let petra: Member
let will: Member
let wanda: Member
let carl: Member
let stranger: Member
let project: { id: string }

beforeAll(async () => {
  studio = await openStudio()
  ana = await studio.person('Ana', 'admin')
  petra = await studio.person('Petra', 'manager')
  will = await studio.person('Will', 'worker')
  wanda = await studio.person('Wanda', 'worker')
  carl = await studio.person('Carl', 'client')
  other = await studio.business({ slug: 'other' })
  stranger = await other.person('Stranger', 'admin')
  project = await petra.make('projects', { name: 'House' })
  await petra.make('project-members', { project: project.id, person: will.id })
})
afterAll(() => studio?.close())

const bring = async (who: Member, body: Buffer, options = {}) => {
  const answer = await upload(studio, who, body, options)
  expect(answer).toMatchObject({ status: 201 })
  return answer.body as { id: string; sha256: string; type: string; size: number; width: number; height: number }
}
const get = (who: Member, url: string, headers = {}) => bytes(studio, who, `/api/files/${url}`, headers)
const statuses = (who: Member, id: string) =>
  Promise.all([`${id}`, `${id}/content`, `${id}/thumbnail`].map(async (url) => (await get(who, url)).status))
const task = (attachments: string[], more = {}) =>
  petra.make('tasks', { project: project.id, title: 'Roof', assignees: [will.id], attachments, ...more })

it('a file belongs to who brought it until a record names it, and then to whoever reads the record', async () => {
  const photo = await bring(petra, await photograph())
  expect(photo).toMatchObject({ type: 'image/jpeg', width: 480, height: 640 })
  expect(await statuses(petra, photo.id)).toEqual([200, 200, 200])
  for (const nobody of [ana, will, wanda, carl, stranger])
    expect(await statuses(nobody, photo.id)).toEqual([404, 404, 404])

  const roof = await task([photo.id])
  for (const somebody of [ana, petra, will]) expect(await statuses(somebody, photo.id)).toEqual([200, 200, 200])
  for (const nobody of [wanda, carl, stranger]) expect(await statuses(nobody, photo.id)).toEqual([404, 404, 404])
  // Lists and counts agree with the bytes.
  const seen = async (who: Member) => (await who.list('files')).body.map(({ id }: { id: string }) => id)
  expect(await seen(will)).toContain(photo.id)
  expect(await seen(wanda)).not.toContain(photo.id)

  await petra.patch(`/tasks/${roof.id}`, { assignees: [petra.id] })
  expect(await statuses(will, photo.id)).toEqual([404, 404, 404])
})

it('nobody comes to a file by naming it in a record of his own', async () => {
  const secret = await bring(petra, Buffer.from('the salaries'))
  for (const who of [will, ana]) {
    const named = await who.post('/tasks', { project: project.id, title: 'Mine', attachments: [secret.id] })
    expect(named).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'attachments', code: 'records.reference_missing' }] },
    })
  }
  const own = await task([], { title: 'Mine' })
  expect((await ana.patch(`/tasks/${own.id}`, { attachments: [secret.id] })).status).toBe(422)
  expect(await statuses(ana, secret.id)).toEqual([404, 404, 404])
})

it('who reads a record without the field of its files does not get them', async () => {
  const company = await petra.make('companies', { name: 'Client Ltd' })
  const card = await ana.make('clients', { name: 'Carl', companies: [company.id], person: carl.id })
  const theirs = await petra.make('projects', { name: 'Theirs', client: card.id })
  const [shared, inner] = [await bring(petra, Buffer.from('shared')), await bring(petra, Buffer.from('inner'))]
  await petra.patch(`/projects/${theirs.id}`, { documents: [shared.id] })
  await petra.make('tasks', { project: theirs.id, title: 'T', attachments: [inner.id] })
  expect((await carl.list('tasks')).body).toHaveLength(1)
  expect((await get(carl, `${shared.id}/content`)).body.toString()).toBe('shared')
  expect((await get(carl, `${inner.id}/content`)).status).toBe(404)
})

it('S0.44 the same bytes are kept once, however many bring them at once', async () => {
  const same = await photograph({ shade: 7 })
  const brought = await Promise.all([petra, will, petra, will, petra].map((who) => bring(who, same)))
  expect(new Set(brought.map(({ id }) => id)).size).toBe(5)
  const rows = await studio.query('select count(*)::int as n from public.file_contents where sha256 = $1', [
    brought[0]?.sha256,
  ])
  expect(rows).toEqual([{ n: 1 }])
})

it('a picture leaves the house upright and without the place where it was taken; who took it has it as it was', async () => {
  const original = await photograph()
  const photo = await bring(petra, original)
  await task([photo.id])
  for (const who of [petra, will]) {
    const { body, headers } = await get(who, `${photo.id}/content`)
    const { exif, width, height, orientation = 1 } = await sharp(body).metadata()
    expect({ exif, width, height, orientation }).toEqual({ exif: undefined, width: 480, height: 640, orientation: 1 })
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(body.includes('Somephone')).toBe(false)
  }
  expect((await get(petra, `${photo.id}/content?original=1`)).body.equals(original)).toBe(true)
  expect((await get(will, `${photo.id}/content?original=1`)).body.includes('Somephone')).toBe(false)
  const small = await get(will, `${photo.id}/thumbnail?size=96`)
  expect(await sharp(small.body).metadata()).toMatchObject({ format: 'webp', width: 72, height: 96 })
})

it('parts of a file are served to whom the whole is', async () => {
  const data = randomBytes(100_000)
  const file = await bring(petra, data)
  await task([file.id])
  const part = await get(will, `${file.id}/content`, { range: 'bytes=10-19' })
  expect([part.status, part.headers['content-range']]).toEqual([206, 'bytes 10-19/100000'])
  expect(part.body.equals(data.subarray(10, 20))).toBe(true)
  expect((await get(will, `${file.id}/content`, { range: 'bytes=-5' })).body.equals(data.subarray(-5))).toBe(true)
  expect((await get(will, `${file.id}/content`, { range: 'bytes=100000-' })).status).toBe(416)
  for (const nobody of [wanda, stranger])
    expect((await get(nobody, `${file.id}/content`, { range: 'bytes=10-19' })).status).toBe(404)
  const { etag } = (await get(will, `${file.id}/content`)).headers
  expect((await get(will, `${file.id}/content`, { 'if-none-match': etag })).status).toBe(304)
  expect((await get(wanda, `${file.id}/content`, { 'if-none-match': etag })).status).toBe(404)
})

it('S0.23 a link serves whom it was given to, for a short time, and as long as he has the right', async () => {
  const file = await bring(petra, Buffer.from('short-lived'))
  const roof = await task([file.id])
  const link = async (who: Member) => (await who.post('/files/links', { ids: [file.id] })).body.url as string
  expect((await wanda.post('/files/links', { ids: [file.id] })).status).toBe(404)
  const url = await link(will)
  expect((await bytes(studio, will, url)).body.toString()).toBe('short-lived')
  for (const nobody of [petra, wanda]) expect((await bytes(studio, nobody, url)).status).toBe(404)
  expect((await bytes(studio, { cookie: '' }, url)).status).toBe(401)
  expect((await bytes(studio, will, url.replace('token=', 'token=x'))).status).toBe(404)
  studio.setNow('2026-03-10T09:06:00.000Z')
  expect((await bytes(studio, will, url)).status).toBe(404)
  const anew = await link(will)
  await petra.patch(`/tasks/${roof.id}`, { attachments: [] })
  expect((await bytes(studio, will, anew)).status).toBe(404)
})

it('several files come as one archive, all of them or none', async () => {
  const [one, two] = [
    await bring(petra, Buffer.from('one'), { name: 'a.txt' }),
    await bring(petra, Buffer.from('two'), { name: 'a.txt' }),
  ]
  await task([one.id])
  const both = await petra.post('/files/links', { ids: [one.id, two.id] })
  const zip = await bytes(studio, petra, both.body.url)
  expect(zip.headers['content-type']).toBe('application/zip')
  expect(zip.body.subarray(0, 2).toString()).toBe('PK')
  for (const name of ['a.txt', 'a (2).txt', 'one', 'two']) expect(zip.body.includes(name)).toBe(true)
  expect((await will.post('/files/links', { ids: [one.id, two.id] })).status).toBe(404)
})

it('S0.22 a file is what it contains, whatever it is called', async () => {
  const field = 'companies.logo'
  const page = Buffer.from('<!doctype html><script>alert(1)</script>')
  const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  for (const wrong of [page, drawing, Buffer.from('%PDF-1.7\n')])
    expect(await upload(studio, petra, wrong, { name: 'logo.jpg', field })).toMatchObject({
      status: 422,
      body: { code: 'files.wrong_type' },
    })
  expect(
    await upload(studio, petra, Buffer.concat([(await photograph()).subarray(0, 300)]), { name: 'logo.jpg', field }),
  ).toMatchObject({
    status: 422,
    body: { code: 'files.unreadable_image' },
  })
  expect((await upload(studio, petra, randomBytes(10_000_001), { field })).status).toBe(413)
  expect((await upload(studio, petra, Buffer.alloc(0))).status).toBe(422)
  // What is taken elsewhere is never shown as a page, and cannot slip into a field by its id.
  const { id } = await bring(petra, page, { name: '../../etc/<b>page</b>.html' })
  const { headers } = await get(petra, `${id}/content?inline=1`)
  expect(headers).toMatchObject({ 'content-type': 'application/octet-stream', 'x-content-type-options': 'nosniff' })
  expect(headers['content-disposition']).toMatch(/^attachment; filename="b>page<_b>.html"|^attachment/)
  expect(await petra.post('/companies', { name: 'X', logo: [id] })).toMatchObject({
    status: 422,
    body: { fields: [{ path: 'logo', code: 'records.file_type' }] },
  })
})

it('only who may fill in a field brings files for it, and a file is never made without its bytes', async () => {
  expect((await upload(studio, carl, Buffer.from('x'))).status).toBe(403)
  expect((await upload(studio, stranger, Buffer.from('x'))).status).toBe(201)
  expect((await upload(studio, petra, Buffer.from('x'), { field: 'tasks.title' })).status).toBe(422)
  expect((await ana.post('/files', { name: 'empty' })).status).toBe(403)
  const file = await bring(petra, Buffer.from('x'))
  expect((await petra.patch(`/files/${file.id}`, { name: 'renamed.txt' })).status).toBe(200)
  expect((await petra.patch(`/files/${file.id}`, { sha256: '0' })).status).toBe(422)
})
