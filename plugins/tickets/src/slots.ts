import { slot } from '@guildhall/sdk'
import { tickets } from './tickets/tickets.ts'

/** What admin/ draws in the backoffice. */
export const slots = [slot.tab('conversation', tickets)] as const
