import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { callerOf, type IdentityRoutesOptions, requireSession } from './deps.ts'
import { body, codeSchema, nothing, nullable, passwordSchema } from './schemas.ts'

const recoveryCodes = { 200: Type.Object({ recoveryCodes: Type.Array(Type.String()) }) }

/** What one shows besides the password. */
export function secondFactorRoutes(app: FastifyInstance, { identity }: IdentityRoutesOptions): void {
  const { secondFactor } = identity
  const signedIn = { config: { access: 'signedIn' as const } }
  const tags = ['auth']
  const withPassword = body({ password: passwordSchema })

  app.get(
    '/api/auth/second-factor',
    {
      ...signedIn,
      schema: {
        tags,
        summary: 'Whether an authenticator is asked for at sign-in, and how many recovery codes are left',
        response: {
          200: Type.Object({ isOn: Type.Boolean(), since: nullable(Type.String()), recoveryCodes: Type.Integer() }),
        },
      },
    },
    async (request) => secondFactor.status((await requireSession(identity, request)).userId),
  )

  app.post<{ Body: { password: string } }>(
    '/api/auth/second-factor',
    {
      ...signedIn,
      schema: {
        tags,
        summary: 'Begins to set up an authenticator; it counts once a code of it has been confirmed',
        body: withPassword,
        response: { 200: Type.Object({ secret: Type.String(), address: Type.String() }) },
      },
    },
    async (request) => secondFactor.begin(await requireSession(identity, request), request.body.password),
  )

  app.post<{ Body: { code: string } }>(
    '/api/auth/second-factor/confirm',
    {
      ...signedIn,
      schema: {
        tags,
        summary: 'Turns it on by a first code; answers with recovery codes, which are never shown again',
        body: body({ code: codeSchema }),
        response: recoveryCodes,
      },
    },
    async (request) => ({
      recoveryCodes: await secondFactor.confirm(
        await requireSession(identity, request),
        request.body.code,
        callerOf(request),
      ),
    }),
  )

  app.post<{ Body: { password: string } }>(
    '/api/auth/second-factor/recovery-codes',
    {
      ...signedIn,
      schema: {
        tags,
        summary: 'New recovery codes instead of those there are',
        body: withPassword,
        response: recoveryCodes,
      },
    },
    async (request) => ({
      recoveryCodes: await secondFactor.renewRecoveryCodes(
        await requireSession(identity, request),
        request.body.password,
      ),
    }),
  )

  app.post<{ Body: { password: string } }>(
    '/api/auth/second-factor/off',
    { ...signedIn, schema: { tags, summary: 'Turns it off', body: withPassword, response: nothing } },
    async (request, reply) => {
      const session = await requireSession(identity, request)
      await secondFactor.turnOff(session, request.body.password, callerOf(request))
      return reply.code(204).send()
    },
  )
}
