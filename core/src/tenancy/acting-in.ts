import type { FastifyRequest } from 'fastify'
import type { Context } from '../records/context.ts'
import { tenantNotFound } from './errors.ts'
import type { Tenancy } from './tenancy.ts'

export type ActingIn = (request: FastifyRequest<{ Params: { id: string } }>) => Promise<Context>

/** A superadmin in the tenant an address names, as its history will say. @throws 404 */
export function actingIn({ tenants, contextFor }: Tenancy): ActingIn {
  return async (request) => {
    const tenant = await tenants.find({ id: request.params.id })
    if (!tenant) throw tenantNotFound()
    const userId = request.signedIn?.userId ?? ''
    return contextFor({ userId, tenantSlug: tenant.slug, requestId: request.id, fresh: true })
  }
}
