import type { FastifyPluginCallback } from 'fastify'
import '../http/request.ts'
import { tellByField } from '../http/schema-errors.ts'
import { passkeyDoorRoutes } from './passkeys/door-routes.ts'
import { ownPasskeyRoutes } from './passkeys/own-routes.ts'
import { providerDoorRoutes } from './providers/door-routes.ts'
import { ownLinkRoutes } from './providers/link-routes.ts'
import { providerRoutes } from './providers/routes.ts'
import { accountRoutes } from './routes/account.ts'
import type { IdentityRoutesOptions } from './routes/deps.ts'
import { linkRoutes } from './routes/links.ts'
import { loginRoutes } from './routes/login.ts'
import { secondFactorRoutes } from './routes/second-factor.ts'
import { sessionRoutes } from './routes/sessions.ts'

export type { IdentityRoutesOptions } from './routes/deps.ts'

/** Everything below /api/auth, the login journal, and who vouches for people. */
export function identityRoutes(options: IdentityRoutesOptions): FastifyPluginCallback {
  return (app, _, done) => {
    tellByField(app)
    loginRoutes(app, options)
    accountRoutes(app, options)
    linkRoutes(app, options)
    secondFactorRoutes(app, options)
    sessionRoutes(app, options)
    passkeyDoorRoutes(app, options)
    ownPasskeyRoutes(app, options)
    providerDoorRoutes(app, options)
    ownLinkRoutes(app, options)
    providerRoutes(app, options)
    done()
  }
}
