import type { Page, Plugin, RouteDefinition } from '@guildhall/sdk'
import { isFileAnswer } from '@guildhall/sdk'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { Engine } from '../records/engine.ts'
import { forbidden, notFound } from '../records/errors.ts'
import { readingPlace } from '../records/read-apart.ts'
import { refusalIn } from '../records/refusals.ts'
import { openScope } from '../records/scope.ts'
import { transact } from '../records/transact.ts'
import { compileInput } from '../records/validate.ts'
import { describedOnly } from './described-only.ts'
import { noBody } from './no-body.ts'
import { sendPlainPage } from './plain-page.ts'
import { sendFile } from './send-file.ts'

/** A plugin's own routes below `/api/<plugin>`: one transaction each, gone where the plugin is off. */
export function pluginRoutes(app: FastifyInstance, engine: Engine, plugin: Plugin): void {
  for (const route of plugin.routes ?? []) if (route.access !== 'public') app.route(routeOf(engine, plugin, route))
}

/** One of them as Fastify has it. */
export function routeOf(engine: Engine, plugin: Plugin, route: RouteDefinition): RouteOptions {
  const body = route.body ?? (takesNothing(route) ? noBody : undefined)
  const judged = body && compileInput(body)
  const judgeQuery = route.query ? compileInput(route.query) : () => {}
  return {
    method: route.method,
    url: `/api/${plugin.name}${route.path}`,
    config: {
      access: route.access,
      seeAs: route.seeAs ?? 'refused',
      ...(route.keys && { keys: route.keys }),
      ...(route.gives && { gives: route.gives }),
    },
    ...describedOnly,
    schema: {
      tags: [plugin.name],
      operationId: `${route.method.toLowerCase()}:${plugin.name}${route.path}`,
      ...(route.summary && { summary: route.summary }),
      ...(body && { body }),
      ...(route.query && { querystring: route.query }),
      ...(route.response && { response: { 200: route.response } }),
      ...(route.gives === 'page' && { produces: ['text/html'] }),
    },
    handler: async (request, reply) => {
      const answered = await answer(engine, plugin, route, request, reply, () => {
        judgeQuery(request.query)
        judged?.(body === noBody ? (request.body ?? null) : request.body)
      })
      if (route.gives !== 'page') return answered
      return sendPlainPage(reply, (await request.translator()).language, answered as Page)
    },
  }
}

/** What a stranger's mail program or form sends along is not looked at. */
const takesNothing = ({ method, access }: RouteDefinition) =>
  access !== 'public' && method !== 'GET' && method !== 'DELETE'

async function answer(
  engine: Engine,
  plugin: Plugin,
  route: RouteDefinition,
  request: FastifyRequest,
  reply: FastifyReply,
  judge: () => void,
): Promise<unknown> {
  const database = route.reads === 'apart' ? await readingPlace(engine) : engine.database
  return transact({ ...engine, database }, request.contextSource, async (operation) => {
    const { context } = operation
    if (!context.plugins.has(plugin.name)) throw notFound()
    if (typeof route.access === 'object' && !context.plan.has(route.access.resource, route.access.action))
      throw forbidden(route.access)
    judge()
    const given = await route.run({
      scope: openScope(operation),
      params: request.params as Record<string, string>,
      body: request.body,
      query: request.query,
      from: request.ip,
    })
    return isFileAnswer(given) ? sendFile(reply, given, context.zone) : (given ?? null)
  }).catch((error) => {
    throw refusalIn(error, engine.registry)
  })
}
