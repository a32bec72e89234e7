import { can, defineResource, instant, integer, ref, text } from '@guildhall/sdk'
import { deliveries } from './deliveries.ts'

/** One try of a delivery: what came back, or why nothing did. */
export const attempts = defineResource('webhook-attempts', {
  fields: {
    delivery: ref(deliveries, { onDelete: 'cascade' }),
    at: instant(),
    /** The status of the answer, if there was one. */
    answered: integer({ optional: true }),
    milliseconds: integer({ minimum: 0 }),
    /** The code of what kept an answer from coming. */
    error: text({ optional: true }),
    /** Its first 4 kB. */
    answer: text({ optional: true, multiline: true, maxLength: 4096 }),
  },
  rules: { admin: [can('read')] },
  archivable: false,
  history: false,
  customFields: false,
  views: { list: ['at', 'answered', 'milliseconds', 'error', 'answer'], menu: 'hidden' },
})
