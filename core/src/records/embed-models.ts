import { Model, type ModelClass, type RelationMappings } from 'objection'
import type { FieldModel, Registry, ResourceModel } from './model.ts'
import { remember } from './remember.ts'

const generated = new WeakMap<Registry, Map<string, ModelClass<Model>>>()

/** objection models made from resources; relations are resolved when first used, so that circles do no harm. */
export function modelsOf(registry: Registry): (model: ResourceModel) => ModelClass<Model> {
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
