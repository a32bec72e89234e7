import { type Static, Type } from '@sinclair/typebox'
import { body, nullable } from '../routes/schemas.ts'
import type {
  AuthenticationResponseJSON,
  CreationOptions,
  RegistrationResponseJSON,
  RequestOptions,
} from './ceremony.ts'

/** Base64url, as PublicKeyCredential.toJSON() writes it. */
const text = (maxLength: number) => Type.String({ maxLength, pattern: '^[\\w-]*$' })
const credential = {
  id: text(1400),
  rawId: text(1400),
  type: Type.Literal('public-key'),
  authenticatorAttachment: Type.Optional(nullable(Type.String({ maxLength: 40 }))),
  clientExtensionResults: Type.Optional(Type.Record(Type.String({ maxLength: 100 }), Type.Unknown())),
}
export const assertionSchema = Type.Unsafe<AuthenticationResponseJSON>(
  body({
    ...credential,
    response: body({
      clientDataJSON: text(8000),
      authenticatorData: text(8000),
      signature: text(2000),
      userHandle: Type.Optional(nullable(text(100))),
    }),
  }),
)
export const attestationSchema = Type.Unsafe<RegistrationResponseJSON>(
  body({
    ...credential,
    response: body({
      clientDataJSON: text(8000),
      attestationObject: text(40_000),
      authenticatorData: Type.Optional(text(20_000)),
      transports: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 10 })),
      publicKeyAlgorithm: Type.Optional(Type.Integer()),
      publicKey: Type.Optional(text(10_000)),
    }),
  }),
)
/** Handed to navigator.credentials as it is. */
const options = { type: 'object', additionalProperties: true } as const
export const creationOptionsSchema = Type.Object({ options: Type.Unsafe<CreationOptions>(options) })
export const requestOptionsSchema = Type.Object({ options: Type.Unsafe<RequestOptions>(options) })

export const nameSchema = Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' })
export const passkeySchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  createdAt: Type.String(),
  usedAt: nullable(Type.String()),
  stoppedAt: nullable(Type.String()),
})
export type NewPasskey = { readonly name: Static<typeof nameSchema>; readonly credential: RegistrationResponseJSON }
