import { enumeration, integer } from '@guildhall/sdk'

/** Of mail that comes to the business. */
export const mailSettings = {
  /** Who has no login and is no client: whether his mail becomes a ticket by itself. */
  strangers: enumeration(['hold', 'accept'], { default: 'hold' }),
  /** Where nobody says whether the sender is who he says; what a sender's own servers deny is always held. */
  whenUnverified: enumeration(['hold', 'accept'], { default: 'hold' }),
  mailsPerHour: integer({ default: 30, minimum: 1, maximum: 10_000 }),
  /** For how long what came is kept beside what became of it. */
  mailDays: integer({ default: 90, minimum: 7, maximum: 3650 }),
} as const
