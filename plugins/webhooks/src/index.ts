import { definePlugin, integer } from '@guildhall/sdk'
import { attempts } from './deliveries/attempts.ts'
import { deliveries } from './deliveries/deliveries.ts'
import { deliverEvents } from './deliveries/matching.ts'
import { prune } from './deliveries/pruning.ts'
import { resend, resendOnRequest } from './deliveries/resending.ts'
import { judgeAim } from './endpoints/aim.ts'
import { endpointDisabled } from './endpoints/disabled.ts'
import { endpoints } from './endpoints/endpoints.ts'
import { notice } from './endpoints/notice.ts'
import { pingOnRequest } from './endpoints/ping.ts'
import { keepSecrets, revealRoute, rotateRoute } from './endpoints/secrets.ts'
import { eventsRoute } from './events/route.ts'
import { rests } from './sending/rests.ts'
import { send } from './sending/send.ts'
import { slots } from './slots.ts'

export default definePlugin({
  name: 'webhooks',
  version: '0.1.0',
  settings: {
    /** Seconds until the whole of an answer must be there. */
    timeout: integer({ default: 15, minimum: 1, maximum: 30 }),
    /** Days without one success after which an endpoint is disabled. */
    disableAfter: integer({ default: 5, minimum: 1, maximum: 30 }),
    /** Days for which deliveries that are over are kept. */
    keepDays: integer({ default: 30, minimum: 1, maximum: 365 }),
  },
  resources: [endpoints, deliveries, attempts, rests],
  events: [endpointDisabled],
  routes: [eventsRoute, revealRoute, rotateRoute],
  jobs: { send, resend, prune, notice },
  admin: { module: new URL('../dist/admin/index.js', import.meta.url), slots },
  setup(setup) {
    judgeAim(setup)
    keepSecrets(setup)
    pingOnRequest(setup)
    deliverEvents(setup)
    resendOnRequest(setup)
  },
})
