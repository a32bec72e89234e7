import { Type } from '@guildhall/sdk'
import type { FastifyPluginCallback, FastifyRequest } from 'fastify'
import { scopePattern } from '../access/scopes.ts'
import { readInTenant } from '../database/enter.ts'
import { bind } from '../database/statement.ts'
import { parsePage, sendAll, sendPage } from '../http/page.ts'
import { tellByField } from '../http/schema-errors.ts'
import type { Identity } from '../identity/identity.ts'
import { callerOf, requireSession } from '../identity/routes/deps.ts'
import { seesJournal } from '../people/sign-ins.ts'
import { type Context, entryOf } from '../records/context.ts'
import type { Engine } from '../records/engine.ts'
import { repeating, transact } from '../records/transact.ts'
import { keysForbidden } from './errors.ts'
import { endKey, makeKey, type WantedKey } from './making.ts'
import type { KeyPolicy } from './policy.ts'
import { countAll, type KeyKind, selectAll, selectOwn } from './statements.ts'
import '../http/request.ts'

export interface KeyRoutesOptions {
  readonly engine: Engine
  readonly identity: Identity
  readonly policy: KeyPolicy
}

/** One's own keys below `/api/auth/keys`, and those of all of a tenant's people for whoever may change each of them. None of it with a key. */
export function keyRoutes({ engine, identity, policy }: KeyRoutesOptions): FastifyPluginCallback {
  const ids = { params: Type.Object({ id: Type.String({ format: 'uuid' }) }) }
  const route = (operationId: string, schema: object) => ({
    config: { access: 'signedIn' as const, keys: 'refused' as const, acting: 'refused' as const },
    schema: { tags: ['keys'], operationId, summary: `core:openapi.keys.${operationId}`, ...schema },
  })

  return (app, _options, done) => {
    tellByField(app)

    app.get(
      '/api/auth/keys',
      route('ownKeys', { response: { 200: Type.Array(keySchema) } }),
      async (request, reply) => {
        const rows = await repeating(engine, request.contextSource, async (context) => {
          const [found] = await readInTenant(engine.database, entryOf(context), [
            bind(selectOwn, context.tenant.id, context.userId),
          ])
          return found.rows
        })
        return sendAll(reply, 'keys', rows)
      },
    )

    app.get('/api/auth/keys/policy', route('keyPolicy', { response: { 200: policySchema } }), async () => policy)

    app.post<{ Body: WantedKey }>(
      '/api/auth/keys',
      route('makeKey', { body: wantedSchema, response: { 201: madeSchema } }),
      async (request, reply) => {
        // As the database has it now: what is done to a login does not rest on memory.
        await requireSession(identity, request)
        const made = await transact(engine, request.contextSource, (operation) =>
          makeKey(operation, operation.context, request.body, { policy, caller: callerOf(request) }),
        )
        return reply.code(201).header('cache-control', 'no-store').send(made)
      },
    )

    app.delete<{ Params: { id: string } }>(
      '/api/auth/keys/:id',
      route('revokeKey', { ...ids, response: { 200: idSchema } }),
      (request) => revoke(request, ({ userId }) => userId),
    )

    app.get(
      '/api/keys',
      route('keys', { querystring: listQuery, response: { 200: Type.Array(ownedSchema) } }),
      async (request, reply) => {
        const { from, limit } = parsePage(request.query)
        const [rows, total] = await repeating(engine, request.contextSource, async (context) => {
          requireAdministrator(context)
          const [page, count] = await readInTenant(engine.database, entryOf(context), [
            bind(selectAll, context.tenant.id, limit, from),
            bind(countAll, context.tenant.id),
          ])
          return [page.rows, count.rows[0] ?? 0] as const
        })
        return sendPage(reply, 'keys', { rows, from, total })
      },
    )

    app.delete<{ Params: { id: string } }>(
      '/api/keys/:id',
      route('revokeKeyOfPerson', { ...ids, response: { 200: idSchema } }),
      (request) =>
        revoke(request, (context) => {
          requireAdministrator(context)
          return null
        }),
    )
    done()
  }

  async function revoke(
    request: FastifyRequest<{ Params: { id: string } }>,
    ownerFor: (context: Context) => string | null,
  ): Promise<{ id: string }> {
    const { id } = request.params
    await transact(engine, request.contextSource, (operation) =>
      endKey(operation, id, ownerFor(operation.context), callerOf(request)),
    )
    return { id }
  }
}

function requireAdministrator(context: Context): void {
  if (!seesJournal(context)) throw keysForbidden()
}

const text = Type.Union([Type.String(), Type.Null()])
const kindSchema = Type.Unsafe<KeyKind>({ type: 'string', enum: ['bearer', 'signing'] })
const keyFields = {
  id: Type.String(),
  name: Type.String(),
  kind: kindSchema,
  scopes: Type.Array(Type.String()),
  createdAt: Type.String(),
  expiresAt: text,
  usedAt: text,
  usedFrom: text,
}
const keySchema = Type.Object(keyFields)
const madeSchema = Type.Object({ ...keyFields, token: Type.String() })
const ownedSchema = Type.Object({
  ...keyFields,
  owner: Type.Object({ id: text, name: Type.String(), email: Type.String() }),
})
const idSchema = Type.Object({ id: Type.String() })
const policySchema = Type.Object({
  usualDays: Type.Integer(),
  mostDays: Type.Integer(),
  mayBeUnending: Type.Boolean(),
})
const wantedSchema = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100 }),
    scopes: Type.Array(Type.String({ pattern: scopePattern, maxLength: 130 }), {
      minItems: 1,
      maxItems: 500,
      uniqueItems: true,
    }),
    kind: Type.Optional(kindSchema),
    days: Type.Optional(Type.Union([Type.Integer({ minimum: 1 }), Type.Null()])),
  },
  { additionalProperties: false },
)
const listQuery = Type.Object({ range: Type.Optional(Type.String()) }, { additionalProperties: false })
