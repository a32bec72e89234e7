import { Type } from '@guildhall/sdk'
import type { FastifyPluginCallback, FastifyRequest } from 'fastify'
import type { Removals } from '../plugins/removal/removals.ts'
import type { Engine } from '../records/engine.ts'
import { compileInput } from '../records/validate.ts'
import { describedOnly } from './described-only.ts'
import { installationHistory } from './installation-history.ts'

export interface RemovalDeps {
  readonly engine: Engine
  readonly removals: Removals
}

/** What a removal would touch, doing it, and undoing it while there is time. For superadmins: it concerns every tenant. */
export function removalRoutes({ engine, removals }: RemovalDeps): FastifyPluginCallback {
  const judge = compileInput(confirmation)
  const judgeNothing = compileInput(nothing)
  const remember = async (request: FastifyRequest, action: 'remove' | 'restore', plugin: string, version: string) => {
    const after = { plugin, version }
    const statements = await installationHistory(request, { kind: 'plugins', action, after })
    if (statements.length > 0) await engine.database.run(statements)
  }

  return (app, _options, done) => {
    const route = (name: string, response: object, more: object = {}) => ({
      config: { access: 'superadmin' as const },
      ...describedOnly,
      schema: {
        tags: ['plugins'],
        operationId: name,
        summary: `core:openapi.plugins.${name}`,
        ...more,
        response: { 200: response },
      },
    })
    const params = Type.Object({ name: Type.String() })
    app.get('/api/plugin-removals', route('removedPlugins', Type.Array(archiveSchema)), () => removals.list())
    app.get('/api/plugins/:name/removal', route('planRemoval', planSchema, { params }), (request) =>
      removals.plan(nameOf(request)),
    )
    app.post(
      '/api/plugins/:name/removal',
      route('removePlugin', archiveSchema, { params, body: confirmation }),
      async (request) => {
        judge(request.body)
        const removed = await removals.remove(nameOf(request), (request.body as { confirm: string }).confirm)
        await remember(request, 'remove', removed.plugin, removed.version)
        return removed
      },
    )
    app.post(
      '/api/plugin-removals/:name/restore',
      route('restorePlugin', archiveSchema, { params, body: Type.Union([nothing, Type.Null()]) }),
      async (request) => {
        judgeNothing(request.body ?? {})
        const restored = await removals.restore(nameOf(request))
        await remember(request, 'restore', restored.plugin, restored.version)
        return restored
      },
    )
    done()
  }
}

const nameOf = (request: FastifyRequest) => (request.params as { name: string }).name
const nothing = Type.Object({}, { additionalProperties: false })
const confirmation = Type.Object({ confirm: Type.String() }, { additionalProperties: false })
const names = Type.Array(Type.String())
const archiveSchema = Type.Object({
  plugin: Type.String(),
  version: Type.String(),
  removedAt: Type.String(),
  purgeAt: Type.String(),
  tables: Type.Array(Type.Object({ name: Type.String(), rows: Type.Integer(), checksum: Type.String() })),
})
const planSchema = Type.Object({
  plugin: Type.String(),
  version: Type.Unsafe({ type: ['string', 'null'] }),
  neededBy: names,
  enhances: names,
  tenants: Type.Array(Type.Object({ slug: Type.String(), name: Type.String(), hasSettings: Type.Boolean() })),
  tables: Type.Array(
    Type.Object({
      table: Type.String(),
      rows: Type.Integer(),
      tenants: Type.Array(Type.Object({ slug: Type.String(), rows: Type.Integer() })),
    }),
  ),
  references: Type.Array(Type.Object({ from: Type.String(), rows: Type.Integer() })),
  jobs: names,
  subscriptions: names,
  roles: Type.Integer(),
  views: Type.Integer(),
  files: Type.Integer(),
  graceDays: Type.Integer(),
})
