import { defineError } from '@guildhall/sdk'

export const notSignedIn = defineError('identity.not_signed_in', 401)
/** The same for an unknown name and a wrong password, and for whoever has nowhere to go. */
export const wrongCredentials = defineError('identity.wrong_credentials', 401)
export const tooManyAttempts = defineError<{ retryAfter: number }>('identity.too_many_attempts', 429)
export const notYet = defineError<{ startsOn: string }>('identity.not_yet', 403)
export const noLonger = defineError<{ endsOn: string }>('identity.no_longer', 403)
/** Used up, expired or never given: one answer. */
export const linkInvalid = defineError('identity.link_invalid', 410)
export const loginTaken = defineError('identity.login_taken', 409)
export const emailTaken = defineError('identity.email_taken', 409)
export const userNotFound = defineError('identity.user_not_found', 404)
export const sessionNotFound = defineError('identity.session_not_found', 404)
export const journalForbidden = defineError('identity.journal_forbidden', 403)
/** The password was right; a code of the authenticator, or a recovery code, is asked for besides. */
export const codeRequired = defineError('identity.code_required', 401)
export const codeWrong = defineError('identity.code_wrong', 401)
export const factorOn = defineError('identity.factor_on', 409)
export const factorMissing = defineError('identity.factor_missing', 409)
/** Somebody must be left who runs the installation. */
export const lastSuperadmin = defineError('identity.last_superadmin', 409)
