import type { FastifyPluginCallback } from 'fastify'
import '../http/request.ts'
import { tellByField } from '../http/schema-errors.ts'
import { accountRoutes } from './routes/account.ts'
import type { IdentityRoutesOptions } from './routes/deps.ts'
import { linkRoutes } from './routes/links.ts'
import { loginRoutes } from './routes/login.ts'
import { secondFactorRoutes } from './routes/second-factor.ts'
import { sessionRoutes } from './routes/sessions.ts'

export type { IdentityRoutesOptions } from './routes/deps.ts'

/** Everything below /api/auth, and the login journal. */
export function identityRoutes(options: IdentityRoutesOptions): FastifyPluginCallback {
  return (app, _, done) => {
    tellByField(app)
    loginRoutes(app, options)
    accountRoutes(app, options)
    linkRoutes(app, options)
    secondFactorRoutes(app, options)
    sessionRoutes(app, options)
    done()
  }
}
