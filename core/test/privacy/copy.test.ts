import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addMember, type Caller, type TestPlatform } from '../../testing/index.ts'
import { openInn, openTenant } from './inn.ts'

let platform: TestPlatform
let inn: Awaited<ReturnType<typeof openTenant>>
let admin: Caller
let worker: Caller
beforeAll(async () => {
  platform = await openInn()
  inn = await openTenant(platform, 'inn')
  admin = await platform.signIn('admin@inn.example')
  worker = await platform.signIn('worker@inn.example')
})
afterAll(() => platform?.close())

/** The files of an archive by name (PKWARE APPNOTE 4.3.12: the central directory says where each is). */
function unzip(bytes: Buffer): Map<string, string> {
  const files = new Map<string, string>()
  for (let at = bytes.readUInt32LE(bytes.length - 6); bytes.readUInt32LE(at) === 0x02014b50; ) {
    const [packed, length, start] = [
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt32LE(at + 42),
    ]
    const name = bytes.toString('utf8', at + 46, at + 46 + length)
    const data = start + 30 + bytes.readUInt16LE(start + 26)
    files.set(name, inflateRawSync(bytes.subarray(data, data + packed)).toString('utf8'))
    at += 46 + length
  }
  return files
}

async function fetchCopy(caller: Caller, id: string): Promise<Map<string, string>> {
  const answer = await caller('GET', `/api/privacy/requests/${id}/file`)
  expect(answer.statusCode, answer.body).toBe(200)
  expect(answer.headers['content-disposition']).toMatch(/attachment; filename="inn-.*\.zip"/)
  return unzip(answer.rawPayload)
}

test('a person fetches all that is kept about him, in his language, and nothing of others', async () => {
  const lena = await addMember(platform, inn.id, {
    name: 'Lena Lang',
    email: 'lena@inn.example',
    archetype: 'worker',
    language: 'ru',
  })
  const herself = await platform.signIn('lena@inn.example')
  await herself('PATCH', `/api/people/${lena}`, { language: 'ru' })
  const make = async (url: string, body: object, caller = admin) => (await caller('POST', url, body)).data.id
  const guest = await make('/api/guests', { name: 'Lena Guest', passport: 'L-1', nicknames: ['Lenusha'], person: lena })
  const other = await make(
    '/api/guests',
    { name: 'Otto Other', passport: 'O-1', email: 'otto@private.example' },
    herself,
  )
  await make('/api/remarks', { guest, text: '=sleeps(late)' })
  await make('/api/remarks', { guest: other, text: 'Otto owes money' })
  await make('/api/parties', { name: 'New Year', host: lena, invited: [other] })
  await admin('PATCH', `/api/guests/${guest}`, { name: 'Lena the Guest' })

  const asked = await herself('POST', '/api/auth/privacy/copies', {})
  expect(asked.statusCode, asked.body).toBe(201)
  expect((await herself('POST', '/api/auth/privacy/copies', {})).data.code).toBe('privacy.already_asked')
  await platform.events.drain()
  expect((await herself('GET', '/api/auth/privacy')).data).toMatchObject([
    { kind: 'copy', state: 'done', isMine: true },
  ])

  for (const stranger of [admin, worker])
    expect((await stranger('GET', `/api/privacy/requests/${asked.data.id}/file`)).statusCode).toBe(404)
  const files = await fetchCopy(herself, asked.data.id)
  const json = (name: string) => JSON.parse(files.get(`json/${name}.json`) ?? '')
  expect(json('account')).toMatchObject([{ email: 'lena@inn.example' }])
  expect(json('records-guests')).toMatchObject([
    { name: 'Lena the Guest', nicknames: ['Lenusha'], person: { id: lena, name: 'Lena Lang' } },
  ])
  expect(json('records-remarks')).toMatchObject([{ text: '=sleeps(late)' }])
  expect(json('named-in')).toMatchObject([{ resource: 'parties', field: 'host', title: 'New Year' }])
  expect(json('hotel-wishes')).toEqual([{ wish: 'for 2' }])
  expect(json('sign-ins').length).toBeGreaterThan(0)
  const changes = JSON.stringify(json('changes-about-you'))
  expect(changes).toContain('Lena Guest')
  expect(json('done-by-you').find(({ record }: { record: string }) => record === other)).toMatchObject({
    action: 'create',
    withheld: expect.arrayContaining(['name', 'email']),
  })
  expect(files.get('csv/records-remarks.csv')).toContain("'=sleeps(late)")
  expect(files.get('index.html')).toContain('<html lang="ru">')
  expect(files.get('index.html')).toContain('Какие данные хранятся: Lena Lang')
  const everything = [...files.values()].join('\n')
  for (const foreign of ['Otto Other', 'otto@private', 'O-1', 'owes money', 'password', 'argon2', 'token_hash'])
    expect(everything.includes(foreign), foreign).toBe(false)
  const history = await platform.events.pool.query(
    `select action from guildhall.history where resource = 'privacy' order by id`,
  )
  expect(history.rows.map(({ action }) => action)).toEqual(['copy', 'fetch-copy'])
})

test('the archive opens with the tools people have', async () => {
  const { data } = await admin('POST', '/api/privacy/copies', { resource: 'people', record: inn.people.other })
  await platform.events.drain()
  const { rawPayload } = await admin('GET', `/api/privacy/requests/${data.id}/file`)
  const folder = await mkdtemp(join(tmpdir(), 'guildhall-copy-'))
  try {
    await writeFile(join(folder, 'copy.zip'), rawPayload)
    const { status } = spawnSync('python3', ['-m', 'zipfile', '-e', 'copy.zip', 'out'], { cwd: folder })
    if (status === 0) expect(await readFile(join(folder, 'out/index.html'), 'utf8')).toContain('other of inn')
    // What tells of his login elsewhere is for himself.
    expect(unzip(rawPayload).has('json/sessions.json')).toBe(false)
    expect(unzip(rawPayload).has('json/sign-ins-elsewhere.json')).toBe(false)
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('a copy is for a time, for whom it was made, and not made without end', async () => {
  const guest = (await admin('POST', '/api/guests', { name: 'Ghost', passport: 'G-1' })).data.id
  const ask = (to: string) => admin('POST', '/api/privacy/copies', { resource: 'guests', record: guest, to })
  expect((await ask('person')).data.code).toBe('privacy.cannot_fetch')
  expect((await worker('POST', '/api/privacy/copies', { resource: 'guests', record: guest })).statusCode).toBe(403)
  const ids: string[] = []
  for (let count = 0; count < 3; count++) {
    ids.push((await ask('asker')).data.id)
    await platform.events.drain()
  }
  const refused = await ask('asker')
  expect([refused.statusCode, refused.data.code]).toEqual([429, 'privacy.too_many_copies'])
  await fetchCopy(admin, ids[0] ?? '')
  platform.clock.set(new Date(Date.parse(platform.clock.now()) + 8 * 86_400_000).toISOString())
  await platform.privacy.workAll()
  const later = await platform.signIn('admin@inn.example')
  expect((await later('GET', `/api/privacy/requests/${ids[0]}/file`)).statusCode).toBe(410)
  const { rows } = await platform.events.pool.query('select count(*)::int as n from guildhall.privacy_parts')
  expect(rows[0].n).toBe(0)
})
