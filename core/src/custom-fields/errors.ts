import { defineError } from '@guildhall/sdk'

export const administratorsOnly = defineError('fields.administrators_only', 403)
export const unknownField = defineError('fields.not_found', 404)
/** The resource keeps to its own fields. */
export const closedResource = defineError<{ resource: string }>('fields.resource_closed', 422)
export const tooManyFields = defineError<{ limit: number }>('fields.too_many', 409)
export const archiveFirst = defineError('fields.archive_first', 409)
