import { defineError } from '@guildhall/sdk'

/** Unknown and foreign look the same. */
export const tenantNotFound = defineError('tenancy.not_found', 404)
/** Signed in, and at home nowhere yet. */
export const noTenant = defineError('tenancy.none', 404)
export const suspended = defineError('tenancy.suspended', 403)
export const slugTaken = defineError('tenancy.slug_taken', 409)
export const hostTaken = defineError('tenancy.host_taken', 409)
/** A tenant cannot stand below itself. */
export const tenantCycle = defineError('tenancy.cycle', 422)
