import type { RouteAccess } from '@guildhall/sdk'
import type { FastifyInstance, FastifySchema } from 'fastify'
import { acceptsKeys } from '../access.ts'

export interface DescribedRoute {
  readonly method: string
  readonly path: string
  readonly schema: FastifySchema
  readonly access: RouteAccess | undefined
  readonly acceptsKeys: boolean
}

/** Every route as it is registered, so that nothing is described that does not exist, and nothing exists that is not described. */
export function collectRoutes(app: FastifyInstance): readonly DescribedRoute[] {
  const routes: DescribedRoute[] = []
  app.addHook('onRoute', ({ method, url, schema, config }) => {
    const isDescribed = (url.startsWith('/api/') || schema?.tags) && !schema?.hide
    if (!isDescribed) return
    for (const each of [method].flat())
      if (each !== 'HEAD' && each !== 'OPTIONS')
        routes.push({
          method: each.toLowerCase(),
          path: url,
          schema: schema ?? {},
          access: config?.access,
          acceptsKeys: acceptsKeys(config ?? {}),
        })
  })
  return routes
}
