import type { Plugin } from '@guildhall/sdk'
import type { FastifyPluginCallback } from 'fastify'
import { WiringError } from '../plugins/wiring.ts'
import type { Engine } from '../records/engine.ts'
import type { Identification } from './identify.ts'
import { routeOf } from './plugin-routes.ts'

/**
 * A plugin's routes for everybody, who names the tenant in the path. Whoever comes is nobody here, signed in or not, and what he sends may be
 * a form's: mail programs and pages without scripts send nothing else.
 */
export function publicPluginRoutes(
  engine: Engine,
  identification: Pick<Identification, 'contextAtDoor'>,
  plugin: Plugin,
): FastifyPluginCallback {
  const routes = (plugin.routes ?? []).filter(({ access }) => access === 'public')
  for (const { path } of routes) requireTenant(plugin, path)
  return (app, _, done) => {
    if (routes.length > 0)
      app.addContentTypeParser(
        ['application/x-www-form-urlencoded', 'multipart/form-data'],
        { parseAs: 'string', bodyLimit: 16_384 },
        (_request, body, parsed) => parsed(null, Object.fromEntries(new URLSearchParams(String(body)))),
      )
    for (const route of routes)
      app.route({
        ...routeOf(engine, plugin, route),
        onRequest: async (request) => {
          const { tenant } = request.params as { tenant: string }
          request.contextSource = (fresh) => identification.contextAtDoor(tenant, plugin.name, fresh)
        },
      })
    done()
  }
}

function requireTenant({ name }: Plugin, path: string): void {
  if (/(^|\/):tenant(\/|$)/.test(path)) return
  throw new WiringError([
    {
      plugin: name,
      place: `route ${path}`,
      problem: 'it is public, and does not say whose tenant is meant.',
      remedy: 'Put :tenant into its path.',
    },
  ])
}
