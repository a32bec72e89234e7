import type { Kind } from '@guildhall/contract-notifications'
import { defineEvent, Type } from '@guildhall/sdk'
import { notifications } from './inbox/notifications.ts'

/** No fact is told by it: only who tries his mail server gets one. */
export const trial: Kind = {
  name: 'notifications.test',
  event: defineEvent('notifications.mail.tried', Type.Object({ id: Type.String() })),
  texts: {
    label: 'notifications:kinds.test.label',
    title: 'notifications:kinds.test.title',
    text: 'notifications:kinds.test.text',
  },
  about: notifications,
  record: () => '',
  to: [],
  placeholders: {},
  values: async () => ({}),
  optional: false,
  channels: ['mail'],
}
