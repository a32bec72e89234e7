import { Model, type ModelClass, type QueryBuilder, type RelationMappings } from 'objection'
import { bindValues } from '../database/assemble.ts'
import { openUnit } from '../database/unit.ts'
import type { WireRecord } from './codec.ts'
import { bindContextOf, type Context, entryOf } from './context.ts'
import type { Engine } from './engine.ts'
import { badQuery } from './errors.ts'
import type { FieldModel, Registry, ResourceModel } from './model.ts'
import { readerFor } from './reader.ts'
import { remember } from './remember.ts'
import { knexOn } from './report.ts'

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
    .whereRaw(predicate.text, bindValues(predicate.binds, moments) as never[])
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

const generated = new WeakMap<Registry, Map<string, ModelClass<Model>>>()

/** objection models made from resources; relations are resolved when first used, so that circles do no harm. */
function modelsOf(registry: Registry): (model: ResourceModel) => ModelClass<Model> {
  const known = remember(generated, registry, () => new Map())
  const models = known
  const modelOf = (model: ResourceModel): ModelClass<Model> => {
    const made = remember(models, model.name, () => generate(model))
    return made
  }
  const generate = (model: ResourceModel): ModelClass<Model> =>
    class extends Model {
      static override tableName = `${model.schema}.${model.table}`
      static override idColumn = ['tenant_id', 'id']
      // One connection, one query at a time.
      static concurrency = 1
      static override get relationMappings(): RelationMappings {
        return Object.fromEntries(
          [...model.fields.values()].flatMap((field) => relationOf(registry, modelOf, model, field)),
        )
      }
    }
  return modelOf
}

function relationOf(
  registry: Registry,
  modelOf: (model: ResourceModel) => ModelClass<Model>,
  model: ResourceModel,
  field: FieldModel,
): [string, RelationMappings[string]][] {
  const target = field.definition.target ? registry.models.get(field.definition.target) : undefined
  if (!target) return []
  const here = (column: string) => `${model.schema}.${model.table}.${column}`
  const there = (column: string) => `${target.schema}.${target.table}.${column}`
  const base = { modelClass: () => modelOf(target) }
  if (field.kind === 'ref')
    return [
      [
        field.name,
        {
          ...base,
          relation: Model.BelongsToOneRelation,
          join: {
            from: [here('tenant_id'), here(field.columns[0]?.name ?? '')],
            to: [there('tenant_id'), there('id')],
          },
        },
      ],
    ]
  if (field.link) {
    const link = (column: string) => `${field.link?.schema}.${field.link?.name}.${column}`
    const through = { from: [link('tenant_id'), link('owner_id')], to: [link('tenant_id'), link('target_id')] }
    return [
      [
        field.name,
        {
          ...base,
          relation: Model.ManyToManyRelation,
          join: { from: [here('tenant_id'), here('id')], through, to: [there('tenant_id'), there('id')] },
        },
      ],
    ]
  }
  const back = target.fields.get(field.definition.through ?? '')
  if (field.kind !== 'many' || back?.kind !== 'ref') return []
  return [
    [
      field.name,
      {
        ...base,
        relation: Model.HasManyRelation,
        join: { from: [here('tenant_id'), here('id')], to: [there('tenant_id'), there(back.columns[0]?.name ?? '')] },
      },
    ],
  ]
}
