import { Type } from '@sinclair/typebox'
import type { Field, FieldOptions, FlagsOf } from './field.ts'

export interface TimeOptions extends FieldOptions {
  /** A literal, or `$today`, `$today+30d`, `$now`, `$now-2h`: reckoned at creation, days in the actor's zone. */
  default?: string
}

/** A calendar date `YYYY-MM-DD` without a zone (ISO 8601). */
export function date<const O extends TimeOptions>(options?: O): Field<string, 'date', FlagsOf<O>> {
  return { kind: 'date', schema: Type.String({ format: 'date' }), ...options }
}

/**
 * An instant: ISO 8601 with an offset in, UTC with milliseconds (`2026-03-29T00:30:00.000Z`) out.
 * The IANA zone it was made in stands beside it as `<field>Zone` and is the actor's unless given.
 */
export function instant<const O extends TimeOptions>(options?: O): Field<string, 'instant', FlagsOf<O>> {
  return { kind: 'instant', schema: Type.String({ format: 'date-time' }), ...options }
}
