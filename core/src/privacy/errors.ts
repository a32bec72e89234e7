import { defineError } from '@guildhall/sdk'

/** Administrators alone look after what is kept about people. */
export const privacyForbidden = defineError('privacy.forbidden', 403)
export const unknownRequest = defineError('privacy.unknown_request', 404)
/** One at a time for a person. */
export const alreadyAsked = defineError('privacy.already_asked', 409)
/** It is no longer, or not yet, in a state where this can be done. */
export const requestClosed = defineError('privacy.request_closed', 409)
/** Who runs the installation is no longer one before he is erased. */
export const superadminStays = defineError('privacy.superadmin', 409)
export const alreadyErased = defineError('privacy.already_erased', 409)
export const tooManyCopies = defineError('privacy.too_many_copies', 429)
/** The file was for a time, or is another's. */
export const copyGone = defineError('privacy.copy_gone', 410)
/** A copy for somebody who cannot come in has nobody to fetch it. */
export const cannotFetch = defineError('privacy.cannot_fetch', 409)
