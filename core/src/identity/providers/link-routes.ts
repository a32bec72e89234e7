import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { callerOf, type IdentityRoutesOptions, requireSession } from '../routes/deps.ts'
import { body, nothing, nullable, passwordSchema } from '../routes/schemas.ts'
import { clearTripCookie, setTripCookie, tripOf } from './cookie.ts'
import { addressSchema, bySlug, returnedSchema } from './door-routes.ts'

const linkSchema = Type.Object({
  provider: Type.String(),
  label: Type.String(),
  email: nullable(Type.String()),
  linkedAt: Type.String(),
  usedAt: nullable(Type.String()),
})
const withPassword = body({ password: Type.Optional(passwordSchema) })
type One = { Params: { provider: string } }
type Shown = One & { Body: { password?: string } }

/** One's own ways in besides the password; whoever changes them shows the password, if he has one. */
export function ownLinkRoutes(app: FastifyInstance, { identity, secure }: IdentityRoutesOptions): void {
  const { providers } = identity
  const path = '/api/auth/links'
  const route = (operationId: string, schema: object) => ({
    config: { access: 'signedIn' as const, acting: 'refused' as const },
    schema: { tags: ['auth'], operationId, summary: `core:openapi.providers.${operationId}`, ...schema },
  })

  app.get(
    path,
    route('ownLinks', {
      response: { 200: Type.Object({ hasPassword: Type.Boolean(), links: Type.Array(linkSchema) }) },
    }),
    async (request) => {
      const { userId } = await requireSession(identity, request)
      const [links, hasPassword] = await Promise.all([providers.links(userId), identity.account.hasPassword(userId)])
      return { hasPassword, links }
    },
  )

  app.post<Shown>(
    `${path}/:provider/begin`,
    route('beginLink', { params: bySlug, body: withPassword, response: { 200: addressSchema } }),
    async (request, reply) => {
      const session = await requireSession(identity, request)
      await identity.account.requirePassword(session.user, request.body.password)
      const { address, trip } = await providers.begin(request.params.provider, callerOf(request), session)
      setTripCookie(reply, trip, secure)
      return { address }
    },
  )

  app.post<One & { Body: { query: string } }>(
    `${path}/:provider/finish`,
    route('finishLink', { params: bySlug, body: returnedSchema, response: nothing }),
    async (request, reply) => {
      const session = await requireSession(identity, request)
      clearTripCookie(reply, secure)
      const { query } = request.body
      await providers.link(request.params.provider, query, tripOf(request), session, callerOf(request))
      return reply.code(204).send()
    },
  )

  app.post<Shown>(
    `${path}/:provider/remove`,
    route('removeLink', { params: bySlug, body: withPassword, response: nothing }),
    async (request, reply) => {
      const session = await requireSession(identity, request)
      await identity.account.requirePassword(session.user, request.body.password)
      await providers.unlink(request.params.provider, session, callerOf(request))
      return reply.code(204).send()
    },
  )
}
