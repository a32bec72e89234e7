import { type TSchema, Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sendAll } from '../../http/page.ts'
import { callerOf, type IdentityRoutesOptions, requireSession } from '../routes/deps.ts'
import { body, nothing, nullable } from '../routes/schemas.ts'
import { newcomerArchetypes, type Provider } from './provider.ts'
import type { ProviderValues } from './store.ts'

const newcomers = nullable(
  body({
    tenant: Type.String({ maxLength: 63 }),
    archetype: Type.Unsafe({ type: 'string', enum: newcomerArchetypes }),
  }),
)
const needed = {
  slug: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,38}$' }),
  label: Type.String({ minLength: 1, maxLength: 60 }),
  issuer: Type.String({ minLength: 1, maxLength: 500 }),
  clientId: Type.String({ minLength: 1, maxLength: 300 }),
}
const chosen = {
  domains: Type.Array(Type.String({ pattern: '^[^@\\s]+\\.[^@\\s]+$', maxLength: 253 }), { maxItems: 100 }),
  trusted: Type.Boolean(),
  bothSteps: Type.Boolean(),
  newcomers,
  active: Type.Boolean(),
}
const optional = <P extends Record<string, TSchema>>(properties: P) =>
  Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, Type.Optional(schema)]))
const secret = { secret: Type.Optional(nullable(Type.String({ minLength: 1, maxLength: 1000 }))) }
const wanted = body({ ...needed, ...optional(chosen), ...secret })
const changed = body({ ...optional(needed), ...optional(chosen), ...secret })
const providerSchema = Type.Object({
  id: Type.String(),
  ...needed,
  ...chosen,
  hasSecret: Type.Boolean(),
  version: Type.Integer(),
  createdAt: Type.String(),
  /** What is to be entered at the provider. */
  redirectUri: Type.String(),
})
type One = { Params: { id: string } }

/** Who vouches for people, for whoever runs the installation. */
export function providerRoutes(app: FastifyInstance, { identity }: IdentityRoutesOptions): void {
  const { providers } = identity
  const params = Type.Object({ id: Type.String({ format: 'uuid' }) })
  const route = (operationId: string, schema: object) => ({
    config: { access: 'superadmin' as const },
    schema: { tags: ['auth'], operationId, summary: `core:openapi.providers.${operationId}`, ...schema },
  })
  const shown = (provider: Provider) => ({ ...provider, redirectUri: providers.redirectUri(provider.slug) })

  app.get('/api/providers', route('providers', { response: { 200: Type.Array(providerSchema) } }), async (_, reply) => {
    return sendAll(reply, 'providers', (await providers.store.list()).map(shown))
  })

  app.post<{ Body: ProviderValues }>(
    '/api/providers',
    route('addProvider', { body: wanted, response: { 201: providerSchema } }),
    async (request, reply) => {
      const note = await journal(request)
      const provider = await providers.store.create(request.body)
      await note(provider.slug)
      return reply.code(201).send(shown(provider))
    },
  )

  app.patch<One & { Body: Partial<ProviderValues> }>(
    '/api/providers/:id',
    route('changeProvider', { params, body: changed, response: { 200: providerSchema } }),
    async (request) => {
      const note = await journal(request)
      const provider = await providers.store.update(request.params.id, request.body)
      await note(provider.slug)
      return shown(provider)
    },
  )

  app.delete<One>(
    '/api/providers/:id',
    route('removeProvider', { params, response: nothing }),
    async (request, reply) => {
      const note = await journal(request)
      const { slug } = await providers.store.require(request.params.id)
      await providers.store.remove(request.params.id)
      await note(slug)
      return reply.code(204).send()
    },
  )

  app.post<One>(
    '/api/providers/:id/test',
    route('testProvider', {
      params,
      body: body({}),
      response: {
        200: Type.Object({ issuer: Type.String(), authorizationEndpoint: Type.String(), redirectUri: Type.String() }),
      },
    }),
    (request) => providers.test(request.params.id),
  )

  /** Who changes by whom everybody comes in is written down. */
  async function journal(request: FastifyRequest): Promise<(way: string) => Promise<void>> {
    const { userId } = await requireSession(identity, request)
    return (way) => identity.note({ event: 'provider-changed', userId, way, ...callerOf(request) })
  }
}
