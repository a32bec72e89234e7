import { Type } from '@guildhall/sdk'
import type { FastifyBaseLogger, FastifyPluginCallback } from 'fastify'
import { LRUCache } from 'lru-cache'
import type { AdminModule } from '../../plugins/admin-modules.ts'
import { notFound } from '../../records/errors.ts'
import { scriptOf, sendScript } from '../script.ts'

export interface ModuleDeps {
  readonly modules: readonly AdminModule[]
  readonly log: FastifyBaseLogger
}

/** `GET /api/modules/<plugin>.<hash>.js`: the plugins' own screens. `POST /api/modules/failures`: one of them threw in somebody's browser. */
export function moduleRoutes({ modules, log }: ModuleDeps): FastifyPluginCallback {
  const byUrl = new Map(modules.map(({ url, source }) => [url, scriptOf(source)]))
  const told = new LRUCache<string, true>({ max: 500 })
  const access = { access: 'signedIn' as const }

  return (app, _options, done) => {
    app.get<{ Params: { file: string } }>(
      '/api/modules/:file',
      { config: access, schema: { hide: true } },
      async (request, reply) => {
        const script = byUrl.get(`/api/modules/${request.params.file}`)
        if (!script) throw notFound()
        return sendScript(request, reply.header('cache-control', 'private, max-age=31536000, immutable'), script)
      },
    )
    app.post<{ Body: Failure }>(
      '/api/modules/failures',
      { config: access, bodyLimit: 16_384, schema: { hide: true, body: failureSchema } },
      (request, reply) => {
        const { plugin, slot, message, stack } = request.body
        const known = modules.find((module) => module.plugin === plugin)
        if (!known) throw notFound()
        // What everybody's browser says is one fault, told once.
        const key = `${known.url} ${slot} ${message}`
        if (!told.has(key)) {
          told.set(key, true)
          log.error({ event: 'admin.module_failed', plugin, slot, module: known.url, message, stack }, 'plugin screen')
        }
        return reply.code(204).send()
      },
    )
    done()
  }
}

interface Failure {
  readonly plugin: string
  readonly slot: string
  readonly message: string
  readonly stack?: string
}

const failureSchema = Type.Object(
  {
    plugin: Type.String({ maxLength: 100 }),
    slot: Type.String({ maxLength: 100 }),
    message: Type.String({ maxLength: 1000 }),
    stack: Type.Optional(Type.String({ maxLength: 8000 })),
  },
  { additionalProperties: false },
)
