import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyPluginCallback } from 'fastify'
import '../../http/request.ts'
import { tellByField } from '../../http/schema-errors.ts'
import { requireSwitch } from '../../plugins/switching.ts'
import { actingIn } from '../acting-in.ts'
import type { Tenancy } from '../tenancy.ts'
import type { QuotaKeeper } from './keep.ts'

const usage = Type.Array(
  Type.Object({
    quota: Type.String(),
    most: Type.Integer(),
    used: Type.Unsafe({ type: ['integer', 'null'] }),
  }),
)
const body = Type.Object(
  { quotas: Type.Record(Type.String({ maxLength: 200 }), Type.Integer({ minimum: 0, maximum: 1_000_000_000 })) },
  { additionalProperties: false },
)
const params = Type.Object({ id: Type.String({ format: 'uuid' }) })

/** What a tenant may have and has: for its administrators to see, for superadmins to set. */
export function quotaRoutes(deps: { readonly tenancy: Tenancy; readonly quotas: QuotaKeeper }): FastifyPluginCallback {
  return (app, _, done) => {
    tellByField(app)
    routes(app, deps.quotas, deps.tenancy)
    done()
  }
}

function routes(app: FastifyInstance, quotas: QuotaKeeper, tenancy: Tenancy): void {
  const acting = actingIn(tenancy)
  const schema = (operationId: string, more: object) => ({
    tags: ['tenants'],
    operationId,
    summary: `core:openapi.tenants.${operationId}`,
    response: { 200: usage },
    ...more,
  })

  app.get(
    '/api/tenant/quotas',
    { config: { access: 'signedIn' }, schema: schema('ownQuotas', {}) },
    async (request) => {
      const context = await request.contextSource(true)
      requireSwitch(context)
      return quotas.usage(context.tenant.id)
    },
  )

  app.get<{ Params: { id: string } }>(
    '/api/tenants/:id/quotas',
    { config: { access: 'superadmin' }, schema: schema('quotas', { params }) },
    async (request) => quotas.usage((await acting(request)).tenant.id),
  )

  app.put<{ Params: { id: string }; Body: { quotas: Record<string, number> } }>(
    '/api/tenants/:id/quotas',
    { config: { access: 'superadmin' }, schema: schema('setQuotas', { params, body }) },
    async (request) => quotas.set(request.body.quotas, await acting(request)),
  )
}
