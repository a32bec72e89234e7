import { email, enumeration, integer, text, url } from '@guildhall/sdk'

/** How a tenant sends, and how long it remembers. */
export const settings = {
  keepDays: integer({ default: 90, minimum: 7, maximum: 3650 }),
  smtpHost: text({ optional: true, maxLength: 253 }),
  smtpPort: integer({ default: 587, minimum: 1, maximum: 65_535 }),
  smtpSecurity: enumeration(['starttls', 'tls', 'none'], { default: 'starttls' }),
  smtpUser: text({ optional: true, maxLength: 200 }),
  smtpPassword: text({ optional: true, maxLength: 500, secret: true }),
  smtpFrom: email({ optional: true }),
  smtpFromName: text({ optional: true, maxLength: 100 }),
  /** Where messages for telephones and messengers are handed over. */
  gatewayUrl: url({ optional: true }),
  /** `Name: value`, one a line; keys of the service are among them. */
  gatewayHeaders: text({ optional: true, multiline: true, maxLength: 4000, secret: true }),
  gatewayBody: text({ default: '{"to":"{{to}}","text":"{{text}} {{link}}"}', multiline: true, maxLength: 4000 }),
} as const
