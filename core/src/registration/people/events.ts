import { defineEvent, Type } from '@guildhall/sdk'

const about = Type.Object({ id: Type.String() })

/** Somebody verified his address and waits for an administrator. */
export const registrationVerified = defineEvent('core.registration.verified', about)
/** Somebody who waited was let in, or was not. */
export const registrationDecided = defineEvent('core.registration.decided', about)
