import { defineError, Type } from '@guildhall/sdk'
import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify'
import { readInTenant } from '../database/enter.ts'
import type { Installed } from '../plugins/host.ts'
import { dependantsOf } from '../plugins/order.ts'
import { changeSettings, type PluginSettings, shownSettings } from '../plugins/plugin-settings.ts'
import { disablePlugin, enablePlugin, find, readSwitches, requireSwitch } from '../plugins/switching.ts'
import { entryOf } from '../records/context.ts'
import type { Engine, Operation } from '../records/engine.ts'
import { repeating, transact } from '../records/transact.ts'
import { compileInput } from '../records/validate.ts'
import { describedOnly } from './described-only.ts'
import { describeInput } from './manifest/resources.ts'
import { bodyOf, ifMatch } from './request-parts.ts'

const noSettings = defineError<{ plugin: string }>('plugins.no_settings', 404)

export interface SwitchDeps {
  readonly engine: Engine
  readonly installed: Installed
}

/**
 * The plugins of a tenant: which are on, what they need, their settings. For whoever may change every role of the tenant.
 * A turn counts at once: it raises the tenant's epoch with it, so that every node asks again before it answers anybody there.
 */
export function switchRoutes({ engine, installed }: SwitchDeps): FastifyPluginCallback {
  const judgeTurn = compileInput(turnBody)

  /** One transaction for whoever may. */
  const changing = <T>(request: FastifyRequest, work: (operation: Operation) => Promise<T>): Promise<T> =>
    transact(engine, request.contextSource, (operation) => {
      requireSwitch(operation.context)
      return work(operation)
    })
  const switches = (request: FastifyRequest) =>
    repeating(engine, request.contextSource, async (context) => {
      const [{ rows }] = await readInTenant(engine.database, entryOf(context), [readSwitches(context.tenant.id)])
      requireSwitch(context)
      return new Map(rows.map((row) => [row.plugin, row]))
    })

  return (app, _options, done) => {
    const route = (operationId: string, schema: object) => ({
      config: { access: 'signedIn' as const },
      ...describedOnly,
      schema: { tags: ['plugins'], operationId, summary: `core:openapi.plugins.${operationId}`, ...schema },
    })
    app.get('/api/plugins', route('plugins', { response: { 200: Type.Array(pluginSchema) } }), async (request) => {
      const rows = await switches(request)
      return installed.plugins.map(({ name, version, requires = [], enhances = [], settings = {} }) => ({
        name,
        label: `${name}:plugin.name`,
        description: `${name}:plugin.description`,
        ...(version && { version }),
        enabled: name === 'core' || rows.get(name)?.enabled === true,
        fixed: name === 'core',
        requires,
        enhances,
        dependants: dependantsOf(installed.plugins, name),
        resources: [...engine.registry.models.values()]
          .filter(({ plugin }) => plugin === name)
          .map((model) => model.name),
        hasSettings: Object.keys(settings).length > 0,
      }))
    })
    for (const [verb, turn] of [
      ['enable', enablePlugin],
      ['disable', disablePlugin],
    ] as const)
      app.post(
        `/api/plugins/:name/${verb}`,
        route(verb, { params: nameParams, body: turnBody, response: { 200: turnedSchema } }),
        async (request) => {
          judgeTurn(request.body ?? {})
          const { cascade = false } = (request.body ?? {}) as { cascade?: boolean }
          const turned = await changing(request, (operation) =>
            turn(installed, operation, nameOf(request), { cascade }),
          )
          return { [`${verb}d`]: turned }
        },
      )
    app.get(
      '/api/plugins/:name/settings',
      route('settings', { params: nameParams, response: { 200: settingsSchema } }),
      async (request, reply) => {
        const rows = await switches(request)
        return sendSettings(request, reply, shownSettings(installed, nameOf(request), rows.get(nameOf(request))))
      },
    )
    app.patch(
      '/api/plugins/:name/settings',
      route('changeSettings', {
        params: nameParams,
        body: Type.Object({}, { additionalProperties: true }),
        response: { 200: settingsSchema },
      }),
      async (request, reply) => {
        const changes = bodyOf(request)
        const version = ifMatch(request)
        const saved = await changing(request, (operation) =>
          changeSettings(installed, operation, nameOf(request), changes, version),
        )
        return sendSettings(request, reply, saved)
      },
    )
    done()
  }

  function sendSettings(request: FastifyRequest, reply: FastifyReply, shown: PluginSettings): FastifyReply {
    const name = nameOf(request)
    const { settings = {} } = find(installed, name)
    if (Object.keys(settings).length === 0) throw noSettings({ plugin: name })
    const fields = describeInput(settings, (field) => `${name}:settings.${field}`)
    return reply.header('etag', `"${shown.version}"`).send({ ...shown, fields })
  }
}

const nameOf = (request: FastifyRequest) => (request.params as { name: string }).name
const nameParams = Type.Object({ name: Type.String() })
const turnBody = Type.Object({ cascade: Type.Optional(Type.Boolean()) }, { additionalProperties: false })
const names = Type.Array(Type.String())
const turnedSchema = Type.Object({ enabled: Type.Optional(names), disabled: Type.Optional(names) })
const pluginSchema = Type.Object({
  name: Type.String(),
  label: Type.String(),
  description: Type.String(),
  version: Type.Optional(Type.String()),
  enabled: Type.Boolean(),
  fixed: Type.Boolean(),
  requires: names,
  enhances: names,
  dependants: names,
  resources: names,
  hasSettings: Type.Boolean(),
})
const settingsSchema = Type.Object({
  plugin: Type.String(),
  version: Type.Integer(),
  values: Type.Object({}, { additionalProperties: true }),
  secrets: names,
  fields: Type.Array(Type.Object({ name: Type.String(), kind: Type.String() }, { additionalProperties: true })),
})
