import { can, type Scope } from '@guildhall/sdk'
import type { FastifyInstance } from 'fastify'
import Fastify from 'fastify'
import { afterEach, describe, expect, test } from 'vitest'
import { createLiveStream, eventRoutes, type LiveStream, type LiveStreamOptions } from '../../src/events/index.ts'
import type { Context } from '../../src/records/context.ts'
import { beds, type Garden, noteTaker, openGarden, registry, type Setup, type Tenant } from './garden.ts'
import { until } from './until.ts'

let garden: Garden
let app: FastifyInstance
let stream: LiveStream
const readers: Reader[] = []
afterEach(async () => {
  for (const reader of readers.splice(0)) await reader.leave()
  // The client opens connections ahead, which a server that waits for its readers would wait for too.
  const closing = app.close()
  app.server.closeAllConnections()
  await closing
  await garden.close()
})

/** Who asks is named by a header; the test keeps what each may do. */
const people = new Map<string, (fresh: boolean) => Promise<Context>>()

async function open(options: Partial<LiveStreamOptions> = {}, setup: Setup = {}): Promise<string> {
  garden = await openGarden(setup)
  await garden.events.start()
  stream = createLiveStream({ events: garden.events, registry, log: { info() {}, warn() {}, error() {} }, ...options })
  app = Fastify({ forceCloseConnections: 'idle' })
  app.addHook('onRequest', async (request) => {
    request.contextSource = people.get(String(request.headers.person)) as never
  })
  app.setErrorHandler((error: { status?: number; code: string }, _, reply) =>
    reply.code(error.status ?? 500).send({ code: error.code }),
  )
  app.register(eventRoutes({ events: garden.events, stream, mayOperate: ({ actor }) => actor.label === 'admin' }))
  return app.listen({ port: 0 })
}

let number = 0
function person(make: (fresh: boolean) => Promise<Context>): string {
  const name = `person ${++number}`
  const id = `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
  people.set(name, async (fresh) => {
    const context = await make(fresh)
    return { ...context, actor: { ...context.actor, id } }
  })
  return name
}

interface Message {
  readonly id?: string
  readonly event?: string
  readonly data?: { resource: string; id: string; version: number; type: string }
}

interface Reader {
  readonly status: number
  readonly messages: Message[]
  readonly lastId: string | undefined
  readonly raw: string
  readonly ended: boolean
  leave(): Promise<void>
}

async function read(address: string, who: string, lastEventId?: string): Promise<Reader> {
  const controller = new AbortController()
  const response = await fetch(`${address}/api/stream`, {
    signal: controller.signal,
    headers: { person: who, ...(lastEventId && { 'last-event-id': lastEventId }) },
  })
  const state = {
    status: response.status,
    messages: [] as Message[],
    lastId: undefined as string | undefined,
    raw: '',
    ended: false,
  }
  const reading = (async () => {
    let rest = ''
    for await (const chunk of response.body ?? []) {
      state.raw += Buffer.from(chunk).toString()
      rest += Buffer.from(chunk).toString()
      const parts = rest.split('\n\n')
      rest = parts.pop() ?? ''
      for (const part of parts) {
        const lines = new Map(
          part.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
        )
        if (lines.has('id')) state.lastId = lines.get('id')
        if (lines.has('data'))
          state.messages.push({
            id: lines.get('id') as string,
            ...(lines.has('event') && { event: lines.get('event') as string }),
            data: JSON.parse(lines.get('data') ?? 'null'),
          })
      }
    }
  })()
    .catch(() => {})
    .then(() => {
      state.ended = true
    })
  const reader = Object.assign(state, {
    async leave() {
      controller.abort()
      await reading
    },
  })
  readers.push(reader)
  return reader
}

const on = <T>(tenant: Tenant, work: (scope: Scope) => Promise<T>) => garden.as(tenant, work)
const plant = (tenant: Tenant, gardener: string | null = null) =>
  on(
    tenant,
    async (scope) => (await scope.records(beds).create({ name: 'Secret name', ...(gardener && { gardener }) })).id,
  )
const told = (reader: Reader) => reader.messages.map(({ data }) => `${data?.type} ${data?.id} ${data?.version}`)
const all = [can('read')]
const own = [can('read', { gardener: 'ana' })]
const ana = 'ana'

describe('the live stream', () => {
  test('tells each reader of what he may read, and nothing of what it says', async () => {
    const address = await open()
    const [tenant, other] = [await garden.tenant(), await garden.tenant()]
    const admin = await read(
      address,
      person(() => garden.context(tenant, all)),
    )
    const worker = await read(
      address,
      person(() => garden.context(tenant, own)),
    )
    const nobody = await read(
      address,
      person(() => garden.context(tenant, [])),
    )
    const foreigner = await read(
      address,
      person(() => garden.context(other, all)),
    )
    const [hers, his] = [await plant(tenant, ana), await plant(tenant, 'somebody else')]
    await on(tenant, (scope) => scope.records(beds).act(hers, 'water'))
    await until(() => admin.messages.length === 3 && worker.messages.length === 2)
    expect(told(admin)).toEqual([`created ${hers} 1`, `created ${his} 1`, `watered ${hers} 2`])
    expect(told(worker)).toEqual([`created ${hers} 1`, `watered ${hers} 2`])
    expect(Object.keys(admin.messages[0]?.data ?? {}).sort()).toEqual(['id', 'resource', 'type', 'version'])
    expect(admin.raw).not.toContain('Secret')
    await plant(other)
    await until(() => foreigner.messages.length === 1)
    expect(nobody.messages).toEqual([])
    expect(admin.messages).toHaveLength(3)
  })

  test('tells of a deletion only those who may read every record of the resource', async () => {
    const address = await open()
    const tenant = await garden.tenant()
    const id = await plant(tenant, ana)
    await until(() => garden.events.tail.position() === 1n)
    const admin = await read(
      address,
      person(() => garden.context(tenant, all)),
    )
    const worker = await read(
      address,
      person(() => garden.context(tenant, own)),
    )
    await on(tenant, (scope) => scope.records(beds).remove(id))
    const next = await plant(tenant, ana)
    await until(() => admin.messages.length === 2 && worker.messages.length === 1)
    expect(told(admin)).toEqual([`deleted ${id} 2`, `created ${next} 1`])
    expect(told(worker)).toEqual([`created ${next} 1`])
  })

  test('goes on where a reader was, without a gap and without telling anything twice', async () => {
    const address = await open()
    const tenant = await garden.tenant()
    const who = person(() => garden.context(tenant, own))
    const first = await read(address, who)
    const seen = await plant(tenant, ana)
    await until(() => first.messages.length === 1)
    await first.leave()
    const missed = await plant(tenant, ana)
    await plant(tenant, 'somebody else')
    await until(() => garden.events.tail.position() === 3n)
    const again = await read(address, who, first.lastId)
    const later = await plant(tenant, ana)
    await until(() => again.messages.length === 2)
    expect(told(first)).toEqual([`created ${seen} 1`])
    expect(told(again)).toEqual([`created ${missed} 1`, `created ${later} 1`])
    expect(again.lastId).not.toBe(first.lastId)
  })

  test('loses and repeats nothing for a reader who comes and goes while others write', async () => {
    const address = await open()
    const tenant = await garden.tenant()
    const who = person(() => garden.context(tenant, own))
    const ids: string[] = []
    let writing = true
    const written = (async () => {
      while (writing) ids.push(await plant(tenant, ana))
    })()
    const heard: string[] = []
    let lastId: string | undefined
    for (let visits = 0; visits < 12; visits++) {
      const reader = await read(address, who, lastId)
      const stay = Math.random() * 120
      await until(() => reader.lastId !== undefined)
      await new Promise((resolve) => setTimeout(resolve, stay))
      await reader.leave()
      heard.push(...told(reader))
      lastId = reader.lastId
    }
    writing = false
    await written
    const rest = await read(address, who, lastId)
    await until(() => heard.length + rest.messages.length >= ids.length)
    expect([...heard, ...told(rest)]).toEqual(ids.map((id) => `created ${id} 1`))
    expect(ids.length).toBeGreaterThan(20)
  })

  test('also goes on from a first connection on which nothing was told', async () => {
    const address = await open()
    const tenant = await garden.tenant()
    const who = person(() => garden.context(tenant, all))
    const first = await read(address, who)
    await until(() => first.lastId !== undefined)
    await first.leave()
    const id = await plant(tenant)
    await until(() => garden.events.tail.position() === 1n)
    const again = await read(address, who, first.lastId)
    await until(() => again.messages.length === 1)
    expect(told(again)).toEqual([`created ${id} 1`])
  })

  test('tells a reader to load everything anew when he was away for too long, or comes from elsewhere', async () => {
    const address = await open({ mostMissed: 3 })
    const tenant = await garden.tenant()
    const who = person(() => garden.context(tenant, all))
    const first = await read(address, who)
    await until(() => first.lastId !== undefined)
    await first.leave()
    for (let times = 0; times < 4; times++) await plant(tenant)
    await until(() => garden.events.tail.position() === 4n)
    for (const id of [first.lastId, 'ZZZ not ours', 'zzzzzzzzz']) {
      const reader = await read(address, who, id)
      await until(() => reader.messages.length === 1)
      expect(reader.messages[0]?.event).toBe('reset')
      const next = await plant(tenant)
      await until(() => reader.messages.length === 2)
      expect(told(reader)[1]).toBe(`created ${next} 1`)
      await reader.leave()
    }
    garden.clock.set(new Date(Date.now() + 40 * 86_400_000).toISOString())
    await garden.events.drain()
    await garden.events.prune()
    const stale = await read(address, who, '6')
    await until(() => stale.messages.length === 1)
    expect(stale.messages[0]?.event).toBe('reset')
  })

  test('follows a change of rights at once', async () => {
    const address = await open()
    const tenant = await garden.tenant()
    let rules = all
    let current: Context | null = null
    const who = person(async (fresh) => (current = !fresh && current ? current : await garden.context(tenant, rules)))
    const reader = await read(address, who)
    await plant(tenant, 'somebody else')
    await until(() => reader.messages.length === 1)
    rules = own as never
    await garden.ask('update guildhall.tenants set epoch = epoch + 1 where id = $1', [tenant.id])
    await plant(tenant, 'somebody else')
    const hers = await plant(tenant, ana)
    await until(() => reader.messages.length === 2)
    expect(told(reader)[1]).toBe(`created ${hers} 1`)
  })

  test('tells nothing of a plugin that is off', async () => {
    const address = await open()
    const tenant = await garden.tenant()
    const reader = await read(
      address,
      person(async () => {
        const context = await garden.context(tenant, all)
        return { ...context, plugins: new Set(['core']) }
      }),
    )
    await plant(tenant)
    await until(() => garden.events.tail.position() === 1n)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(reader.messages).toEqual([])
  })

  test('gives signs of life, and ends when the reader is no longer signed in', async () => {
    const address = await open({ heartbeat: 50 })
    const tenant = await garden.tenant()
    let signedIn = true
    const reader = await read(
      address,
      person(async () => {
        if (!signedIn) throw new Error('auth.required')
        return garden.context(tenant, all)
      }),
    )
    await until(() => reader.raw.includes(': alive'))
    expect(reader.ended).toBe(false)
    signedIn = false
    await until(() => reader.ended)
    await until(() => stream.count() === 0)
  })

  test('forgets who has left, and refuses more streams than one person needs', async () => {
    const address = await open({ mostPerActor: 2 })
    const tenant = await garden.tenant()
    const who = person(() => garden.context(tenant, all))
    const [first] = [await read(address, who), await read(address, who)]
    expect((await read(address, who)).status).toBe(429)
    expect(
      (
        await read(
          address,
          person(() => garden.context(tenant, all)),
        )
      ).status,
    ).toBe(200)
    await first.leave()
    await until(() => stream.count() === 2)
    expect((await read(address, who)).status).toBe(200)
  })

  test('lets go of a reader who does not keep up', async () => {
    await open({ mostBuffered: 400 })
    const tenant = await garden.tenant()
    const readable = await stream.open(async () => garden.context(tenant, all))
    for (let times = 0; times < 6; times++) await plant(tenant)
    await until(() => readable.destroyed)
    await until(() => stream.count() === 0)
  })

  test('hears of what another node wrote and dispatched', async () => {
    const address = await open({}, { worker: false })
    const worker = await garden.open({ worker: true })
    await worker.start()
    const tenant = await garden.tenant()
    const reader = await read(
      address,
      person(() => garden.context(tenant, all)),
    )
    await plant(tenant)
    await until(() => reader.messages.length === 1)
  })

  test('does not keep the server from stopping', async () => {
    const address = await open()
    const tenant = await garden.tenant()
    const reader = await read(
      address,
      person(() => garden.context(tenant, all)),
    )
    await app.close()
    await until(() => reader.ended)
  })
})

describe('for administrators', () => {
  test('jobs and dead letters are listed, run and sent again; others are refused', async () => {
    let broken = true
    const address = await open(
      {},
      {
        worker: false,
        handlers: [
          noteTaker('diary', '*.beds.created', 'diary:all', async () => {
            if (broken) throw new Error('no')
          }),
        ],
        plugins: [{ name: 'diary', jobs: { nightly: { cron: '5 0 * * *', run: async () => {} } } }],
      },
    )
    const tenant = await garden.tenant()
    const labelled = (label: string) =>
      person(async () => {
        const context = await garden.context(tenant)
        return { ...context, actor: { ...context.actor, label } }
      })
    const [admin, worker] = [labelled('admin'), labelled('worker')]
    const call = async (method: string, path: string, who: string, body?: object) => {
      const response = await fetch(`${address}/api${path}`, {
        method,
        headers: { person: who, ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
      })
      return {
        status: response.status,
        range: response.headers.get('content-range'),
        body: (await response.json()) as never as { id: string; [key: string]: unknown } & {
          id: string
          [key: string]: unknown
        }[],
      }
    }
    for (const [method, path] of [
      ['GET', '/dead-letters'],
      ['GET', '/jobs'],
      ['GET', '/jobs/definitions'],
      ['POST', '/jobs'],
      ['POST', `/dead-letters/${tenant.id}/retry`],
    ] as const)
      expect(
        (await call(method, path, worker, method === 'POST' ? { plugin: 'diary', job: 'nightly' } : undefined)).status,
        path,
      ).toBe(403)

    expect(await call('GET', '/dead-letters', admin)).toMatchObject({
      status: 200,
      range: 'dead-letters 0-0/0',
      body: [],
    })
    await plant(tenant)
    await garden.events.drain({ hurry: true })
    const { body: letters, range } = await call('GET', '/dead-letters?range=[0,9]&filter={"plugin":"diary"}', admin)
    expect(range).toBe('dead-letters 0-0/1')
    expect(letters).toMatchObject([{ plugin: 'diary', error: 'Error: no' }])
    broken = false
    const letter = letters[0]?.id
    expect((await call('POST', `/dead-letters/${letter}/retry`, admin)).status).toBe(200)
    expect((await call('POST', `/dead-letters/${letter}/retry`, admin)).status).toBe(404)
    await garden.events.drain()
    expect(await garden.notes(tenant)).toHaveLength(1)

    expect((await call('GET', '/jobs/definitions', admin)).body).toMatchObject([
      { id: 'diary.nightly', cron: '5 0 * * *' },
    ])
    const asked = await call('POST', '/jobs', admin, { plugin: 'diary', job: 'nightly' })
    expect(asked).toMatchObject({ status: 201, body: { state: 'waiting' } })
    await garden.events.drain()
    expect((await call('GET', `/jobs/${asked.body.id}`, admin)).body).toMatchObject({ state: 'done' })
    expect(await call('GET', '/jobs?filter={"state":"done","job":"nightly"}', admin)).toMatchObject({
      range: 'jobs 0-0/1',
    })
    expect((await call('GET', '/jobs?filter={"tenant":"x"}', admin)).status).toBe(422)
    expect((await call('POST', '/jobs', admin, { plugin: 'diary', job: 'none' })).status).toBe(404)
  })
})
