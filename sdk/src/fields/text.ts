import { type TSchema, Type } from '@sinclair/typebox'
import type { Field, FieldKind, FieldOptions, FlagsOf } from './field.ts'

export interface TextOptions extends FieldOptions {
  /** Counted in UTF-16 code units; 200 unless told, 20,000 for a multiline text. */
  maxLength?: number
  minLength?: number
  multiline?: boolean
  /** A regular expression (ECMAScript, unanchored) the value must match. */
  pattern?: string
  caseInsensitive?: boolean
  default?: string
}

/** Text, kept trimmed and in Unicode form NFC. An empty text counts as none. */
export function text<const O extends TextOptions>(options?: O): Field<string, 'text', FlagsOf<O>> {
  const { maxLength, minLength = 1, pattern, ...rest } = options ?? ({} as O)
  const limit = maxLength ?? (rest.multiline ? 20_000 : 200)
  return { kind: 'text', schema: Type.String({ maxLength: limit, minLength, ...(pattern && { pattern }) }), ...rest }
}

/**
 * A number given by the platform at creation, unique in its tenant: `P-{year}-{0000}` counts from 1 in each year,
 * padded to four digits; without `{year}` it counts for ever. The year is the tenant's local one.
 */
export function numbered<const O extends FieldOptions>(
  format: string,
  options?: O,
): Field<string, 'text', { optional: false; computed: true; defaulted: true }> {
  return {
    kind: 'text',
    schema: Type.String({ maxLength: 60 }),
    ...options,
    unique: true,
    searchable: true,
    computed: true,
    numbering: format,
  }
}

/** An e-mail address; compared in Unicode form NFKC and lower case. */
export const email = contact('email', Type.String({ format: 'email', maxLength: 254 }))
/** A telephone number: digits, spaces and `+()-./`; 5 to 20 digits. */
export const phone = contact('phone', Type.String({ pattern: '^\\+?(?:[ ()./-]*\\d){5,20}[ ()./-]*$', maxLength: 40 }))
/** An absolute http or https address. */
export const url = contact('url', Type.String({ format: 'uri', pattern: '^https?://', maxLength: 2000 }))
/** A colour as `#rrggbb`. */
export const color = contact('color', Type.String({ pattern: '^#[0-9a-fA-F]{6}$' }))

function contact<Kind extends FieldKind>(kind: Kind, schema: TSchema) {
  return <const O extends FieldOptions & { default?: string }>(options?: O): Field<string, Kind, FlagsOf<O>> => ({
    kind,
    schema,
    ...options,
  })
}
