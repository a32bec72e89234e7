import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isPublicAddress } from '../../src/outbound/address.ts'
import type { Resolve } from '../../src/outbound/lookup.ts'
import { openOutbound } from '../../src/outbound/outbound.ts'

let server: Server
let port: number
let asked: string[] = []
const answer: Record<string, RequestListener> = {
  '/plain': (_request, reply) => reply.setHeader('x-is', 'there').end('hello'),
  '/away': (_request, reply) => reply.writeHead(302, { location: '/plain' }).end(),
  '/silent': () => {},
  '/slow': (_request, reply) => reply.write('a'),
  '/long': (_request, reply) => reply.end('x'.repeat(2_000)),
  '/said-long': (_request, reply) => reply.writeHead(200, { 'content-length': '2000' }).end('x'.repeat(2_000)),
}
beforeAll(async () => {
  server = createServer((request, reply) => {
    asked.push(`${request.method} ${request.url}`)
    answer[request.url ?? '']?.(request, reply)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const free = openOutbound({ mayBePrivate: true, largest: 1_000, patience: { head: 300, whole: 600 } })
const ask = (path: string, outbound = free) =>
  outbound.ask(new URL(`http://127.0.0.1:${port}${path}`), { method: 'GET' })

describe('an address', () => {
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.255.255',
    '192.168.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '192.0.2.1',
    '::1',
    '::',
    'fe80::1',
    'fd00:ec2::254',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    'example.org',
    '',
  ])('%s is none of the open internet', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  test.each(['8.8.8.8', '172.32.0.1', '93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946', '2a00:1450::1'])(
    '%s is one',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )
})

describe('asking a server that somebody named', () => {
  test('gives what it answers, as it comes', async () => {
    const { status, headers, body } = await ask('/plain')
    expect([status, headers['x-is'], await text(body)]).toEqual([200, 'there', 'hello'])
  })

  test('does not follow it elsewhere', async () => {
    asked = []
    const { status, body } = await ask('/away')
    body.resume()
    expect([status, asked]).toEqual([302, ['GET /away']])
  })

  test('waits neither for the beginning nor for the end for ever', async () => {
    await expect(ask('/silent')).rejects.toMatchObject({ code: 'outbound.timed_out' })
    const { body } = await ask('/slow')
    await expect(text(body)).rejects.toThrow()
  })

  test('takes no more than it was told to', async () => {
    await expect(ask('/said-long')).rejects.toMatchObject({ code: 'outbound.too_large' })
    answer['/long'] = (_request, reply) => {
      reply.write('x'.repeat(900))
      reply.end('x'.repeat(900))
    }
    const { body } = await ask('/long')
    await expect(text(body)).rejects.toMatchObject({ code: 'outbound.too_large' })
  })

  test('says so where nobody answers', async () => {
    const gone = new URL('http://127.0.0.1:1/')
    await expect(free.ask(gone, { method: 'GET' })).rejects.toMatchObject({ code: 'outbound.unreachable', status: 502 })
  })
})

describe('the own network', () => {
  const careful = (resolve?: Resolve) => openOutbound({ mayBePrivate: false, ...(resolve && { resolve }) })
  const named = (...addresses: string[]): Resolve => {
    let n = 0
    return (_host, _options, done) => {
      const address = addresses[Math.min(n++, addresses.length - 1)] ?? ''
      done(null, [{ address, family: address.includes(':') ? 6 : 4 }])
    }
  }

  test.each([
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:169.254.169.254]/',
    'https://10.0.0.8:8443/',
  ])('is not asked by a number: %s', (address) => {
    expect(() => careful().fit(address)).toThrow('outbound.address_private')
  })

  test('is not asked by a name either', async () => {
    await expect(careful().ask(new URL('https://localhost:1/'), { method: 'GET' })).rejects.toMatchObject({
      code: 'outbound.address_private',
    })
    for (const address of ['169.254.169.254', '::1', '::ffff:10.0.0.1'])
      await expect(
        careful(named(address)).ask(new URL('https://innocent.example/'), { method: 'GET' }),
      ).rejects.toMatchObject({ code: 'outbound.address_private' })
  })

  test('is not asked where one of several addresses leads there', async () => {
    const both: Resolve = (_host, _options, done) =>
      done(null, [
        { address: '8.8.8.8', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ])
    await expect(careful(both).ask(new URL('https://two.example/'), { method: 'GET' })).rejects.toMatchObject({
      code: 'outbound.address_private',
    })
  })

  test('is not asked by a name that answers otherwise the second time: it is resolved once', async () => {
    asked = []
    const rebinding = named('127.0.0.1', '8.8.8.8')
    const outbound = openOutbound({ mayBePrivate: false, resolve: rebinding })
    await expect(
      outbound.ask(new URL(`https://rebind.example:${port}/plain`), { method: 'GET' }),
    ).rejects.toMatchObject({
      code: 'outbound.address_private',
    })
    expect(asked).toEqual([])
  })

  test('is asked where the operator allows it, by http then, too', async () => {
    expect(free.fit('http://127.0.0.1:3000').port).toBe('3000')
    expect((await ask('/plain')).status).toBe(200)
  })

  test.each([
    'http://crm.example/',
    'ftp://crm.example/',
    'https://user:word@crm.example/',
    'file:///etc/passwd',
    'crm',
  ])('%s is no address to ask at all', (address) => {
    expect(() => careful().fit(address)).toThrow('outbound.address_unfit')
  })
})

describe('a connection for what is not HTTP', () => {
  test('is opened where it may be', async () => {
    const socket = await free.connect('127.0.0.1', port)
    expect(socket.remotePort).toBe(port)
    socket.destroy()
  })
  test('is refused into the own network, by number and by a name that turns out to be there', async () => {
    const closed = openOutbound({ mayBePrivate: false })
    await expect(closed.connect('127.0.0.1', port)).rejects.toMatchObject({ code: 'outbound.address_private' })
    const resolve: Resolve = (_host, _options, done) => done(null, [{ address: '10.0.0.1', family: 4 }])
    const named = openOutbound({ mayBePrivate: false, resolve })
    await expect(named.connect('mail.example', 25)).rejects.toMatchObject({ code: 'outbound.address_private' })
  })
  test('says so where nobody answers', async () => {
    await expect(free.connect('127.0.0.1', 9)).rejects.toMatchObject({ code: 'outbound.unreachable' })
  })
})
