import { may, slot } from '@guildhall/sdk'
import { deliveries } from './deliveries/deliveries.ts'
import { endpoints } from './endpoints/endpoints.ts'

/** What admin/ draws in the backoffice. */
export const slots = [
  slot.field('events', endpoints, 'events'),
  slot.field('health', endpoints, 'health'),
  slot.aside('secret', endpoints, { right: may(endpoints, 'update') }),
  slot.aside('test', endpoints, { right: may(endpoints, 'ping') }),
  slot.aside('answers', deliveries),
] as const
