import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { beginSession, type IdentityRoutesOptions } from './deps.ts'
import { aboutUser, body, nothing, nullable, passwordSchema, secretSchema, tenantName, userSchema } from './schemas.ts'

/** What is reached from a mail. Tokens travel in bodies, so that no log of addresses keeps them. */
export function linkRoutes(app: FastifyInstance, options: IdentityRoutesOptions): void {
  const { account } = options.identity
  const open = { config: { access: 'public' as const } }

  app.post<{ Body: { email: string } }>(
    '/api/auth/reset',
    {
      ...open,
      schema: {
        tags: ['auth'],
        summary: 'Sends a link for a new password, if somebody has the address; the answer does not say',
        body: body({ email: Type.String({ minLength: 1, maxLength: 254 }) }),
        response: { 202: Type.Object({}) },
      },
    },
    async (request, reply) => {
      account.askForReset(request.body.email, request.ip)
      return reply.code(202).send({})
    },
  )

  app.post<{ Body: { token: string; password: string } }>(
    '/api/auth/reset/confirm',
    {
      ...open,
      schema: {
        tags: ['auth'],
        summary: 'Sets a new password by a link and ends all sessions',
        body: body({ token: secretSchema, password: passwordSchema }),
        response: nothing,
      },
    },
    async (request, reply) => {
      await account.reset(request.body.token, request.body.password)
      return reply.code(204).send()
    },
  )

  app.post<{ Body: { token: string } }>(
    '/api/auth/invitation',
    {
      ...open,
      schema: {
        tags: ['auth'],
        summary: 'What an invitation is for, and whether a password has to be chosen',
        body: body({ token: secretSchema }),
        response: {
          200: Type.Object({
            email: Type.String(),
            name: Type.String(),
            tenant: nullable(tenantName),
            needsPassword: Type.Boolean(),
          }),
        },
      },
    },
    async (request) => {
      const { email, name, tenant, hasPassword } = await account.invitation(request.body.token)
      return { email, name, tenant, needsPassword: !hasPassword }
    },
  )

  app.post<{ Body: { token: string; password?: string } }>(
    '/api/auth/invitation/accept',
    {
      ...open,
      schema: {
        tags: ['auth'],
        summary: 'Takes up an invitation; who chose a password by it is signed in',
        body: body({ token: secretSchema, password: Type.Optional(passwordSchema) }),
        response: { 200: Type.Object({ user: nullable(userSchema), tenant: nullable(tenantName) }) },
      },
    },
    async (request, reply) => {
      const { token, password } = request.body
      const { email, tenant, hasPassword } = await account.accept(token, password)
      if (hasPassword || password === undefined) return { user: null, tenant }
      const { user } = await beginSession(options, request, reply, (caller) =>
        options.identity.signIn({ name: email, password, ...caller }),
      )
      return { user: aboutUser(user), tenant }
    },
  )
}
