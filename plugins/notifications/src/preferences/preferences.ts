import { defineResource, enumeration, json, ref, Type, text } from '@guildhall/sdk'

export const rhythms = ['at-once', 'hourly', 'daily', 'weekly'] as const
export const timeOfDay = '^([01]\\d|2[0-3]):[0-5]\\d$'
/** By kind, then channel. What is not said is as the kind has it. */
export const choices = Type.Record(
  Type.String({ maxLength: 100 }),
  Type.Record(Type.String({ maxLength: 40 }), Type.Boolean()),
)
export const addresses = Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: 200 }))

/** How somebody wants to be told; written through its own routes, by himself alone. */
export const preferences = defineResource('notification-preferences', {
  fields: {
    person: ref('people', { unique: true, immutable: true, onDelete: 'cascade' }),
    choices: json(choices, { default: {} }),
    /** Wall-clock times in the person's own zone; a night goes past midnight. */
    quietFrom: text({ optional: true, pattern: timeOfDay, maxLength: 5 }),
    quietTo: text({ optional: true, pattern: timeOfDay, maxLength: 5 }),
    digest: enumeration(rhythms, { default: 'at-once' }),
    /** When a daily or weekly digest goes out. */
    digestAt: text({ default: '08:00', pattern: timeOfDay, maxLength: 5 }),
    /** Numbers and accounts, by channel. */
    addresses: json(addresses, { default: {}, personal: true }),
  },
  archivable: false,
  history: false,
  customFields: false,
  views: { menu: 'hidden' },
})
