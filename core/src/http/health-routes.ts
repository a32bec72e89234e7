import { Type } from '@guildhall/sdk'
import type { FastifyPluginCallback } from 'fastify'
import type { Database } from '../database/pool.ts'
import { bind, prepare } from '../database/statement.ts'
import { describedOnly } from './described-only.ts'

/** Each answers whether its part can do its work. */
export type HealthChecks = Readonly<Record<string, () => boolean | Promise<boolean>>>

export interface HealthDeps {
  readonly database: Database
  /** Besides the database itself: migrations done, worker alive. */
  readonly checks?: HealthChecks
  /** Told beside the parts, and no reason to turn people away: a worker that is gone is not mended by another door. */
  readonly beside?: HealthChecks
}

const patience = 2_000
const probe = prepare('select 1')

/** `GET /health/live`: the process answers. `GET /health/ready`: it can do its work, else 503 and which part cannot. */
export function healthRoutes({ database, checks = {}, beside = {} }: HealthDeps): FastifyPluginCallback {
  let isStopping = false
  const all: HealthChecks = {
    database: async () => (await database.run([bind(probe)])).length === 1,
    ...checks,
    accepting: () => !isStopping,
  }
  return (app, _options, done) => {
    // Balancers are told to look elsewhere while the last requests are answered.
    app.addHook('preClose', async () => {
      isStopping = true
    })
    const route = (operationId: string, response: object) => ({
      config: { access: 'public' as const },
      ...describedOnly,
      schema: { tags: ['health'], operationId, summary: `core:openapi.health.${operationId}`, response },
    })
    app.get(
      '/health/live',
      route('live', { 200: Type.Object({ status: Type.Literal('ok') }) }),
      async (_request, reply) => {
        reply.header('cache-control', 'no-store')
        return { status: 'ok' }
      },
    )
    app.get('/health/ready', route('ready', { 200: readySchema }), async (_request, reply) => {
      const [parts, others] = await Promise.all([outcomes(all), outcomes(beside)])
      const isReady = Object.values(parts).every(Boolean)
      reply.header('cache-control', 'no-store').code(isReady ? 200 : 503)
      return { status: isReady ? 'ok' : 'unavailable', parts, ...others }
    })
    done()
  }
}

async function outcomes(checks: HealthChecks): Promise<Record<string, boolean>> {
  const all = Object.entries(checks).map(async ([name, check]) => [name, await holds(check)] as const)
  return Object.fromEntries(await Promise.all(all))
}

/** A part that throws, or thinks too long, is not well. */
async function holds(check: HealthChecks[string]): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => resolve(false), patience)
  try {
    return await Promise.race([promise, check()])
  } catch {
    return false
  } finally {
    clearTimeout(timer)
  }
}

const readySchema = Type.Object({
  status: Type.String(),
  parts: Type.Record(Type.String(), Type.Boolean()),
  worker: Type.Optional(Type.Boolean()),
})
