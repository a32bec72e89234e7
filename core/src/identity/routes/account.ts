import { DomainError } from '@guildhall/sdk'
import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { canonicalLanguage } from '../../i18n/languages.ts'
import type { Context } from '../../records/context.ts'
import { invalid } from '../../records/errors.ts'
import { isZone } from '../../tenancy/zone.ts'
import { type IdentityRoutesOptions, requireSession } from './deps.ts'
import { aboutUser, body, nothing, nullable, passwordSchema, tenantName, userSchema } from './schemas.ts'

const meSchema = Type.Object({
  user: userSchema,
  tenant: nullable(
    Type.Intersect([
      tenantName,
      Type.Object({ zone: Type.String(), language: Type.String(), currency: Type.String(), weekStart: Type.Integer() }),
    ]),
  ),
  person: nullable(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      roles: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), archetype: Type.String() })),
    }),
  ),
  /** Set for who acts for a tenant without being one of its people. */
  outside: nullable(Type.String()),
  tenants: Type.Array(
    Type.Object({ slug: Type.String(), name: Type.String(), status: Type.String(), isOpen: Type.Boolean() }),
  ),
  language: nullable(Type.String()),
  zone: nullable(Type.String()),
})
const choices = body({
  language: Type.Optional(nullable(Type.String({ maxLength: 35 }))),
  zone: Type.Optional(nullable(Type.String({ maxLength: 64 }))),
  login: Type.Optional(nullable(Type.String({ minLength: 3, maxLength: 60, pattern: '^[^@\\s]+$' }))),
})

export function accountRoutes(app: FastifyInstance, { identity, tenancy }: IdentityRoutesOptions): void {
  const signedIn = { config: { access: 'signedIn' as const } }

  app.get(
    '/api/auth/me',
    {
      ...signedIn,
      schema: {
        tags: ['auth'],
        summary: 'Who is signed in, where, and where else he may go',
        response: { 200: meSchema },
      },
    },
    async (request) => {
      const acting = request.signedIn?.acting
      const user = acting ? await identity.requireUserOf(acting.userId) : (await requireSession(identity, request)).user
      const [context, all] = await Promise.all([contextOf(request), tenancy.memberships(user.id)])
      const tenants = acting ? all.filter(({ slug: own }) => own === acting.tenant.slug) : all
      if (context && !acting && request.headers['x-tenant'])
        await identity.account.rememberTenant(user.id, context.tenant.id)
      const { id, slug, name, zone, language, currency, weekStart } = context?.tenant ?? {}
      return {
        user: aboutUser(user),
        tenant: context ? { id, slug, name, zone, language, currency, weekStart } : null,
        person: context?.me
          ? {
              id: context.me,
              name: context.acting?.name ?? context.actor.label,
              roles: (context.roles ?? []).map(({ id, name, archetype }) => ({ id, name, archetype })),
            }
          : null,
        outside: context?.outside ?? null,
        tenants,
        language: context?.language ?? user.language,
        zone: context?.zone ?? user.zone,
      }
    },
  )

  app.patch<{ Body: { language?: string | null; zone?: string | null; login?: string | null } }>(
    '/api/auth/me',
    {
      ...signedIn,
      schema: {
        tags: ['auth'],
        summary: 'Own language, time zone and nickname',
        body: choices,
        response: { 200: userSchema },
      },
    },
    async (request) => {
      const { userId } = await requireSession(identity, request)
      const { language, zone } = request.body
      if (language && canonicalLanguage(language) !== language)
        throw invalid({}, [{ path: 'language', code: 'words.unknown_language' }])
      if (zone && !isZone(zone)) throw invalid({}, [{ path: 'zone', code: 'tenancy.unknown_zone' }])
      return aboutUser(await identity.account.update(userId, request.body))
    },
  )

  app.post<{ Body: { current: string; password: string } }>(
    '/api/auth/password',
    {
      ...signedIn,
      schema: {
        tags: ['auth'],
        summary: 'Changes the own password and ends all other sessions',
        body: body({ current: passwordSchema, password: passwordSchema }),
        response: nothing,
      },
    },
    async (request, reply) => {
      await identity.account.changePassword(await requireSession(identity, request), request.body)
      return reply.code(204).send()
    },
  )
}

/** Who belongs nowhere is somebody all the same; a tenant that was asked for and is not his is 404. */
async function contextOf(request: FastifyRequest): Promise<Context | null> {
  try {
    return await request.contextSource(true)
  } catch (error) {
    if (error instanceof DomainError && error.status !== 401 && !request.headers['x-tenant']) return null
    throw error
  }
}
