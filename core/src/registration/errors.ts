import { defineError } from '@guildhall/sdk'

/** Closed, unknown and suspended look the same. */
export const registrationClosed = defineError('registration.closed', 404)
export const consentNeeded = 'registration.consent_needed'
export const domainNotAllowed = 'registration.domain_not_allowed'
/** Unsolved, expired, used or never given: a new challenge is asked for. */
export const proofInvalid = defineError('registration.proof_invalid', 403)
export const tooFast = defineError<{ retryAfter: number }>('registration.too_fast', 429)
export const tooMany = defineError<{ retryAfter: number }>('registration.too_many', 429)
/** Whoever has the mailbox may know that he is known. */
export const alreadyHere = defineError('registration.already_here', 409)
export const registrationNotFound = defineError('registration.not_found', 404)
/** It was decided before, or is not verified yet. */
export const notWaiting = defineError('registration.not_waiting', 409)
export const rolesGone = defineError('registration.roles_gone', 409)
