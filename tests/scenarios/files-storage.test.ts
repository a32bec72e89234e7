import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import S3rver from 's3rver'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bytes, photograph, upload } from '../files.ts'
import { type Member, openStudio, type Studio } from '../studio.ts'

const folder = mkdtempSync(join(tmpdir(), 'guildhall-storage-'))
const s3 = new S3rver({
  port: 0,
  address: '127.0.0.1',
  silent: true,
  directory: join(folder, 's3'),
  configureBuckets: [{ name: 'bucket', configs: [] }],
})
let s3Url = ''
beforeAll(async () => {
  const { port } = await s3.run()
  s3Url = `s3://S3RVER:S3RVER@bucket/house?endpoint=http://127.0.0.1:${port}`
})
afterAll(async () => {
  await s3.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A business with a task to hang files on. */
async function opened(filesUrl: string, more = {}) {
  const studio = await openStudio({ filesUrl, ...more })
  const petra = await studio.person('Petra', 'manager')
  const wanda = await studio.person('Wanda', 'worker')
  const project = await petra.make('projects', { name: 'House' })
  return { studio, petra, wanda, project }
}

const tus = (studio: Studio, { cookie }: Pick<Member, 'cookie'>) => {
  const send = (method: string, url: string, headers: object = {}, payload?: Buffer) =>
    studio.platform.app.inject({
      method: method as 'PATCH',
      url,
      headers: { cookie, 'tus-resumable': '1.0.0', ...headers },
      ...(payload && { payload }),
    })
  const encoded = (text: string) => Buffer.from(text).toString('base64')
  return {
    async begin(length: number, name = 'film.bin', field = 'tasks.attachments') {
      const metadata = `filename ${encoded(name)},for ${encoded(field)}`
      return send('POST', '/api/files/uploads', { 'upload-length': String(length), 'upload-metadata': metadata })
    },
    part: (url: string, offset: number, data: Buffer) =>
      send('PATCH', url, { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) }, data),
    offset: async (url: string) => (await send('HEAD', url)).headers['upload-offset'],
    stop: (url: string) => send('DELETE', url),
  }
}

describe.each([
  ['in a folder', () => `file:${join(folder, 'disk')}`],
  ['in S3', () => s3Url],
])('files %s', (_, address) => {
  let house: Awaited<ReturnType<typeof opened>>
  beforeAll(async () => {
    house = await opened(address())
  })
  afterAll(() => house?.studio.close())

  it('are what they were, whole and in parts, and as pictures', async () => {
    const { studio, petra } = house
    const data = randomBytes(300_000)
    const { body: file } = await upload(studio, petra, data)
    expect((await bytes(studio, petra, `/api/files/${file.id}/content`)).body.equals(data)).toBe(true)
    const part = await bytes(studio, petra, `/api/files/${file.id}/content`, { range: 'bytes=1000-1999' })
    expect(part.body.equals(data.subarray(1000, 2000))).toBe(true)
    const { body: photo } = await upload(studio, petra, await photograph())
    expect((await bytes(studio, petra, `/api/files/${photo.id}/thumbnail`)).headers['content-type']).toBe('image/webp')
    expect((await bytes(studio, petra, `/api/files/${photo.id}/content`)).body.includes('Somephone')).toBe(false)
  })

  it('S1.18 arrive in parts, and go on where they broke off, by who began them alone', async () => {
    const { studio, petra, wanda } = house
    const data = randomBytes(9_000_000)
    const { begin, part, offset } = tus(studio, petra)
    const url = String((await begin(data.length)).headers.location)
    expect((await part(url, 0, data.subarray(0, 5_000_000))).statusCode).toBe(204)
    expect(await offset(url)).toBe('5000000')
    expect((await part(url, 4_000_000, data.subarray(4_000_000))).statusCode).toBe(409)
    expect((await tus(studio, wanda).part(url, 5_000_000, data.subarray(5_000_000))).statusCode).toBe(404)
    const beside = await studio.platform.beside()
    const last = await beside.app.inject({
      method: 'PATCH',
      url,
      headers: { cookie: petra.cookie, 'content-type': 'application/offset+octet-stream', 'upload-offset': '5000000' },
      payload: data.subarray(5_000_000),
    })
    await beside.close()
    expect(last.json()).toMatchObject({ name: 'film.bin', size: 9_000_000 })
    expect((await bytes(studio, petra, `/api/files/${last.json().id}/content`)).body.equals(data)).toBe(true)
    expect(await offset(url)).toBeUndefined()
  })

  it('an upload that is given up is gone, and one that is longer than it said is refused', async () => {
    const { studio, petra } = house
    const { begin, part, offset, stop } = tus(studio, petra)
    const url = String((await begin(100)).headers.location)
    expect((await part(url, 0, Buffer.alloc(200, 'x'))).statusCode).toBe(422)
    expect((await stop(url)).statusCode).toBe(204)
    expect(await offset(url)).toBeUndefined()
    expect((await begin(6_000_000_000)).statusCode).toBe(413)
  })

  it('that no record names are collected after a while, their bytes with the last of them, and no others', async () => {
    const { studio, petra, project } = house
    const data = randomBytes(2000)
    const [one, two, kept] = [
      await upload(studio, petra, data),
      await upload(studio, petra, data),
      await upload(studio, petra, randomBytes(99)),
    ]
    const last = await petra.make('tasks', { project: project.id, title: 'T', attachments: [kept.body.id] })
    const task = await petra.make('tasks', { project: project.id, title: 'T', attachments: [two.body.id] })
    const rows = async () => (await studio.query('select count(*)::int as n from public.file_contents'))[0].n as number
    const before = await rows()
    const collect = async (now: string) => {
      studio.setNow(now)
      const { platform, tenantId } = studio
      const work = await platform.lend({ tenantId, plugin: 'files', data: null, id: 'x', progress: async () => {} })
      const job = platform.installed.plugin('files')?.jobs?.collect
      if (job && 'steps' in job) await job.steps(work)
    }
    await collect('2026-03-16T09:00:00.000Z')
    expect((await petra.get(`/files/${one.body.id}`)).status).toBe(200)
    await collect('2026-03-18T09:00:00.000Z')
    expect((await petra.get(`/files/${one.body.id}`)).status).toBe(404)
    expect((await bytes(studio, petra, `/api/files/${two.body.id}/content`)).body.equals(data)).toBe(true)
    await petra.patch(`/tasks/${task.id}`, { attachments: [] })
    await collect('2026-03-19T09:00:00.000Z')
    expect((await petra.get(`/files/${two.body.id}`)).status).toBe(200)
    await collect('2026-03-27T09:00:00.000Z')
    expect((await petra.get(`/files/${two.body.id}`)).status).toBe(404)
    expect((await petra.get(`/files/${kept.body.id}`)).status).toBe(200)
    expect(await rows()).toBeLessThan(before)
    // What a later version was before is kept with it.
    const newer = await upload(studio, petra, randomBytes(80), { replaces: kept.body.id })
    await petra.patch(`/tasks/${last.id}`, { attachments: [newer.body.id] })
    await collect('2026-03-27T09:00:00.000Z')
    await collect('2026-04-04T09:00:00.000Z')
    expect((await petra.get(`/files/${kept.body.id}`)).status).toBe(200)
    await petra.patch(`/tasks/${last.id}`, { attachments: [] })
    await collect('2026-04-05T09:00:00.000Z')
    await collect('2026-04-13T09:00:00.000Z')
    for (const { body } of [newer, kept]) expect((await petra.get(`/files/${body.id}`)).status).toBe(404)
    studio.setNow('2026-03-10T09:00:00.000Z')
  })
})

it('bytes that are gone or are not those that were brought are found and named', async () => {
  const place = join(folder, 'kept')
  const { studio, petra } = await opened(`file:${place}`)
  const [first, second] = [
    await upload(studio, petra, randomBytes(500), { name: 'first.bin' }),
    await upload(studio, petra, randomBytes(500), { name: 'second.bin' }),
  ]
  const { platform, tenantId } = studio
  const files = platform.installed.plugin('files')
  const desk = await platform.desk({ tenantId, plugin: 'files', reason: 'test' })
  const check = () => files?.checks?.stored?.(desk)
  const verify = (full: boolean) => files?.commands?.verify?.run(desk, { full })
  expect(await check()).toMatchObject([{ level: 'ok', params: { count: 2 } }])
  expect(await verify(true)).toMatchObject({ failed: false, data: { contents: 2, bytes: 1000 } })

  const pathOf = async (sha256: string) => {
    const below = join(place, tenantId, 'blobs', sha256.slice(0, 2))
    return join(below, (await readdir(below)).find((name) => name.startsWith(sha256)) ?? '')
  }
  writeFileSync(await pathOf(first.body.sha256), randomBytes(500))
  expect(await verify(false)).toMatchObject({ failed: false })
  expect(await verify(true)).toMatchObject({ failed: true, data: { changed: ['first.bin'], missing: [] } })
  rmSync(await pathOf(second.body.sha256))
  expect(await check()).toMatchObject([
    {
      level: 'fail',
      text: 'files:checks.missing',
      params: { names: 'second.bin' },
      remedy: { text: 'files:checks.bringBack' },
    },
  ])
  await studio.close()
})

describe('where there is no room', () => {
  it('a tenant has what its quota gives, the same bytes counted once, and two at once do not pass it together', async () => {
    const { studio, petra } = await opened(`file:${join(folder, 'quota')}`)
    const root = await studio.superadmin()
    const quotas = await root.call('PUT', `/tenants/${studio.tenantId}/quotas`, { quotas: { 'files.storage': 3 } })
    expect(quotas.status).toBe(200)
    const first = randomBytes(1_400_000)
    expect((await upload(studio, petra, first)).status).toBe(201)
    expect((await upload(studio, petra, first)).status).toBe(201)
    const both = await Promise.all([1, 2].map(() => upload(studio, petra, randomBytes(1_400_000))))
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(both.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'quotas.sum' })
    expect((await root.get(`/tenants/${studio.tenantId}/quotas`)).body).toEqual([
      { quota: 'files.storage', most: 3, used: 3 },
    ])
    await studio.close()
    // What was refused does not lie about.
    const left = (await readdir(join(folder, 'quota'), { recursive: true })).filter((name) => /uploads\/./.test(name))
    expect(left).toEqual([])
  })

  it.skipIf(process.getuid?.() !== 0)(
    'a full disk refuses, keeps nothing half, and loses nothing that was there',
    async () => {
      const small = mkdtempSync(join(folder, 'small-'))
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', small])
      const { studio, petra } = await opened(`file:${small}`)
      try {
        const data = randomBytes(500_000)
        const { body: file } = await upload(studio, petra, data)
        expect(await upload(studio, petra, randomBytes(3_000_000))).toMatchObject({
          status: 507,
          body: { code: 'files.storage_full' },
        })
        expect((await bytes(studio, petra, `/api/files/${file.id}/content`)).body.equals(data)).toBe(true)
        expect((await upload(studio, petra, randomBytes(500_000))).status).toBe(201)
        expect((await petra.list('files')).body).toHaveLength(2)
      } finally {
        await studio.close()
        execFileSync('umount', [small])
      }
    },
  )
})

it('what a scanner finds infected is not kept, and nothing is where it does not answer', async () => {
  const clamd = await fakeClamd()
  const { studio, petra } = await opened(`file:${join(folder, 'scanned')}`, { filesScanner: clamd.address })
  expect((await upload(studio, petra, Buffer.from('harmless'))).status).toBe(201)
  expect(await upload(studio, petra, Buffer.from('an EICAR in it'))).toMatchObject({
    status: 422,
    body: { code: 'files.infected' },
  })
  await clamd.close()
  expect(await upload(studio, petra, Buffer.from('whatever'))).toMatchObject({ status: 503 })
  expect((await petra.list('files')).body).toHaveLength(1)
  await studio.close()
})

/** Speaks as clamd does: the command, pieces with their lengths before them, an empty one at the end. */
async function fakeClamd() {
  const server: Server = createServer((socket) => {
    let text = Buffer.alloc(0)
    socket.on('data', (chunk) => {
      text = Buffer.concat([text, chunk as Buffer])
      if (text.length > 14 && text.subarray(-4).equals(Buffer.alloc(4)))
        socket.end(text.includes('EICAR') ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return { address: `127.0.0.1:${port}`, close: () => new Promise((resolve) => server.close(resolve)) }
}

it('S2.31 a business takes the bytes of its files along in its archive, loses them when it ends, and has them again with it', async () => {
  const place = join(folder, 'travelling')
  const { studio, petra } = await opened(`file:${place}`)
  const { platform, tenantId } = studio
  const data = randomBytes(100_000)
  const { body: file } = await upload(studio, petra, data)
  const archive = join(folder, 'studio.sealed')
  const passphrase = 'a passphrase of some length'
  await pipeline(await platform.archives.write(tenantId, { passphrase }), createWriteStream(archive))
  const { kept } = await platform.archives.check(archive, passphrase)
  expect(kept).toMatchObject([{ size: 100_000, sha256: file.sha256 }])
  const left = async () => (await readdir(place, { recursive: true })).filter((name) => name.includes(file.sha256))
  expect(await left()).toHaveLength(1)

  const system = await platform.tenancy.contextForSystem(tenantId, 'test')
  await platform.deletions.ask(tenantId, { slug: 'studio' }, system)
  expect(await left()).toHaveLength(1)
  expect(await platform.deletions.purge(tenantId, { isNow: true })).toBe(true)
  expect(await left()).toEqual([])

  await platform.archives.restore(archive, { passphrase })
  const again = await studio.signedIn(petra.id, petra.email)
  expect((await bytes(studio, again, `/api/files/${file.id}/content`)).body.equals(data)).toBe(true)
  await studio.close()
}, 120_000)
