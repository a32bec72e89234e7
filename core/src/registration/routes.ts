import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyPluginCallback } from 'fastify'
import '../http/request.ts'
import { readInTenant } from '../database/enter.ts'
import { bind } from '../database/statement.ts'
import { parsePage, sendPage } from '../http/page.ts'
import { tellByField } from '../http/schema-errors.ts'
import { body, nothing, nullable } from '../identity/routes/schemas.ts'
import { requireSwitch } from '../plugins/switching.ts'
import { entryOf } from '../records/context.ts'
import { transact } from '../records/transact.ts'
import { businessRoutes } from './business-routes.ts'
import { doorRoutes } from './door-routes.ts'
import { approve, refuse } from './people/decide.ts'
import { type RegistrationSettings, registrationSettings, saveRegistrationSettings } from './people/settings.ts'
import * as sql from './people/statements.ts'
import type { Registration } from './registration.ts'
import * as schemas from './schemas.ts'

export interface RegistrationRoutesOptions {
  readonly registration: Registration
  /** The folder of presets. */
  readonly presets: URL
}

/** Registering, and deciding on who registered. */
export function registrationRoutes(options: RegistrationRoutesOptions): FastifyPluginCallback {
  return (app, _, done) => {
    tellByField(app)
    doorRoutes(app, options)
    businessRoutes(app, options)
    settingsRoutes(app, options)
    listRoutes(app, options)
    done()
  }
}

const route = (operationId: string, schema: object) => ({
  config: { access: 'signedIn' as const },
  schema: { tags: ['people'], operationId, summary: `core:openapi.registration.${operationId}`, ...schema },
})

function settingsRoutes(app: FastifyInstance, { registration }: RegistrationRoutesOptions): void {
  const { engine, tenancy } = registration
  const settings = { 200: Type.Object(schemas.settingsSchema) }

  app.get('/api/registration', route('registrationSettings', { response: settings }), async (request) => {
    const context = await request.contextSource(true)
    requireSwitch(context)
    return registrationSettings(engine.database, context.tenant.id)
  })

  app.patch<{ Body: Partial<RegistrationSettings> }>(
    '/api/registration',
    route('changeRegistrationSettings', { body: schemas.partly(schemas.settingsSchema), response: settings }),
    async (request) => {
      const tenantId = await transact(engine, request.contextSource, async (operation) => {
        requireSwitch(operation.context)
        await saveRegistrationSettings(operation, tenancy.plans, request.body)
        return operation.context.tenant.id
      })
      return registrationSettings(engine.database, tenantId)
    },
  )
}

const registrationSchema = Type.Object({
  id: Type.String(),
  email: Type.String(),
  name: Type.String(),
  status: Type.String(),
  createdAt: Type.String(),
  verifiedAt: nullable(Type.String()),
  decidedAt: nullable(Type.String()),
  reason: nullable(Type.String()),
})
type One = { Params: { id: string } }

function listRoutes(app: FastifyInstance, { registration }: RegistrationRoutesOptions): void {
  const { engine } = registration
  const params = Type.Object({ id: Type.String({ format: 'uuid' }) })

  app.get<{ Querystring: { status?: string; range?: string } }>(
    '/api/registrations',
    route('registrations', {
      querystring: body({
        status: Type.Optional(Type.Unsafe({ type: 'string', enum: ['waiting', 'admitted', 'refused'] })),
        range: Type.Optional(Type.String()),
      }),
      response: { 200: Type.Array(registrationSchema) },
    }),
    async (request, reply) => {
      const context = await request.contextSource(true)
      requireSwitch(context)
      const { status = 'waiting' } = request.query
      const { from, limit } = parsePage(request.query)
      const { id } = context.tenant
      const [{ rows }, { rows: totals }] = await readInTenant(engine.database, entryOf(context), [
        bind(sql.page, id, status, limit, from),
        bind(sql.count, id, status),
      ])
      return sendPage(reply, 'registrations', { rows, from, total: totals[0] ?? 0 })
    },
  )

  app.post<One>(
    '/api/registrations/:id/approve',
    route('approveRegistration', { params, body: body({}), response: nothing }),
    async (request, reply) => {
      const context = await request.contextSource(true)
      requireSwitch(context)
      await approve(registration, context.tenant.id, request.params.id, context)
      return reply.code(204).send()
    },
  )

  app.post<One & { Body: { reason: string } }>(
    '/api/registrations/:id/refuse',
    route('refuseRegistration', { params, body: body({ reason: schemas.text(1000) }), response: nothing }),
    async (request, reply) => {
      const context = await request.contextSource(true)
      requireSwitch(context)
      await refuse(registration, context.tenant.id, request.params.id, { reason: request.body.reason, by: context })
      return reply.code(204).send()
    },
  )
}
