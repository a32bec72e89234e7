import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import Fastify from 'fastify'
import { type Command, startCommand } from './command.ts'

/**
 * A large file brought to the server and fetched from it again, with the memory it took, beside a bare Fastify server that only sends what
 * lies in a folder. The size in MiB can be given; what is measured is bytes a second and how far memory rose.
 */
const mebibyte = 1024 ** 2
const size = Number(process.argv[2] ?? 2048) * mebibyte
const rounds = 3
const folder = await mkdtemp(join(tmpdir(), 'guildhall-bench-files-'))
const server = await startCommand('files')
const floor = await startFloor()
try {
  const before = await server.memory()
  const watch = watching(server)
  const began = performance.now()
  const id = await upload()
  const uploadSeconds = (performance.now() - began) / 1000
  const rates = { guildhall: [] as number[], floor: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    rates.guildhall.push(await download(`${server.address}/api/files/${id}/content`, { cookie: server.cookie }))
    rates.floor.push(await download(`${floor.url}/file`, {}))
  }
  const highest = watch()
  await fetch(`${server.address}/api/files/${id}`, { method: 'DELETE', headers: { cookie: server.cookie } })
  const [guildhall, bare] = [Math.max(...rates.guildhall), Math.max(...rates.floor)]
  console.log(
    JSON.stringify(
      {
        mebibytes: size / mebibyte,
        downloadRatio: Math.round((guildhall / bare) * 100) / 100,
        mebibytesPerSecond: {
          upload: Math.round(size / mebibyte / uploadSeconds),
          download: Math.round(guildhall / mebibyte),
          floor: Math.round(bare / mebibyte),
        },
        memoryRoseBy: `${Math.round((highest - before) / mebibyte)} MiB`,
      },
      null,
      2,
    ),
  )
} finally {
  await floor.close()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}

/** Sends a file as a server does that knows nobody. */
async function startFloor() {
  const path = join(folder, 'file')
  await pipeline(Readable.from(noise()), createWriteStream(path))
  const app = Fastify()
  app.get('/file', async (_request, reply) => {
    reply.header('content-length', (await stat(path)).size).type('application/octet-stream')
    return reply.send(createReadStream(path, { highWaterMark: 256 * 1024 }))
  })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  return { url, close: () => app.close() }
}

async function upload(): Promise<string> {
  const { hostname, port } = new URL(server.address)
  const asked = request({
    ...{ hostname, port, method: 'POST', path: '/api/files/upload?name=large.bin&for=tasks.attachments' },
    headers: { cookie: server.cookie, 'content-type': 'application/octet-stream', 'content-length': size },
  })
  const answered = new Promise<{ status: number; text: string }>((done, failed) => {
    asked.on('error', failed)
    asked.on('response', async (answer) => {
      const parts = await answer.toArray()
      done({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString() })
    })
  })
  // Who is refused is told so before all is sent.
  const { status, text } = await Promise.race([answered, pipeline(Readable.from(noise()), asked).then(() => answered)])
  if (status !== 201) throw new Error(`${status} ${text}`)
  return (JSON.parse(text) as { id: string }).id
}

/** Bytes a second. */
async function download(url: string, headers: Record<string, string>): Promise<number> {
  const began = performance.now()
  let received = 0
  await new Promise<void>((done, failed) => {
    request(url, { headers }, (answer) => {
      answer.on('data', (chunk: Buffer) => {
        received += chunk.length
      })
      answer.on('end', done)
      answer.on('error', failed)
    })
      .on('error', failed)
      .end()
  })
  if (received !== size) throw new Error(`${url}: ${received} of ${size} bytes`)
  return received / ((performance.now() - began) / 1000)
}

/** What nobody takes for text or a picture, and no two runs have alike. */
function* noise(): Generator<Buffer> {
  const chunk = Buffer.alloc(mebibyte, crypto.randomUUID())
  for (let sent = 0; sent < size; sent += mebibyte) {
    chunk.writeUInt32BE(sent / mebibyte, 0)
    yield Buffer.from(chunk)
  }
}

/** The most memory that was seen until it is asked. */
function watching({ memory }: Command): () => number {
  let highest = 0
  const timer = setInterval(() => {
    memory().then(
      (bytes) => {
        highest = Math.max(highest, bytes)
      },
      () => {},
    )
  }, 50)
  return () => {
    clearInterval(timer)
    return highest
  }
}
