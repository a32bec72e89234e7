import { defineError } from '@guildhall/sdk'
import type { FastifyContextConfig, FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import { actingNot } from '../acting/errors.ts'
import { personOnly } from '../keys/errors.ts'
import { WiringError } from '../plugins/wiring.ts'

export const unauthenticated = defineError('auth.required', 401)
const superadminOnly = defineError('auth.superadmin_only', 403)

/** The first law: a route that does not say who may call it stops the start. */
export function refuseUndeclared(app: FastifyInstance): void {
  const silent: RouteOptions[] = []
  app.addHook('onRoute', (route) => {
    // The route that makes preflights possible answers nothing itself.
    const isPreflight = route.method === 'OPTIONS' && route.url === '*'
    if (route.config?.access === undefined && !isPreflight) silent.push(route)
  })
  app.addHook('onReady', async () => {
    if (silent.length === 0) return
    throw new WiringError(
      silent.map(({ method, url }) => ({
        plugin: url.split('/')[2] ?? 'core',
        place: `route ${String(method)} ${url}`,
        problem: 'it does not say who may call it.',
        remedy: "Give it config.access: 'public', 'signedIn', 'superadmin' or an action on a resource.",
      })),
    )
  })
}

/** Who is not signed in is told so before anything else; rights on records are the engine's to judge. */
export function decideAccess(app: FastifyInstance): void {
  app.addHook('onRequest', async (request: FastifyRequest) => {
    const access = request.routeOptions.config.access
    if (access === 'public' || request.is404) return
    if (!request.signedIn) throw unauthenticated()
    if (request.signedIn.key && !acceptsKeys(request.routeOptions.config)) throw personOnly()
    if (request.signedIn.acting && request.routeOptions.config.acting === 'refused') throw actingNot()
    if (access === 'superadmin' && !request.signedIn.superadmin) throw superadminOnly()
  })
}

/** A program with a key comes where a right on a resource is asked, which its scopes narrow; elsewhere only if the route says so. */
export function acceptsKeys({ access, keys }: Pick<FastifyContextConfig, 'access' | 'keys'>): boolean {
  return keys === undefined ? typeof access === 'object' : keys === 'accepted'
}
