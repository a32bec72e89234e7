import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openTelemetry } from '../../src/telemetry/open-telemetry.ts'
import { addMember, type Caller, createTestPlatform, type TestPlatform } from '../../testing/index.ts'

/** As OTLP puts it into JSON. */
interface Span {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly attributes: readonly { readonly key: string; readonly value: object }[]
}

const spans: Span[] = []
const services: unknown[] = []
let collector: Server
let platform: TestPlatform
let admin: Caller

beforeAll(async () => {
  collector = createServer(async (request, reply) => {
    const { resourceSpans } = JSON.parse(await text(request))
    for (const { resource, scopeSpans } of resourceSpans) {
      services.push(...resource.attributes)
      spans.push(...scopeSpans.flatMap((scope: { spans: Span[] }) => scope.spans))
    }
    reply.end('{}')
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => collector.once('listening', resolve))
  const { port } = collector.address() as AddressInfo
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', `http://127.0.0.1:${port}`)
  vi.stubEnv('OTEL_BSP_SCHEDULE_DELAY', '50')
  platform = await createTestPlatform({ tracing: openTelemetry('1.2.3') })
  const { id } = await platform.tenancy.tenants.create({ slug: 'traced', name: 'Traced' })
  await addMember(platform, id, { email: 'ada@traced.example', name: 'Ada', archetype: 'admin' })
  admin = await platform.signIn('ada@traced.example')
})
afterAll(async () => {
  await platform.close()
  collector.close()
  vi.unstubAllEnvs()
})

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
const caller = '00f067aa0ba902b7'

test('a request continues the trace of its caller, and its round trips lie below it', async () => {
  const traceparent = `00-${traceId}-${caller}-01`
  expect((await admin('GET', '/api/people?filter={"q":"Secretly"}', undefined, { traceparent })).statusCode).toBe(200)
  const own = () => spans.filter((span) => span.traceId === traceId)
  await expect.poll(() => own().map(({ name }) => name)).toContain('GET /api/people')
  const request = own().find(({ name }) => name === 'GET /api/people') as Span
  expect(request.parentSpanId).toBe(caller)
  expect(request.attributes).toContainEqual({ key: 'http.response.status_code', value: { intValue: 200 } })
  expect(request.attributes.map(({ key }) => key)).toContain('guildhall.tenant.id')
  const trips = own().filter(({ name }) => name === 'postgresql')
  expect(trips.length).toBeGreaterThan(0)
  expect(trips.every(({ parentSpanId }) => parentSpanId === request.spanId)).toBe(true)
  // What people search for is nobody's business.
  expect(JSON.stringify(spans)).not.toContain('Secretly')
  expect(services).toContainEqual({ key: 'service.name', value: { stringValue: 'guildhall' } })
  expect(services).toContainEqual({ key: 'service.version', value: { stringValue: '1.2.3' } })
})

test('a delivery is told of with its subscriber, and counted', async () => {
  const [role] = (await admin('GET', '/api/roles')).data
  const answer = await admin('POST', '/api/people', {
    name: 'Bo',
    email: 'bo@traced.example',
    kind: 'staff',
    roles: [role.id],
  })
  expect(answer.statusCode).toBe(201)
  await platform.events.drain()
  await expect.poll(() => spans.map(({ name }) => name)).toContainEqual(expect.stringMatching(/^event core/))
  const metrics = (await admin('GET', '/metrics')).body
  expect(metrics).toMatch(/delivery_duration_seconds_count\{kind="event",handler="core[^"]+",outcome="done"\} [1-9]/)
  expect(metrics).toMatch(/mails_total\{outcome="sent"\} [1-9]/)
})
