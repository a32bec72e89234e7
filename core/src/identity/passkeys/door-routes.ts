import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { beginSession, callerOf, type IdentityRoutesOptions } from '../routes/deps.ts'
import { aboutUser, body, nullable, tenantName, userSchema } from '../routes/schemas.ts'
import type { AuthenticationResponseJSON } from './ceremony.ts'
import { passkeyBrowser, setPasskeyCookie } from './cookie.ts'
import { assertionSchema, requestOptionsSchema } from './schemas.ts'

/** Signing in by a passkey: what the authenticator is asked, and what it answered. */
export function passkeyDoorRoutes(app: FastifyInstance, options: IdentityRoutesOptions): void {
  const { door } = options.identity.passkeys
  const path = '/api/auth/login/passkey'
  const route = (operationId: string, schema: object) => ({
    config: { access: 'public' as const },
    schema: { tags: ['auth'], operationId, summary: `core:openapi.passkeys.${operationId}`, ...schema },
  })

  app.post(
    `${path}/begin`,
    route('beginPasskeySignIn', { body: body({}), response: { 200: requestOptionsSchema } }),
    async (request, reply) => {
      const asked = await door.begin(passkeyBrowser(request), callerOf(request))
      setPasskeyCookie(reply, asked.browser, options.secure)
      return { options: asked.options }
    },
  )

  app.post<{ Body: { credential: AuthenticationResponseJSON } }>(
    `${path}/finish`,
    route('finishPasskeySignIn', {
      body: body({ credential: assertionSchema }),
      response: { 200: Type.Object({ user: userSchema, tenant: nullable(tenantName) }) },
    }),
    async (request, reply) => {
      const { user, tenant } = await beginSession(options, request, reply, (caller) =>
        door.finish(request.body.credential, passkeyBrowser(request), caller),
      )
      return { user: aboutUser(user), tenant }
    },
  )
}
