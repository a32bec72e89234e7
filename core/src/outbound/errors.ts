import { defineError } from '@guildhall/sdk'

/** Not https, or more than a host and a port before the path. */
export const addressUnfit = defineError('outbound.address_unfit', 422)
/** It leads to this machine or its own network, which only the operator may allow. */
export const addressPrivate = defineError('outbound.address_private', 422)
export const unreachable = defineError('outbound.unreachable', 502)
export const timedOut = defineError('outbound.timed_out', 502)
export const tooLarge = defineError('outbound.too_large', 502)
