import type { WireRecord } from './codec.ts'
import type { Context } from './context.ts'
import type { Engine } from './engine.ts'
import { badQuery } from './errors.ts'
import type { FieldModel, ResourceModel } from './model.ts'

/** A reference to be taken along, and those behind it. */
export interface Embed {
  readonly path: readonly string[]
  readonly steps: readonly { readonly field: FieldModel; readonly target: ResourceModel }[]
}

const deepest = 3

/** `["project", "project.client"]`, judged: each step is a reference the actor may read, to a resource that is on. */
export function prepareEmbeds(
  engine: Engine,
  context: Context,
  model: ResourceModel,
  names: readonly string[],
): Embed[] {
  return names.map((name) => {
    const path = name.split('.')
    let owner = model
    const steps = path.map((part) => {
      const field = owner.fields.get(part)
      const target = field?.definition.target ? engine.registry.models.get(field.definition.target) : undefined
      const rights = context.plan.fields(owner.name, 'read')
      const isOpen =
        target &&
        context.plugins.has(target.plugin) &&
        (rights.mode !== 'some' || rights.names.has(part)) &&
        context.plan.has(target.name, 'read')
      if (!field || !isOpen || path.length > deepest)
        throw badQuery({}, [
          { path: 'embed', code: 'access.field_unknown', params: { field: name, resource: model.name } },
        ])
      owner = target
      return { field, target }
    })
    return { path, steps }
  })
}

/** Puts the records pointed to under `_embed`, each under the actor's own rules; one query a step, however many records. */
export async function embedInto(
  engine: Engine,
  context: Context,
  model: ResourceModel,
  records: readonly WireRecord[],
  embeds: readonly Embed[],
): Promise<void> {
  if (records.length === 0) return
  // objection and knex take a while to load, and many a process never needs them.
  const { fetchEmbeds } = await import('./embed-graph.ts')
  await fetchEmbeds(engine, context, model, records, embeds)
}
