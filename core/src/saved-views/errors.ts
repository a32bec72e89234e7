import { defineError } from '@guildhall/sdk'

export const unknownView = defineError('views.not_found', 404)
/** Its owner has another one of that name for the same list. */
export const viewThere = defineError('views.name_taken', 409)
/** Somebody else's. */
export const viewOfOthers = defineError('views.of_others', 403)
/** Clients and observers do not speak to the whole tenant. */
export const notShared = defineError('views.sharing_forbidden', 403)
export const tooManyViews = defineError<{ limit: number }>('views.too_many', 409)
