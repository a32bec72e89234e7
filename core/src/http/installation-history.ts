import { DomainError } from '@guildhall/sdk'
import type { FastifyRequest } from 'fastify'
import type { BoundStatement } from '../database/statement.ts'
import { type Act, historyOfAct } from '../records/record-act.ts'
import { noTenant } from '../tenancy/errors.ts'
import { inside } from '../tenancy/load.ts'

/** What a superadmin did to the installation is kept in the history of the tenant he stands in; where there is none yet, nowhere. */
export async function installationHistory(request: FastifyRequest, act: Act): Promise<BoundStatement[]> {
  const context = await request.contextSource(true).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === noTenant.code) return null
    throw error
  })
  return context ? [inside(context.tenant.id), historyOfAct({ ...context, requestId: request.id }, act)] : []
}
