import { channels, kinds } from '@guildhall/contract-notifications'
import { definePlugin } from '@guildhall/sdk'
import { openBook } from './book.ts'
import { gatewayChannel } from './channels/gateway.ts'
import { mailChannel } from './channels/mail.ts'
import { pushChannel } from './channels/push.ts'
import { delivering } from './deliveries/deliver.ts'
import { deliveries } from './deliveries/deliveries.ts'
import { laneOf } from './deliveries/lane.ts'
import { listen } from './inbox/listen.ts'
import { notifications } from './inbox/notifications.ts'
import { notifying } from './inbox/notify.ts'
import { inboxRoutes } from './inbox/routes.ts'
import { mailTestRoute } from './mail-test.ts'
import { preferences } from './preferences/preferences.ts'
import { preferenceRoutes } from './preferences/routes.ts'
import { prune } from './prune.ts'
import { devices } from './push/devices.ts'
import { pushRoutes } from './push/routes.ts'
import { offered } from './reports.ts'
import { settings } from './settings.ts'
import { slots } from './slots.ts'
import { templateRoutes } from './templates/routes.ts'
import { templates } from './templates/templates.ts'
import { unsubscribeRoutes } from './unsubscribe/routes.ts'

const book = openBook()

export default definePlugin({
  name: 'notifications',
  version: '0.1.0',
  settings,
  resources: [notifications, deliveries, preferences, devices, templates],
  extensionPoints: [kinds, channels],
  contributes: [mailChannel, pushChannel, gatewayChannel, offered],
  jobs: { notify: notifying(book), deliver: delivering(book), prune },
  routes: [
    ...inboxRoutes,
    ...preferenceRoutes(book),
    ...pushRoutes,
    ...templateRoutes(book),
    ...unsubscribeRoutes(book),
    mailTestRoute,
  ],
  admin: { module: new URL('../dist/admin/index.js', import.meta.url), slots },
  setup(setup) {
    listen(setup, book)
    setup.after.action(deliveries, 'resend', async ({ record, scope }) => {
      await scope.later(
        'notifications.deliver',
        { delivery: record.id },
        { lane: laneOf(record.channel, record.person) },
      )
    })
  },
})
