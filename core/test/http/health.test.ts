import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '../../src/http/app.ts'
import { healthRoutes } from '../../src/http/health-routes.ts'
import type { SignedIn } from '../../src/http/request.ts'
import { stopGracefully } from '../../src/http/shutdown.ts'
import { openFigures } from '../../src/telemetry/figures.ts'
import { openShop, type Shop } from './shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop?.platform.close())

describe('health', () => {
  test('alive and ready, to whoever asks', async () => {
    expect((await shop.platform.app.inject('/health/live')).json()).toEqual({ status: 'ok' })
    const ready = await shop.platform.app.inject('/health/ready')
    expect([ready.statusCode, ready.json()]).toMatchObject([
      200,
      // Nobody delivers here, which is told and keeps nobody out.
      { status: 'ok', parts: { database: true, accepting: true }, worker: false },
    ])
  })

  test('not ready when a part cannot work or hangs; still alive', async () => {
    const app = Fastify()
    const { database } = shop.platform
    const checks = {
      worker: () => false,
      broken: () => Promise.reject(new Error('no')),
      slow: () => new Promise<boolean>(() => {}),
    }
    app.register(healthRoutes({ database, checks }))
    const ready = await app.inject('/health/ready')
    expect([ready.statusCode, ready.json()]).toEqual([
      503,
      { status: 'unavailable', parts: { database: true, worker: false, broken: false, slow: false, accepting: true } },
    ])
    expect((await app.inject('/health/live')).statusCode).toBe(200)
    await app.close()
  })
})

describe('metrics', () => {
  async function openMetrics(signedIn: SignedIn | null, token?: string) {
    const { engine, installed, vocabulary } = shop.platform
    const identification = {
      cookieName: 'c',
      resolveSession: async () => signedIn,
      resolveKey: async () => Promise.reject(new Error('nobody')),
      keyOfSigned: () => async () => Promise.reject(new Error('nobody')),
      resolveActing: async () => null,
      contextActing: async () => Promise.reject(new Error('nobody')),
      contextAtDoor: async () => Promise.reject(new Error('nobody')),
      contextFor: async () => Promise.reject(new Error('nobody')),
      contextSeen: async () => Promise.reject(new Error('nobody')),
      anonymousTranslator: () => vocabulary.translator('en'),
    }
    const figures = openFigures()
    figures.watchPool(engine.database)
    figures.watchEvents(async () => ({ waiting: 7, dead: 2 }))
    const app = buildApp({
      engine,
      installed,
      identification,
      areas: [],
      lendTo: () => ({}) as never,
      metrics: { figures, token },
    })
    await app.ready()
    return app
  }

  test('are there for this machine, a superadmin, and whoever has the token', async () => {
    const app = await openMetrics({ userId: 'u', sessionId: 's', superadmin: true }, 'a-long-token')
    const far = { url: '/metrics', remoteAddress: '192.0.2.1' }
    await app.inject('/api/goods/1')
    const here = await app.inject('/metrics')
    expect(here.statusCode).toBe(200)
    expect(here.body).toMatch(
      /http_request_duration_seconds_count\{method="GET",route="\/api\/goods\/:id",status="401"\} 1/,
    )
    expect(here.body).toMatch(/database_connections\{state="idle"\} \d/)
    expect(here.body).toContain('events_waiting 7')
    expect(here.body).toContain('dead_letters 2')
    expect(here.body).toContain('process_cpu_seconds_total')
    expect((await app.inject({ ...far, headers: { authorization: 'Bearer a-long-token' } })).statusCode).toBe(200)
    expect((await app.inject({ ...far, headers: { cookie: 'c=1' } })).statusCode).toBe(200)
    await app.close()
  })

  test('do not exist for anybody else, not through a proxy on this machine either', async () => {
    const app = await openMetrics({ userId: 'u', sessionId: 's', superadmin: false })
    const strange = [
      { remoteAddress: '192.0.2.1' },
      { remoteAddress: '127.0.0.1', headers: { 'x-forwarded-for': '192.0.2.1' } },
      { remoteAddress: '192.0.2.1', headers: { authorization: 'Bearer ' } },
      { remoteAddress: '192.0.2.1', headers: { cookie: 'c=1' } },
    ]
    for (const options of strange)
      expect((await app.inject({ url: '/metrics', ...options })).json().code).toBe('http.unknown_route')
    await app.close()
  })
})

test('told to stop, the app answers what has come, takes nothing new, and closes what lies below last', async () => {
  const app = Fastify({ forceCloseConnections: 'idle' })
  const events: string[] = []
  const { promise: streamOver, resolve: endStream } = Promise.withResolvers<void>()
  let arrived = 0
  app.get('/slow', async () => {
    arrived++
    await new Promise((resolve) => setTimeout(resolve, 150))
    events.push('answered')
    return 'fine'
  })
  app.get('/stream', async (_request, reply) => {
    reply.raw.write('begin')
    arrived++
    await streamOver
    events.push('stream over')
    reply.raw.end()
    return reply.hijack()
  })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const slow = fetch(`${address}/slow`).then((response) => response.text())
  const stream = fetch(`${address}/stream`).then((response) => response.text())
  await expect.poll(() => arrived).toBe(2)
  await stopGracefully({ app, endStreams: () => endStream(), afterwards: [() => events.push('database')] })
  expect(await slow).toBe('fine')
  expect(await stream).toBe('begin')
  expect(events).toEqual(['stream over', 'answered', 'database'])
  await expect(fetch(`${address}/slow`)).rejects.toThrow()
})

test('a request that never ends does not keep the process', async () => {
  const app = Fastify({ forceCloseConnections: 'idle' })
  app.get('/never', () => new Promise(() => {}))
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const never = fetch(`${address}/never`).catch(() => 'cut off')
  await new Promise((resolve) => setTimeout(resolve, 50))
  await stopGracefully({ app, afterwards: [], patience: 200 })
  expect(await never).toBe('cut off')
})
