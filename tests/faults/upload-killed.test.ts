import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readEnvironment } from '../../core/src/config/environment.ts'
import { startDatabase } from '../../core/src/database/start.ts'
import { type Server, startServer } from './server.ts'

let data: string
let server: Server | undefined
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'guildhall-upload-'))
})
afterAll(async () => {
  await server?.end('SIGKILL').catch(() => {})
  // A killed server leaves its PostgreSQL; starting and stopping once more ends it in order.
  await (await startDatabase(readEnvironment({ GUILDHALL_DATA: data }))).stop()
  rmSync(data, { recursive: true, force: true })
})

test('a server killed in the middle of an upload has what had arrived, and the upload goes on from there', {
  timeout: 180_000,
}, async () => {
  server = await startServer({ GUILDHALL_DATA: data })
  const password = server.said.demos?.[0]?.password ?? ''
  const film = randomBytes(40_000_000)
  let cookie = await enter(server.address, password)
  const metadata = `filename ${Buffer.from('film.mp4').toString('base64')},for ${Buffer.from('tasks.attachments').toString('base64')}`
  const begun = await fetch(`${server.address}/api/files/uploads`, {
    method: 'POST',
    headers: { cookie, 'upload-length': String(film.length), 'upload-metadata': metadata },
  })
  const path = begun.headers.get('location') ?? ''
  const sending = part(server.address, path, cookie, 0, slowly(film)).catch(() => null)
  await sleep(1_500)
  await server.end('SIGKILL')
  await sending

  server = await startServer({ GUILDHALL_DATA: data })
  cookie = await enter(server.address, password)
  const head = await fetch(`${server.address}${path}`, { method: 'HEAD', headers: { cookie } })
  const offset = Number(head.headers.get('upload-offset'))
  expect(offset).toBeGreaterThan(0)
  expect(offset).toBeLessThan(film.length)
  const done = await part(server.address, path, cookie, offset, film.subarray(offset))
  expect(done.status).toBe(200)
  const { id } = (await done.json()) as { id: string }
  const content = await fetch(`${server.address}/api/files/${id}/content`, { headers: { cookie } })
  expect(Buffer.from(await content.arrayBuffer()).equals(film)).toBe(true)
})

async function enter(address: string, password: string): Promise<string> {
  const login = await fetch(`${address}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'elena@studionord.example', password }),
  })
  return login.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
}

function part(address: string, path: string, cookie: string, offset: number, body: Uint8Array | ReadableStream) {
  return fetch(`${address}${path}`, {
    method: 'PATCH',
    headers: { cookie, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
    body,
    duplex: 'half',
  } as RequestInit)
}

/** As over a slow line: a megabyte at a time. */
function slowly(bytes: Buffer): ReadableStream {
  let at = 0
  return new ReadableStream({
    async pull(controller) {
      await sleep(100)
      controller.enqueue(bytes.subarray(at, at + 1_000_000))
      at += 1_000_000
      if (at >= bytes.length) controller.close()
    },
  })
}
