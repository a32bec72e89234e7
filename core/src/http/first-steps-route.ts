import { type FirstStep, Type } from '@guildhall/sdk'
import type { FastifyPluginCallback } from 'fastify'
import { readInTenant } from '../database/enter.ts'
import type { Installed } from '../plugins/host.ts'
import { type Context, entryOf } from '../records/context.ts'
import type { Engine } from '../records/engine.ts'
import { selectList } from '../records/read.ts'
import { repeating } from '../records/transact.ts'
import { archetypesOf } from './archetypes.ts'
import { describedOnly } from './described-only.ts'

export interface FirstStepsDeps {
  readonly engine: Engine
  readonly installed: Installed
}

interface PlacedStep {
  readonly plugin: string
  readonly step: FirstStep
}

const stepSchema = Type.Object({
  plugin: Type.String(),
  name: Type.String(),
  title: Type.String(),
  text: Type.String(),
  to: Type.String(),
  done: Type.Boolean(),
})

/** `GET /api/first-steps`: what an administrator has yet to do in a new tenant, and what is done; nobody else has any. */
export function firstStepsRoute({ engine, installed }: FirstStepsDeps): FastifyPluginCallback {
  return (app, _options, done) => {
    const { serializerCompiler } = describedOnly
    app.get(
      '/api/first-steps',
      {
        config: { access: 'signedIn', seeAs: 'seen' },
        serializerCompiler,
        schema: {
          tags: ['manifest'],
          operationId: 'firstSteps',
          summary: 'core:openapi.manifest.firstSteps',
          response: { 200: Type.Array(stepSchema) },
        },
      },
      (request) => repeating(engine, request.contextSource, read),
    )
    done()
  }

  async function read(context: Context) {
    const steps = stepsFor(context)
    const pages = await readInTenant(
      engine.database,
      entryOf(context),
      steps.map(({ step }) => recordsThatCount(context, step)),
    )
    return steps.map(({ plugin, step: { name, to, done } }, index) => ({
      plugin,
      name,
      title: `${plugin}:firstSteps.${name}.title`,
      text: `${plugin}:firstSteps.${name}.text`,
      to,
      done: (pages[index]?.rows.length ?? 0) >= (done.least ?? 1),
    }))
  }

  /** No more rows than it takes to know. */
  function recordsThatCount(context: Context, { done: { resource, where = {}, least = 1 } }: FirstStep) {
    const query = { where: where as Record<string, unknown>, archived: 'with' as const, limit: least }
    return selectList(context, engine.registry.model(resource.name), query).rows
  }

  function stepsFor(context: Context): PlacedStep[] {
    if (!archetypesOf(context.plan).has('admin')) return []
    return installed.plugins
      .filter(({ name }) => context.plugins.has(name))
      .flatMap(({ name, firstSteps = [] }) => firstSteps.map((step) => ({ plugin: name, step })))
      .filter(({ step: { done } }) => {
        const model = engine.registry.models.get(done.resource.name)
        return model && context.plugins.has(model.plugin) && context.plan.has(model.name, 'read')
      })
  }
}
