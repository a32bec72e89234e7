import { may, slot } from '@guildhall/sdk'
import { seals } from './chain/seals.ts'

/** What admin/ draws in the backoffice. */
export const slots = [
  slot.page('past', { path: '/past', menu: 'settings', icon: 'history', right: may(seals, 'read') }),
] as const
