import { defineEvent, recordEvent, Type } from '@guildhall/sdk'
import { clients } from './clients.ts'
import { staff } from './staff.ts'

/**
 * Something was done for a client or company: an order, a delivery, a finished task. Any plugin may tell it;
 * the directory moves the date of last activity.
 */
export const partyServed = defineEvent(
  'directory.party.served',
  Type.Object({
    client: Type.Optional(Type.String()),
    company: Type.Optional(Type.String()),
  }),
)

export const clientMerged = recordEvent(clients, 'merged')
export const staffDismissed = recordEvent(staff, 'dismissed')
export const staffRehired = recordEvent(staff, 'rehired')
