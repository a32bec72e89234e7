import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { actingToken, clearActingCookie } from '../../acting/cookie.ts'
import { beginSession, clearSessionCookie, endSession, type IdentityRoutesOptions } from './deps.ts'
import { aboutUser, body, codeSchema, nothing, nullable, passwordSchema, tenantName, userSchema } from './schemas.ts'

export function loginRoutes(app: FastifyInstance, options: IdentityRoutesOptions): void {
  const { identity, secure } = options

  app.post<{ Body: { email: string; password: string; code?: string } }>(
    '/api/auth/login',
    {
      config: { access: 'public' },
      schema: {
        tags: ['auth'],
        summary:
          'Signs in by address or nickname; `identity.code_required` asks for the code of an authenticator besides',
        body: body({
          email: Type.String({ minLength: 1, maxLength: 254 }),
          password: passwordSchema,
          code: Type.Optional(codeSchema),
        }),
        response: { 200: Type.Object({ user: userSchema, tenant: nullable(tenantName) }) },
      },
    },
    async (request, reply) => {
      const { email, password, code } = request.body
      const { user, tenant } = await beginSession(options, request, reply, (caller) =>
        identity.signIn({ name: email, password, code, ...caller }),
      )
      return { user: aboutUser(user), tenant }
    },
  )

  app.post(
    '/api/auth/logout',
    { config: { access: 'public' }, schema: { tags: ['auth'], summary: 'Signs out', response: nothing } },
    async (request, reply) => {
      await endSession(identity, request)
      clearSessionCookie(reply, secure)
      if (actingToken(request)) clearActingCookie(reply, secure)
      return reply.code(204).send()
    },
  )
}
