import { Type } from '@guildhall/sdk'
import type { FastifyPluginCallback } from 'fastify'
import { readInTenant } from '../database/enter.ts'
import { bind, prepare } from '../database/statement.ts'
import { tellByField } from '../http/schema-errors.ts'
import { type Context, entryOf } from '../records/context.ts'
import type { Engine } from '../records/engine.ts'
import { invalid } from '../records/errors.ts'
import { repeating, transact } from '../records/transact.ts'
import { tooManyPreferences } from './errors.ts'
import '../http/request.ts'

/** Of one person in one tenant. */
const mostKeys = 500
/** Characters of one value as JSON. */
const longestValue = 16_384

const key = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$' })
const values = Type.Record(key, Type.Unknown(), { additionalProperties: false, maxProperties: 100 })
const body = Type.Object({ values }, { additionalProperties: false })
const answer = Type.Object({ values: Type.Record(Type.String(), Type.Unknown()) })

const select = prepare(
  'select key, value from guildhall.preferences where tenant_id = $1::uuid and actor_id = $2::uuid order by key',
  ([name, value]) => [String(name), JSON.parse(String(value))] as const,
)
const set = prepare(
  `insert into guildhall.preferences (tenant_id, actor_id, key, value, changed_at)
   values ($1::uuid, $2::uuid, $3, $4::jsonb, $5::timestamptz)
   on conflict (tenant_id, actor_id, key) do update set value = excluded.value, changed_at = excluded.changed_at`,
)
const unset = prepare(
  'delete from guildhall.preferences where tenant_id = $1::uuid and actor_id = $2::uuid and key = any($3::text[])',
)

/** `/api/preferences`: what somebody set for himself, the same on all his devices. Nobody else sees it, and nothing but screens goes by it. */
export function preferenceRoutes({ engine }: { readonly engine: Engine }): FastifyPluginCallback {
  return (app, _options, done) => {
    tellByField(app)
    const route = (operationId: string, schema: object = {}) => ({
      config: { access: 'signedIn' as const },
      serializerCompiler: () => JSON.stringify,
      schema: {
        tags: ['account'],
        operationId,
        summary: `core:openapi.preferences.${operationId}`,
        response: { 200: answer },
        ...schema,
      },
    })

    app.get('/api/preferences', route('preferences'), async ({ contextSource }) =>
      repeating(engine, contextSource, async (context) => {
        const [{ rows }] = await readInTenant(engine.database, entryOf(context), [own(context)])
        return { values: Object.fromEntries(rows) }
      }),
    )

    app.patch<{ Body: { values: Record<string, unknown> } }>(
      '/api/preferences',
      route('setPreferences', { body }),
      async ({ contextSource, body: { values: given } }) => {
        requireShort(given)
        return transact(engine, contextSource, async ({ context, unit }) => {
          const { tenant, actor, clock } = context
          const gone = Object.keys(given).filter((name) => given[name] === null)
          if (gone.length > 0) unit.queue(bind(unset, tenant.id, actor.id, gone))
          // In one order, so that two windows never wait for each other.
          for (const [name, value] of Object.entries(given).sort())
            if (value !== null) unit.queue(bind(set, tenant.id, actor.id, name, JSON.stringify(value), clock.now()))
          const [{ rows }] = await unit.run(own(context))
          if (rows.length > mostKeys) throw tooManyPreferences({ limit: mostKeys })
          return { values: Object.fromEntries(rows) }
        })
      },
    )
    done()
  }
}

const own = ({ tenant, actor }: Context) => bind(select, tenant.id, actor.id)

function requireShort(given: Readonly<Record<string, unknown>>): void {
  const long = Object.keys(given).filter((name) => JSON.stringify(given[name]).length > longestValue)
  if (long.length > 0)
    throw invalid(
      {},
      long.map((name) => ({
        path: `values.${name}`,
        code: 'validation.max_length',
        params: { limit: longestValue },
      })),
    )
}
