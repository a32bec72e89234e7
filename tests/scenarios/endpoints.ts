import { createECDH, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { decrypt } from 'http_ece'

export interface Heard {
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

/** A real HTTP server that keeps what it is sent, and answers what it is told to. */
export async function startEndpoint() {
  const heard: Heard[] = []
  let status = 201
  const server = createServer((request, answer) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      heard.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) })
      answer.writeHead(status).end(status < 300 ? 'taken' : 'not taken')
    })
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  return {
    heard,
    address: `http://127.0.0.1:${port}`,
    answer: (next: number) => {
      status = next
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

/** What a browser has: a pair of keys that stays with it, and reads what was encrypted for it (RFC 8291). */
export function openBrowser(address: string) {
  const pair = createECDH('prime256v1')
  pair.generateKeys()
  const auth = randomBytes(16).toString('base64url')
  const path = `/push/${randomBytes(8).toString('hex')}`
  return {
    path,
    subscription: (label: string) => ({
      label,
      endpoint: `${address}${path}`,
      keys: { p256dh: pair.getPublicKey('base64url'), auth },
    }),
    read: (body: Buffer) =>
      JSON.parse(decrypt(body, { version: 'aes128gcm', privateKey: pair, authSecret: auth }).toString()),
  }
}
