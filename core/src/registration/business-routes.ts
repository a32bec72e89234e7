import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { listPresets } from '../first-start/preset.ts'
import { body, nullable, secretSchema } from '../identity/routes/schemas.ts'
import { businessOf, confirmBusiness, makingOf } from './businesses/confirm.ts'
import { type BusinessAsking, registerBusiness } from './businesses/register.ts'
import { type BusinessSettings, businessSettings, saveBusinessSettings } from './businesses/settings.ts'
import type { RegistrationRoutesOptions } from './routes.ts'
import * as schemas from './schemas.ts'

/** Businesses that register themselves; and whether they may, for whoever runs the installation. */
export function businessRoutes(app: FastifyInstance, { registration, presets }: RegistrationRoutesOptions): void {
  const { engine } = registration
  const route = (access: 'public' | 'superadmin', operationId: string, schema: object) => ({
    config: { access },
    schema: { tags: ['auth'], operationId, summary: `core:openapi.registration.${operationId}`, ...schema },
  })

  app.post<{ Body: BusinessAsking }>(
    '/api/auth/registration/businesses',
    route('public', 'registerBusiness', { body: body(wanted), response: { 202: Type.Object({}) } }),
    async (request, reply) => {
      const settings = await registration.requireBusinesses()
      await registerBusiness(registration, settings, request.body, request.ip)
      return reply.code(202).send({})
    },
  )

  app.post<{ Body: { token: string } }>(
    '/api/auth/registration/businesses/link',
    route('public', 'businessLink', {
      body: body({ token: secretSchema }),
      response: {
        200: Type.Object({
          email: Type.String(),
          name: Type.String(),
          business: Type.String(),
          hasPassword: Type.Boolean(),
          ...making.properties,
        }),
      },
    }),
    async (request) => {
      const found = await businessOf(engine, request.body.token)
      const { email, name, business, userHash } = found
      return { email, name, business, hasPassword: userHash !== null, ...makingOf(found) }
    },
  )

  app.post<{ Body: { token: string; password: string } }>(
    '/api/auth/registration/businesses/confirm',
    route('public', 'confirmBusiness', { body: body(schemas.following), response: schemas.making }),
    async (request) => {
      await registration.requireBusinesses()
      const found = await confirmBusiness(registration, request.body.token, request.body.password)
      if (found.status === 'verified') registration.make(found.id)
      return makingOf(found)
    },
  )

  app.post<{ Body: { token: string } }>(
    '/api/auth/registration/businesses/progress',
    route('public', 'businessProgress', { body: body({ token: secretSchema }), response: schemas.making }),
    async (request) => {
      const found = await businessOf(engine, request.body.token)
      // Of a process that died in the middle another takes over here.
      if (found.status === 'verified') registration.make(found.id)
      return makingOf(found)
    },
  )

  const settings = Type.Object({ ...schemas.businessSettingsSchema, known: Type.Array(Type.String()) })
  const shown = (kept: BusinessSettings) => ({ ...kept, known: listPresets(presets) })

  app.get(
    '/api/registration/businesses',
    route('superadmin', 'businessRegistration', { response: { 200: settings } }),
    async () => shown(await businessSettings(engine.database)),
  )

  app.patch<{ Body: Partial<BusinessSettings> }>(
    '/api/registration/businesses',
    route('superadmin', 'changeBusinessRegistration', {
      body: schemas.partly(schemas.businessSettingsSchema),
      response: { 200: settings },
    }),
    async (request) =>
      shown(await saveBusinessSettings(engine.database, engine.registry, request.body, engine.clock.today())),
  )
}

const making = schemas.making[200]
const wanted = {
  ...schemas.asking,
  business: schemas.text(200),
  slug: schemas.slugSchema,
  preset: Type.Optional(nullable(Type.String({ maxLength: 100 }))),
  zone: Type.String({ maxLength: 64 }),
  language: Type.String({ maxLength: 35 }),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  weekStart: Type.Integer({ minimum: 1, maximum: 7 }),
}
