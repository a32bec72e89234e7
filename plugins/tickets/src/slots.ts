import { may, slot } from '@guildhall/sdk'
import { incomingMails } from './mail/incoming.ts'
import { tickets } from './tickets/tickets.ts'

/** What admin/ draws in the backoffice. */
export const slots = [
  slot.tab('conversation', tickets),
  slot.page('mail', { path: '/mail', icon: 'mail', menu: 'settings', right: may(incomingMails, 'read') }),
] as const
