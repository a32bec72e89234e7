import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from '../database/pool.ts'
import { sendUnknownRoute } from './problem.ts'

export interface MetricsOptions {
  readonly database: Database
  /** Lets a collector elsewhere in; without it only this machine and superadmins are let in. */
  readonly token?: string | undefined
  /** How many facts wait for delivery. */
  readonly eventLag?: () => Promise<number>
  /** Several processes share the door: given the metrics of this one, how those of all are asked for. */
  readonly collect?: (own: Registry) => () => Promise<string>
}

/** `GET /metrics` for Prometheus. To whoever may not see them they do not exist. */
export function measure(app: FastifyInstance, { database, token, eventLag, collect }: MetricsOptions): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  measurePool(registry, database)
  if (eventLag) measureLag(registry, eventLag)
  const read = collect?.(registry) ?? (() => registry.metrics())

  app.addHook('onResponse', async (request, reply) => {
    const route = request.is404 ? '(unknown)' : (request.routeOptions.url ?? '(unknown)')
    durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
  })
  const options = { config: { access: 'public' as const }, schema: { hide: true } }
  app.get('/metrics', options, async (request: FastifyRequest, reply: FastifyReply) => {
    if (!isWelcome(request, token)) return sendUnknownRoute(request, reply)
    return reply
      .header('cache-control', 'no-store')
      .type(registry.contentType)
      .send(await read())
  })
  app.addHook('onClose', async () => registry.clear())
}

function measurePool(registry: Registry, { pool }: Database): void {
  new Gauge({
    name: 'database_connections',
    help: 'Connections of the pool for requests',
    labelNames: ['state'] as const,
    registers: [registry],
    collect() {
      this.set({ state: 'busy' }, pool.totalCount - pool.idleCount)
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'waited_for' }, pool.waitingCount)
    },
  })
}

function measureLag(registry: Registry, eventLag: () => Promise<number>): void {
  new Gauge({
    name: 'events_waiting',
    help: 'Facts that are written and not yet handed to their subscribers',
    registers: [registry],
    // Each process counts the same facts.
    aggregator: 'max',
    async collect() {
      this.set(await eventLag().catch(() => Number.NaN))
    },
  })
}

/** From this machine and through no proxy, as a superadmin, or with the token. */
function isWelcome({ raw, headers, signedIn }: FastifyRequest, token: string | undefined): boolean {
  if (signedIn?.superadmin) return true
  const proxied = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'].some((name) => headers[name] !== undefined)
  if (!proxied && /^(127\.|::1$|::ffff:127\.)/.test(raw.socket.remoteAddress ?? '')) return true
  const given = Buffer.from(/^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '')
  const wanted = Buffer.from(token ?? '')
  return wanted.length > 0 && given.length === wanted.length && timingSafeEqual(given, wanted)
}
