import { may, slot } from '@guildhall/sdk'
import { deliveries } from './deliveries/deliveries.ts'
import { notifications } from './inbox/notifications.ts'
import { templates } from './templates/templates.ts'

/** What admin/ draws in the backoffice. */
export const slots = [
  slot.bar('bell', { instead: 'bell', right: may(notifications, 'read') }),
  slot.page('inbox', { path: '/inbox', menu: 'hidden', icon: 'notifications' }),
  slot.page('preferences', { path: '/preferences', menu: 'settings', icon: 'notifications' }),
  slot.page('mail', { path: '/mail', menu: 'settings', icon: 'mail', right: may(deliveries, 'resend') }),
  slot.page('templates', { path: '/templates', menu: 'settings', icon: 'translate', right: may(templates, 'update') }),
] as const
