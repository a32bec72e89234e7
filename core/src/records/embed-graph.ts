import { Model, type ModelClass, type QueryBuilder } from 'objection'
import { bindValues } from '../database/assemble.ts'
import { openUnit } from '../database/unit.ts'
import type { WireRecord } from './codec.ts'
import { bindContextOf, type Context, entryOf } from './context.ts'
import type { Embed } from './embed.ts'
import { modelsOf } from './embed-models.ts'
import type { Engine } from './engine.ts'
import type { ResourceModel } from './model.ts'
import { readerFor } from './reader.ts'
import { knexOn } from './report.ts'

/** Puts the records pointed to under `_embed`, each under the actor's own rules; one query a step, however many records. */
export async function fetchEmbeds(
  engine: Engine,
  context: Context,
  model: ResourceModel,
  records: readonly WireRecord[],
  embeds: readonly Embed[],
): Promise<void> {
  const unit = openUnit(engine.database, entryOf(context))
  try {
    const models = modelsOf(engine.registry)
    const roots = records.map((record) =>
      (models(model) as ModelClass<Model>).fromDatabaseJson(keysOf(model, record, context)),
    )
    const graph = `[${embeds.map(({ path }) => path.join('.')).join(', ')}]`
    const query = models(model).fetchGraph(roots, graph, { transaction: await knexOn({ unit }) })
    for (const { path, steps } of embeds)
      steps.forEach(
        ({ target }, index) =>
          void query.modifyGraph(path.slice(0, index + 1).join('.'), (builder) =>
            restrict(builder as QueryBuilder<Model>, context, target),
          ),
      )
    await query
    records.forEach((record, index) => {
      attach(
        record,
        roots[index] as Model,
        embeds.map(({ path, steps }) => ({ path, steps })),
        context,
      )
    })
    await unit.commit()
  } catch (error) {
    await unit.rollback()
    throw error
  }
}

function keysOf(model: ResourceModel, record: WireRecord, context: Context): Record<string, unknown> {
  const refs = [...model.fields.values()].filter(({ kind }) => kind === 'ref')
  return {
    tenant_id: context.tenant.id,
    id: record.id,
    ...Object.fromEntries(refs.map((field) => [field.columns[0]?.name, record[field.name] ?? null])),
  }
}

/** Selects what the actor's reader selects, as texts, so that one decoder serves every way of reading. */
function restrict(builder: QueryBuilder<Model>, context: Context, target: ResourceModel): void {
  const reader = readerFor(context.plan, target, false)
  const moments = bindContextOf(context)
  builder.alias('t')
  reader.columns.forEach((column, index) => {
    builder.select(
      Model.raw(`(${column.text})::text as "c${index}"`, ...(bindValues(column.binds, moments) as never[])),
    )
  })
  const predicate = context.plan.predicate(target.name, 'read', 't')
  builder
    .whereRaw(`(${predicate.text})`, bindValues(predicate.binds, moments) as never[])
    .where('t.tenant_id', context.tenant.id)
}

type Wanted = readonly Pick<Embed, 'path' | 'steps'>[]

function attach(record: WireRecord, row: Model, embeds: Wanted, context: Context): void {
  const embedded: Record<string, unknown> = { ...(record._embed as object | undefined) }
  for (const name of new Set(embeds.map(({ path }) => path[0] ?? ''))) {
    const here = embeds.filter(({ path }) => path[0] === name)
    const target = here[0]?.steps[0]?.target
    const deeper = here
      .filter(({ path }) => path.length > 1)
      .map(({ path, steps }) => ({ path: path.slice(1), steps: steps.slice(1) }))
    const found = (row as unknown as Record<string, Model | Model[] | null | undefined>)[name]
    if (!target) continue
    const convert = (one: Model) => {
      const decoded = decode(one, target, context)
      if (deeper.length > 0) attach(decoded, one, deeper, context)
      return decoded
    }
    embedded[name] = Array.isArray(found) ? found.map(convert) : found ? convert(found) : null
  }
  record._embed = embedded
}

function decode(row: Model, target: ResourceModel, context: Context): WireRecord {
  const reader = readerFor(context.plan, target, false)
  const values = row as unknown as Record<string, string | null>
  return { ...reader.present(reader.decode(reader.columns.map((_, index) => values[`c${index}`] ?? null)), context) }
}
