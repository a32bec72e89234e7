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
/** It is being deleted: taken back first, or waited for. */
export const tenantIsBusy = defineError('tenancy.being_deleted', 409)
/** Others stand below it. */
export const tenantHasChildren = defineError<{ tenants: string }>('tenancy.has_children', 409)
/** What was typed is not its short name. */
export const slugNotTyped = defineError('tenancy.slug_not_typed', 422)
export const notBeingDeleted = defineError('tenancy.not_being_deleted', 409)
export const notDueYet = defineError<{ dueAt: string }>('tenancy.not_due_yet', 409)
