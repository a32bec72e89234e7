import type { Translator } from '../i18n/translator.ts'
import type { Context } from '../records/context.ts'
import type { FieldModel, ResourceModel } from '../records/model.ts'

/** A field as something a column may mean. */
export interface ImportField {
  readonly name: string
  readonly kind: string
  readonly label: string
  /** A new record needs it. */
  readonly required: boolean
  /** No two records share its value: rows may find their record by it. */
  readonly unique: boolean
  readonly values?: readonly { readonly value: string; readonly label: string }[]
  /** References: by what a cell may name the target. */
  readonly by?: readonly { readonly name: string; readonly label: string }[]
}

/** Resources the actor may bring records into. */
export function importable({ plugins, plan }: Context): ResourceModel[] {
  return [...plan.registry.models.values()].filter(
    ({ name, plugin }) => plugins.has(plugin) && (plan.has(name, 'create') || plan.has(name, 'update')),
  )
}

/** What the columns of a file may mean to this actor. */
export function fieldsOf(context: Context, model: ResourceModel): ImportField[] {
  const { translate } = context
  const { registry } = context.plan
  return writable(context, model).map((field) => {
    const { name, kind, definition, custom } = field
    const values = definition.values?.map((value) => ({ value, label: translate.value(model.name, name, value) }))
    const target = definition.target ? registry.models.get(definition.target) : undefined
    return {
      name,
      kind,
      label: translate.field(model.name, name),
      required:
        custom?.required === true ||
        (!definition.optional && definition.default === undefined && !['boolean', 'refs', 'state'].includes(kind)),
      unique: definition.unique === true,
      ...(values && { values }),
      ...(target && { by: waysTo(context, target, translate) }),
    }
  })
}

/** Fields a person gives, of those this one may. */
export function writable({ plan }: Context, model: ResourceModel): FieldModel[] {
  const rights = ['create', 'update'].map((action) =>
    plan.has(model.name, action) ? plan.fields(model.name, action) : null,
  )
  return [...model.fields.values()].filter(
    ({ name, kind, definition }) =>
      kind !== 'many' &&
      kind !== 'files' &&
      !definition.computed &&
      !definition.numbering &&
      rights.some((each) => each && (each.mode !== 'some' || each.names.has(name))),
  )
}

/** Names of a record that may stand in a file: those of the other program, ours, and what tells it from others. */
function waysTo({ plan }: Context, target: ResourceModel, translate: Translator) {
  const read = plan.fields(target.name, 'read')
  const natural = plan.has(target.name, 'read')
    ? [...target.fields.values()].filter(
        ({ name, kind, definition }) =>
          (definition.unique || definition.numbering || name === target.title || kind === 'email') &&
          ['text', 'email', 'phone', 'url'].includes(kind) &&
          (read.mode !== 'some' || read.names.has(name)),
      )
    : []
  return [
    ...natural.map(({ name }) => ({ name, label: translate.field(target.name, name) })),
    { name: 'external', label: translate('core:imports.external_id') },
    { name: 'id', label: translate.field(target.name, 'id') },
  ]
}
