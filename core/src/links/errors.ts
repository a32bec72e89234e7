import { defineError } from '@guildhall/sdk'

export const linksForbidden = defineError('links.forbidden', 403)
export const linkUnknown = defineError('links.unknown', 404)
export const linkTaken = defineError('links.taken', 409)
export const tooManyLinks = defineError<{ limit: number }>('links.too_many', 409)
/** The other installation does not take the key: it is unknown there, revoked or expired. Never a 401: who reads is signed in here. */
export const linkRefused = defineError('links.refused', 502)
export const clocksDiffer = defineError('links.clocks_differ', 502)
/** The installation there goes by another address than the one it was asked at. */
export const addressDiffers = defineError('links.address_differs', 502)
/** Whatever answers there, it is none of ours. */
export const notGuildhall = defineError('links.not_guildhall', 502)
/** It has troubles of its own. */
export const linkFailing = defineError('links.failing', 502)
/** The key opens the door there, and nothing behind it. */
export const noRightThere = defineError('links.no_right', 502)
/** What is nobody else's to read, or has no end. */
export const notForwarded = defineError('links.not_forwarded', 404)
