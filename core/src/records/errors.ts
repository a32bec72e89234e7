import { defineError } from '@guildhall/sdk'

export const notFound = defineError('records.not_found', 404)
export const forbidden = defineError<{ action: string; resource: string }>('records.forbidden', 403)
/** The record may be seen, and not be used for what was asked. */
export const subjectForbidden = defineError<{ resource: string }>('records.subject_forbidden', 403)
export const forbiddenFields = defineError<{ fields: readonly string[] }>('records.forbidden_fields', 403)
export const stale = defineError<{ version: number; given: number }>('records.stale', 409)
export const wrongState = defineError<{ action: string; state: string }>('records.wrong_state', 409)
export const archived = defineError('records.archived', 409)
export const notArchived = defineError('records.not_archived', 409)
export const invalid = defineError('records.invalid', 422)
export const badQuery = defineError('records.bad_query', 422)
export const duplicate = defineError<{ fields: readonly string[] }>('records.duplicate', 409)
export const overlap = defineError('records.overlap', 409)
export const inUse = defineError<{ dependants: readonly { resource: string; plugin: string; count: number }[] }>(
  'records.in_use',
  409,
)
export const cycle = defineError('records.cycle', 422)
export const outcomeForbidden = defineError<{ action: string }>('records.outcome_forbidden', 403)
