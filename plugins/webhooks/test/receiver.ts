import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { vi } from 'vitest'

export interface Received {
  readonly id: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly message: { id: string; type: string; data: Record<string, unknown>; record?: Record<string, unknown> }
}

/** A real receiver over HTTP; `answer` is what it does with a message, 204 unless told. */
export async function openReceiver() {
  const received: Received[] = []
  const receiver = {
    received,
    answer: (response: ServerResponse, _one: Received): unknown => response.writeHead(204).end(),
    url: '',
    types: () => received.map(({ message }) => message.type),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString()
    const one = { id: String(request.headers['webhook-id']), headers: request.headers, body, message: JSON.parse(body) }
    received.push(one)
    receiver.answer(response, one)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  return receiver
}

export type Receiver = Awaited<ReturnType<typeof openReceiver>>

/** What another hand's implementation of Standard Webhooks makes of it, at that moment. @throws where the signature is not right */
export function verify(secret: string, { body, headers }: Received, at: string): unknown {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(at) })
  try {
    return new Webhook(secret).verify(body, headers as Record<string, string>)
  } finally {
    vi.useRealTimers()
  }
}
