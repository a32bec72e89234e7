import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { listPresets } from '../first-start/preset.ts'
import { body, nullable, secretSchema } from '../identity/routes/schemas.ts'
import { businessSettings } from './businesses/settings.ts'
import type { Asking } from './gate.ts'
import { confirm, holderOf } from './people/confirm.ts'
import { register } from './people/register.ts'
import type { Registration } from './registration.ts'
import type { RegistrationRoutesOptions } from './routes.ts'
import * as schemas from './schemas.ts'
import { termsOf } from './terms.ts'

type At = { at?: string }

/** For who is not in yet: what is open, a challenge, asking, following the link. */
export function doorRoutes(app: FastifyInstance, options: RegistrationRoutesOptions): void {
  const { registration, presets } = options
  const route = (operationId: string, schema: object) => ({
    config: { access: 'public' as const },
    schema: { tags: ['auth'], operationId, summary: `core:openapi.registration.${operationId}`, ...schema },
  })

  app.get<{ Querystring: At }>(
    '/api/auth/registration',
    route('openRegistration', { querystring: body(schemas.at), response: { 200: openSchema } }),
    async (request) => {
      const [open, businesses] = await Promise.all([
        registration.openTenant(placeOf(request, request.query.at)),
        businessSettings(registration.database),
      ])
      return {
        tenant: open && {
          slug: open.tenant.slug,
          name: open.tenant.name,
          needsApproval: open.settings.needsApproval,
          domains: open.settings.domains,
          terms: termsOf(open.settings),
        },
        businesses: businesses.isOpen
          ? {
              presets: listPresets(presets).filter((name) => businesses.presets.includes(name)),
              terms: termsOf(businesses),
            }
          : null,
      }
    },
  )

  app.post(
    '/api/auth/registration/challenge',
    route('registrationChallenge', {
      body: body({}),
      response: { 200: Type.Object({ challenge: Type.String(), difficulty: Type.Integer() }) },
    }),
    (request) => registration.proofs.issue(request.ip),
  )

  app.post<{ Body: Asking & At }>(
    '/api/auth/registration',
    route('register', { body: body({ ...schemas.asking, ...schemas.at }), response: { 202: Type.Object({}) } }),
    async (request, reply) => {
      const { at, ...asking } = request.body
      const open = await registration.requireTenant(placeOf(request, at))
      await register(registration, open, schemas.sensible(asking), request.ip)
      return reply.code(202).send({})
    },
  )

  app.post<{ Body: At & { token: string } }>(
    '/api/auth/registration/link',
    route('registrationLink', {
      body: body({ token: secretSchema, ...schemas.at }),
      response: {
        200: Type.Object({
          email: Type.String(),
          name: Type.String(),
          tenant: schemas.tenantShown,
          hasPassword: Type.Boolean(),
        }),
      },
    }),
    async (request) => {
      const { tenant, found } = await holder(registration, request, request.body)
      const { slug, name } = tenant
      return { email: found.email, name: found.name, tenant: { slug, name }, hasPassword: found.userHash !== null }
    },
  )

  app.post<{ Body: At & { token: string; password: string } }>(
    '/api/auth/registration/confirm',
    route('confirmRegistration', {
      body: body({ ...schemas.following, ...schemas.at }),
      response: {
        200: Type.Object({
          outcome: Type.Unsafe({ type: 'string', enum: ['admitted', 'waiting'] }),
          tenant: schemas.tenantShown,
        }),
      },
    }),
    async (request) => {
      const { at, token, password } = request.body
      const open = await registration.requireTenant(placeOf(request, at))
      const outcome = await confirm(registration, open, token, password)
      return { outcome, tenant: { slug: open.tenant.slug, name: open.tenant.name } }
    },
  )
}

const openSchema = Type.Object({
  tenant: nullable(
    Type.Object({
      slug: Type.String(),
      name: Type.String(),
      needsApproval: Type.Boolean(),
      domains: Type.Array(Type.String()),
      terms: schemas.termsShown,
    }),
  ),
  businesses: nullable(Type.Object({ presets: Type.Array(Type.String()), terms: schemas.termsShown })),
})

const placeOf = (request: FastifyRequest, at: string | undefined) => (at ? { slug: at } : { host: request.hostname })

async function holder(registration: Registration, request: FastifyRequest, { at, token }: At & { token: string }) {
  const { tenant } = await registration.requireTenant(placeOf(request, at))
  return { tenant, found: await holderOf(registration.engine, tenant, token) }
}
