import { defineError } from '@guildhall/sdk'

/** Somebody must be left who may change people and roles. */
export const lastAdministrator = defineError('people.last_administrator', 409)
/** Nobody grants what he does not hold, nor changes the login of one who holds more than he does. */
export const beyondOwnRights = defineError<{ resources: readonly string[] }>('people.beyond_own_rights', 403)
/** One of the roles a tenant begins with. */
export const roleOfSystem = defineError('people.role_of_system', 409)
