import { defineError } from '@guildhall/sdk'

/** The installation's address is a number; passkeys belong to a name. */
export const passkeysUnavailable = defineError('passkeys.unavailable', 409)
/** What was signed was not asked for in this browser, or too long ago, or is used up: one answer. */
export const challengeLost = defineError('passkeys.lost', 400)
/** The same for an unknown passkey, a signature that does not hold, and whoever has nowhere to go. */
export const passkeyRefused = defineError('passkeys.refused', 401)
/** There is a copy of it. */
export const passkeyStopped = defineError('passkeys.stopped', 403)
/** What the authenticator made does not hold. */
export const passkeyUnsound = defineError('passkeys.unsound', 422)
export const passkeyAlreadyAdded = defineError('passkeys.already_added', 409)
export const tooManyPasskeys = defineError<{ most: number }>('passkeys.too_many', 409)
export const passkeyUnknown = defineError('passkeys.unknown', 404)
