import { defineError } from '@guildhall/sdk'

/** Not one signature of Ed25519 over all that must be covered, or none that can be read. */
export const signatureMalformed = defineError('signatures.malformed', 401)
/** Made too long ago, or past the end it gives itself. */
export const signatureExpired = defineError('signatures.expired', 401)
/** Made in what is the future here: one of the two clocks is wrong. */
export const signatureEarly = defineError('signatures.early', 401)
/** Sent a second time. */
export const signatureReplayed = defineError('signatures.replayed', 401)
/** Made for another address than this installation's. */
export const signatureElsewhere = defineError('signatures.elsewhere', 401)
/** It does not fit: something was changed, or it was made with another key. */
export const signatureInvalid = defineError('signatures.invalid', 401)
/** With a signature one reads, and does nothing else. */
export const signatureReadsOnly = defineError('signatures.reads_only', 403)
