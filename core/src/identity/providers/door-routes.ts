import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { beginSession, callerOf, type IdentityRoutesOptions } from '../routes/deps.ts'
import { aboutUser, body, codeSchema, nullable, tenantName, userSchema } from '../routes/schemas.ts'
import { clearTripCookie, setTripCookie, tripOf } from './cookie.ts'
import { CodeOwed } from './sign-in.ts'

export const bySlug = Type.Object({ provider: Type.String({ maxLength: 40 }) })
/** What the provider appended to the address it sent the browser back to. */
export const returnedSchema = body({ query: Type.String({ maxLength: 8000 }) })
export const addressSchema = Type.Object({ address: Type.String() })
type One = { Params: { provider: string } }

/** Signing in by a provider: begun at the door, ended by the page to which the provider sends the browser back. */
export function providerDoorRoutes(app: FastifyInstance, options: IdentityRoutesOptions): void {
  const { identity, secure } = options
  const { providers } = identity
  const signedIn = { 200: Type.Object({ user: userSchema, tenant: nullable(tenantName) }) }
  const route = (operationId: string, schema: object) => ({
    config: { access: 'public' as const },
    schema: { tags: ['auth'], operationId, summary: `core:openapi.providers.${operationId}`, ...schema },
  })

  app.get(
    '/api/auth/providers',
    route('offeredProviders', {
      response: { 200: Type.Array(Type.Object({ slug: Type.String(), label: Type.String() })) },
    }),
    () => providers.offered(),
  )

  app.post<One>(
    '/api/auth/providers/:provider/begin',
    route('beginSignIn', { params: bySlug, body: body({}), response: { 200: addressSchema } }),
    async (request, reply) => {
      const { address, trip } = await providers.begin(request.params.provider, callerOf(request))
      setTripCookie(reply, trip, secure)
      return { address }
    },
  )

  app.post<One & { Body: { query: string } }>(
    '/api/auth/providers/:provider/finish',
    route('finishSignIn', { params: bySlug, body: returnedSchema, response: signedIn }),
    (request, reply) => {
      clearTripCookie(reply, secure)
      const { query } = request.body
      return comeIn(request, reply, (caller) =>
        providers.finish(request.params.provider, query, tripOf(request), caller),
      )
    },
  )

  app.post<{ Body: { code: string } }>(
    '/api/auth/providers/code',
    route('codeAfterProvider', { body: body({ code: codeSchema }), response: signedIn }),
    (request, reply) =>
      comeIn(request, reply, (caller) => providers.enterCode(tripOf(request), request.body.code, caller)),
  )

  async function comeIn(
    request: FastifyRequest,
    reply: FastifyReply,
    signIn: Parameters<typeof beginSession>[3],
  ): Promise<object> {
    try {
      const { user, tenant } = await beginSession(options, request, reply, signIn)
      clearTripCookie(reply, secure)
      return { user: aboutUser(user), tenant }
    } catch (error) {
      if (error instanceof CodeOwed) setTripCookie(reply, error.waiting, secure)
      throw error
    }
  }
}
