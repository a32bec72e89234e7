import { defineError } from '@guildhall/sdk'

/** Somebody must be left who may change people and roles. */
export const lastAdministrator = defineError('people.last_administrator', 409)
/** Nobody grants what he does not hold, nor changes the login of one who holds more than he does. */
export const beyondOwnRights = defineError<{
  resources: readonly string[]
  rights?: readonly { resource: string; action: string }[]
}>('people.beyond_own_rights', 403)
/** He was erased: nobody comes in by what is left of him. */
export const personErased = defineError('people.erased', 409)
/** One of the roles a tenant begins with. */
export const roleOfSystem = defineError('people.role_of_system', 409)
/** Who still holds something is not deleted before somebody takes over. */
export const heirNeeded = defineError<{ dependants: readonly { resource: string; count: number }[] }>(
  'people.heir_needed',
  409,
)
export const heirInactive = defineError('people.heir_inactive', 422)
export const heirSame = defineError('people.heir_same', 422)
export const heirKind = defineError('people.heir_kind', 422)
/** A rule of some plugin keeps the heir from it; nothing was handed over. */
export const heirUnfit = defineError<{ resource: string; id: string; code: string; reason: string }>(
  'people.heir_unfit',
  409,
)
