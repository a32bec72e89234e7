import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Registry } from 'prom-client'
import type { Figures } from '../telemetry/figures.ts'
import { sendUnknownRoute } from './problem.ts'

export interface MetricsOptions {
  readonly figures: Figures
  /** Lets a collector elsewhere in; without it only this machine and superadmins are let in. */
  readonly token?: string | undefined
  /** Several processes share the door: given the metrics of this one, how those of all are asked for. */
  readonly collect?: ((own: Registry) => () => Promise<string>) | undefined
}

/** `GET /metrics` for Prometheus. To whoever may not see them they do not exist. */
export function measure(app: FastifyInstance, { figures, token, collect }: MetricsOptions): void {
  const { registry } = figures
  const read = collect?.(registry) ?? (() => registry.metrics())
  app.addHook('onResponse', async (request, reply) => {
    const route = request.is404 ? '(unknown)' : (request.routeOptions.url ?? '(unknown)')
    figures.request({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
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

/** From this machine and through no proxy, as a superadmin, or with the token. */
function isWelcome({ raw, headers, signedIn }: FastifyRequest, token: string | undefined): boolean {
  if (signedIn?.superadmin) return true
  const proxied = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'].some((name) => headers[name] !== undefined)
  if (!proxied && /^(127\.|::1$|::ffff:127\.)/.test(raw.socket.remoteAddress ?? '')) return true
  const given = Buffer.from(/^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '')
  const wanted = Buffer.from(token ?? '')
  return wanted.length > 0 && given.length === wanted.length && timingSafeEqual(given, wanted)
}
