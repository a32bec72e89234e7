import { Type } from '@sinclair/typebox'
import { canonicalLanguage } from '../i18n/languages.ts'
import { body, nullable, passwordSchema, secretSchema } from '../identity/routes/schemas.ts'
import { isZone } from '../tenancy/zone.ts'

export const text = (maxLength: number) => Type.String({ minLength: 1, maxLength })
export const slugSchema = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,62}$' })
export const at = { at: Type.Optional(Type.String({ maxLength: 63 })) }
const address = nullable(Type.String({ pattern: '^https?://\\S+$', maxLength: 500 }))

/** What anybody says who registers. */
export const asking = {
  email: Type.String({ format: 'email', maxLength: 254 }),
  name: text(200),
  password: passwordSchema,
  consent: Type.Optional(Type.Boolean()),
  language: Type.Optional(Type.String({ maxLength: 35 })),
  zone: Type.Optional(Type.String({ maxLength: 64 })),
  proof: body({
    challenge: Type.String({ maxLength: 300 }),
    answer: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  }),
  /** Left empty by people. */
  website: Type.Optional(Type.String({ maxLength: 1000 })),
}
export const following = { token: secretSchema, password: passwordSchema }
export const tenantShown = Type.Object({ slug: Type.String(), name: Type.String() })
export const termsShown = nullable(
  Type.Object({
    termsUrl: nullable(Type.String()),
    privacyUrl: nullable(Type.String()),
    version: Type.String(),
  }),
)
export const making = {
  200: Type.Object({
    step: Type.Unsafe({ type: 'string', enum: ['unverified', 'tenant', 'preset', 'made'] }),
    tenant: nullable(tenantShown),
  }),
}

export const terms = { termsUrl: address, privacyUrl: address, termsVersion: nullable(Type.String({ maxLength: 40 })) }
export const settingsSchema = {
  isOpen: Type.Boolean(),
  kind: Type.Unsafe<'staff' | 'client'>({ type: 'string', enum: ['staff', 'client'] }),
  roles: Type.Array(Type.String({ format: 'uuid' }), { maxItems: 20 }),
  needsApproval: Type.Boolean(),
  domains: Type.Array(Type.String({ pattern: '^[^@\\s]+\\.[^@\\s]+$', maxLength: 253 }), { maxItems: 100 }),
  ...terms,
}
export const businessSettingsSchema = {
  isOpen: Type.Boolean(),
  presets: Type.Array(text(100), { maxItems: 50 }),
  quotas: Type.Record(Type.String({ maxLength: 200 }), Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
  perHour: Type.Integer({ minimum: 1, maximum: 1000 }),
  ...terms,
}
export const partly = (properties: Parameters<typeof body>[0]) =>
  Type.Object(Type.Partial(Type.Object(properties)).properties, { additionalProperties: false })

/** What a browser says of its reader counts where it makes sense. */
export function sensible<T extends { language?: string | undefined; zone?: string | undefined }>(given: T): T {
  const { language, zone } = given
  return {
    ...given,
    language: language && canonicalLanguage(language) === language ? language : undefined,
    zone: zone && isZone(zone) ? zone : undefined,
  }
}
