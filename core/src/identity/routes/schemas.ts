import { type Static, type TSchema, Type } from '@sinclair/typebox'
import type { User } from '../users.ts'

export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

export const body = <P extends Record<string, TSchema>>(properties: P) =>
  Type.Object(properties, { additionalProperties: false })

export const nothing = { 204: Type.Null() }

/** What a user learns of himself. */
export const userSchema = Type.Object({
  id: Type.String(),
  email: Type.String(),
  login: nullable(Type.String()),
  name: Type.String(),
  language: nullable(Type.String()),
  zone: nullable(Type.String()),
  superadmin: Type.Boolean(),
})

export function aboutUser({ id, email, login, name, language, zone, superadmin }: User): Static<typeof userSchema> {
  return { id, email, login, name, language, zone, superadmin }
}

export const tenantName = Type.Object({ id: Type.String(), slug: Type.String(), name: Type.String() })
/** Of a link in a mail. One that was cut off on its way is refused like one that never was. */
export const secretSchema = Type.String({ maxLength: 2000 })
/** Six digits of an authenticator, or a recovery code. */
export const codeSchema = Type.String({ minLength: 1, maxLength: 40 })
/** Judged by the password policy; here only kept from being a flood. */
export const passwordSchema = Type.String({ maxLength: 1000 })
