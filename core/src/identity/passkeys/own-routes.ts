import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { callerOf, type IdentityRoutesOptions, requireSession } from '../routes/deps.ts'
import { body, nothing, nullable, passwordSchema } from '../routes/schemas.ts'
import { passkeyBrowser, setPasskeyCookie } from './cookie.ts'
import { attestationSchema, creationOptionsSchema, type NewPasskey, nameSchema, passkeySchema } from './schemas.ts'

const withPassword = body({ password: Type.Optional(passwordSchema) })
const byId = Type.Object({ id: Type.String({ format: 'uuid' }) })
type Shown = { Body: { password?: string } }
type One = { Params: { id: string } }

/** One's own passkeys; whoever adds or removes one shows the password, if he has one. */
export function ownPasskeyRoutes(app: FastifyInstance, { identity, secure }: IdentityRoutesOptions): void {
  const { passkeys, account } = identity
  const path = '/api/auth/passkeys'
  const route = (operationId: string, schema: object) => ({
    config: { access: 'signedIn' as const, acting: 'refused' as const },
    schema: { tags: ['auth'], operationId, summary: `core:openapi.passkeys.${operationId}`, ...schema },
  })

  app.get(
    path,
    route('ownPasskeys', {
      response: {
        200: Type.Object({
          host: nullable(Type.String()),
          hasPassword: Type.Boolean(),
          passkeys: Type.Array(passkeySchema),
        }),
      },
    }),
    async (request) => {
      const { userId } = await requireSession(identity, request)
      const [own, hasPassword] = await Promise.all([passkeys.list(userId), account.hasPassword(userId)])
      return { host: passkeys.host, hasPassword, passkeys: own }
    },
  )

  app.post<Shown>(
    `${path}/begin`,
    route('beginPasskey', { body: withPassword, response: { 200: creationOptionsSchema } }),
    async (request, reply) => {
      const { user } = await requireSession(identity, request)
      await account.requirePassword(user, request.body.password)
      const { options, browser } = await passkeys.begin(user, passkeyBrowser(request))
      setPasskeyCookie(reply, browser, secure)
      return { options }
    },
  )

  app.post<{ Body: NewPasskey }>(
    path,
    route('addPasskey', {
      body: body({ name: nameSchema, credential: attestationSchema }),
      response: { 201: passkeySchema },
    }),
    async (request, reply) => {
      const { user } = await requireSession(identity, request)
      const added = await passkeys.add(user, request.body, passkeyBrowser(request), callerOf(request))
      return reply.code(201).send(added)
    },
  )

  app.patch<One & { Body: { name: string } }>(
    `${path}/:id`,
    route('renamePasskey', { params: byId, body: body({ name: nameSchema }), response: nothing }),
    async (request, reply) => {
      const { userId } = await requireSession(identity, request)
      await passkeys.rename(userId, request.params.id, request.body.name)
      return reply.code(204).send()
    },
  )

  app.post<One & Shown>(
    `${path}/:id/remove`,
    route('removePasskey', { params: byId, body: withPassword, response: nothing }),
    async (request, reply) => {
      const { user } = await requireSession(identity, request)
      await account.requirePassword(user, request.body.password)
      await passkeys.remove(user, request.params.id, callerOf(request))
      return reply.code(204).send()
    },
  )
}
