import { defineError } from '@guildhall/sdk'

export const providerUnknown = defineError('providers.unknown', 404)
export const slugTaken = defineError('providers.slug_taken', 409)
/** It does not answer, or not as OpenID Connect wants it. */
export const providerUnreachable = defineError('providers.unreachable', 502)
/** It answered, and what it said does not hold: a code used before, a signature, an audience. */
export const providerRefused = defineError('providers.refused', 401)
/** The person said no there, or the provider did. */
export const signInDeclined = defineError('providers.declined', 403)
/** What comes back was not begun in this browser, or too long ago. */
export const tripLost = defineError('providers.trip_lost', 400)
export const emailUnverified = defineError('providers.email_unverified', 403)
export const domainNotAllowed = defineError('providers.domain_not_allowed', 403)
/** The same whether or not anybody here has the address. */
export const notLinked = defineError('providers.not_linked', 403)
export const personUnknown = defineError('providers.person_unknown', 403)
export const alreadyLinked = defineError('providers.already_linked', 409)
export const linkedToAnother = defineError('providers.linked_to_another', 409)
export const lastWayIn = defineError('providers.last_way_in', 409)
