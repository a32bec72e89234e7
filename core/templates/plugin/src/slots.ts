import { may, slot } from '@guildhall/sdk'
import { notes } from './notes.ts'

/** What admin/ draws in the backoffice. */
export const slots = [slot.page('board', { path: '/board', icon: 'dashboard', right: may(notes, 'read') })] as const
