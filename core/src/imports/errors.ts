import { defineError } from '@guildhall/sdk'

export const unknownImport = defineError('imports.not_found', 404)
/** Clients and observers bring in nothing; others what they may make or change by hand. */
export const notForYou = defineError('imports.staff_only', 403)
export const tooLarge = defineError<{ megabytes: number }>('imports.too_large', 413)
export const unreadable = defineError('imports.unreadable', 422)
export const empty = defineError('imports.empty', 422)
/** A small archive that unpacks to something huge. */
export const bomb = defineError<{ megabytes: number }>('imports.unpacks_too_large', 422)
export const tooMany = defineError<{ limit: number }>('imports.too_many', 409)
export const wrongState = defineError('imports.wrong_state', 409)
export const gone = defineError('imports.expired', 410)
export const notMapped = defineError('imports.not_mapped', 422)

/** What is wrong with one cell or row. */
export const cellProblems = {
  number: defineError('imports.not_a_number', 422),
  date: defineError('imports.not_a_date', 422),
  instant: defineError('imports.not_a_moment', 422),
  money: defineError('imports.not_an_amount', 422),
  currency: defineError('imports.currency_missing', 422),
  duration: defineError('imports.not_a_duration', 422),
  choice: defineError('imports.not_a_choice', 422),
  boolean: defineError('imports.not_yes_or_no', 422),
  json: defineError('imports.not_structured', 422),
  unknown: defineError('imports.reference_unknown', 422),
  ambiguous: defineError('imports.reference_ambiguous', 422),
  exists: defineError('imports.exists', 409),
  missing: defineError('imports.nothing_to_update', 404),
  repeated: defineError<{ row: number }>('imports.repeated', 409),
  unnamed: defineError('imports.key_missing', 422),
} as const
