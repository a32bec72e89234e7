import { defineError } from '@guildhall/sdk'

/** Unknown, revoked, expired, or of somebody who may no longer come in: one answer. */
export const keyInvalid = defineError('keys.invalid', 401)
/** A signing key is never sent: it signs. */
export const keyMustSign = defineError('keys.must_sign', 401)
/** Something only the person himself may do. */
export const personOnly = defineError('keys.person_only', 403)
/** A key is for one tenant. */
export const keyElsewhere = defineError('keys.elsewhere', 403)
export const keyUnknown = defineError('keys.unknown', 404)
export const tooManyKeys = defineError<{ limit: number }>('keys.too_many', 409)
export const keysForbidden = defineError('keys.forbidden', 403)
