import type { Installation, Plugin } from '@guildhall/sdk'
import type { FastifyInstance, FastifyPluginCallback, FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import type { Installed } from '../plugins/host.ts'
import type { Engine } from '../records/engine.ts'
import { notFound } from '../records/errors.ts'
import { stepIn } from '../records/step.ts'
import type { Identification } from './identify.ts'
import { pluginRoutes } from './plugin-routes.ts'
import { publicPluginRoutes } from './public-plugin-routes.ts'
import { resourceRoutes } from './resource-routes.ts'

interface FeatureOptions {
  readonly engine: Engine
  readonly installed: Installed
  readonly identification: Pick<Identification, 'contextAtDoor'>
  readonly installation: Installation
}

/** A feature as Fastify sees it: a plugin with a name that needs others, with its resources, its routes and what it adds by itself. */
export function featureOf(
  { engine, installed, identification, installation }: FeatureOptions,
  plugin: Plugin,
): FastifyPluginCallback {
  const own = [...installed.registry.models.values()].filter((model) => model.plugin === plugin.name)
  const register: FastifyPluginCallback = (app, _, done) => {
    for (const model of own) resourceRoutes(app, engine, model)
    pluginRoutes(app, engine, plugin)
    app.register(publicPluginRoutes(engine, identification, plugin))
    if (plugin.fastify) plainRoutes(app, engine, plugin, installation)
    done()
  }
  return fastifyPlugin(register, {
    fastify: '5.x',
    name: fastifyName(plugin.name),
    dependencies: (plugin.requires ?? []).map(fastifyName),
  })
}

const fastifyName = (name: string) => `guildhall-${name}`

/** Routes of the plugin's own making know nothing of tenants; where the plugin is off they are not there. */
function plainRoutes(app: FastifyInstance, engine: Engine, plugin: Plugin, installation: Installation): void {
  app.register(async (scoped) => {
    // Nobody narrows by scopes what such a route does of its own accord.
    scoped.addHook('onRoute', (route) => {
      route.config = { keys: 'refused', ...route.config }
    })
    scoped.addHook('preHandler', async (request) => {
      if (!request.signedIn) return
      const context = await request.contextSource(true)
      if (!context.plugins.has(plugin.name)) throw notFound()
    })
    scoped.decorateRequest('within', function within(this: FastifyRequest, work) {
      return stepIn(engine, this.contextSource, work)
    })
    await plugin.fastify?.(scoped, installation)
  })
}
