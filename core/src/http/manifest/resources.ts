import type { Field, Fields, Plugin, Resource } from '@guildhall/sdk'
import type { AccessPlan } from '../../access/plan.ts'
import { actionsOf } from '../../access/rules.ts'
import { customLabel, describeCustom, groupsOf } from '../../custom-fields/words.ts'
import { fieldsAsked } from '../../records/among.ts'
import type { Context } from '../../records/context.ts'
import type { FieldModel, Registry, ResourceModel } from '../../records/model.ts'
import { statesOf } from '../../records/reader.ts'
import { remember } from '../../records/remember.ts'

const described = new WeakMap<AccessPlan, Map<string, object[]>>()

/** The resources somebody has any right on, as screens need them. The same for all who share a plan and the plugins. */
export function resourcesFor(installed: readonly Plugin[], { plan, plugins }: Context): object[] {
  const { registry } = plan
  const known = remember(described, plan, () => new Map())
  return remember(known, [...plugins].join(' '), () =>
    [...registry.models.values()]
      .filter(({ plugin }) => plugins.has(plugin))
      .filter((model) => actionsOf(model).some((action) => plan.has(model.name, action)))
      .map((model) => resourceFor(registry, installed, plan, plugins, model)),
  )
}

function resourceFor(
  registry: Registry,
  installed: readonly Plugin[],
  plan: AccessPlan,
  plugins: ReadonlySet<string>,
  model: ResourceModel,
): object {
  const { name, plugin, definition } = model
  const label = (part: string) => `${plugin}:resources.${name}.${part}`
  const rights = Object.fromEntries(actionsOf(model).map((action) => [action, plan.verdict(name, action)]))
  const fields = [...model.fields.values()]
    .filter((field) => isReachable(registry, plugins, field))
    .map((field) => ({
      ...describeField(field.name, field.definition),
      ...(field.custom && describeCustom(field)),
      label: field.custom
        ? customLabel(name, field.custom.key)
        : `${speakerOf(installed, model, field.name)}:resources.${name}.fields.${field.name}`,
      ...fieldRights(plan, name, field.name),
    }))
    .filter(
      ({ readable, creatable, updatable }) => readable !== 'never' || creatable !== 'never' || updatable !== 'never',
    )
  return {
    name,
    plugin,
    noun: label('noun'),
    empty: label('empty'),
    title: model.title,
    archivable: model.archivable,
    searchable: model.searchable.length > 0 || model.custom?.isSearched === true,
    capabilities: definition.capabilities ?? [],
    naturalPerson: definition.naturalPerson === true,
    customizable: definition.customFields !== false,
    ...(definition.tree && { tree: definition.tree }),
    sort: definition.sort ?? ['createdAt', 'DESC'],
    rights,
    fields,
    actions: [...model.actions]
      .filter(([action, { by }]) => by !== 'system' && plan.has(name, action))
      .map(([action, { from, to, field, input, destructive }]) => ({
        name: action,
        label: label(`actions.${action}`),
        input: describeInput((input ?? {}) as Fields, (part) => label(`inputs.${action}.${part}`)),
        ...(from !== undefined && { from: statesOf(from) }),
        ...(to !== undefined && { to }),
        ...(field && { field }),
        destructive: destructive === true,
        right: rights[action],
      })),
    views: viewsFor(
      definition,
      new Set(fields.filter(({ readable }) => readable !== 'never').map(({ name }) => name)),
      label,
      groupsOf(model),
    ),
  }
}

/** A field that leads to a plugin that is off leads nowhere. */
/** Who adds a field to another's resource has its word. */
const speakerOf = (installed: readonly Plugin[], { name, plugin }: ResourceModel, field: string): string =>
  installed.find((one) => one.extends?.some(({ resource, fields }) => resource === name && field in fields))?.name ??
  plugin

function isReachable(registry: Registry, plugins: ReadonlySet<string>, { kind, definition }: FieldModel): boolean {
  if (!definition.target || kind === 'ref' || kind === 'refs') return true
  const target = registry.models.get(definition.target)
  return target !== undefined && plugins.has(target.plugin)
}

export function describeField(name: string, field: Field) {
  const { kind, optional, computed, immutable, unique, multiline, scale, values, target, through, capability, schema } =
    field
  const limits = ['minimum', 'maximum', 'minLength', 'maxLength', 'pattern', 'maxItems'].filter(
    (limit) => schema[limit] !== undefined,
  )
  return {
    name,
    kind,
    required:
      !optional &&
      !computed &&
      field.default === undefined &&
      !['boolean', 'refs', 'files', 'state', 'many'].includes(kind),
    ...(optional && { optional }),
    ...(computed && { computed }),
    ...(immutable && { immutable }),
    ...(unique && { unique }),
    ...(multiline && { multiline }),
    ...(field.secret && { secret: true }),
    ...(scale !== undefined && { scale }),
    ...(values && { values }),
    ...(target && { target }),
    ...(field.among && { among: fieldsAsked(field.among.where) }),
    ...(field.accept && { accept: field.accept }),
    ...(field.maxBytes && { maxBytes: field.maxBytes }),
    ...(through && { through }),
    ...(capability && { capability }),
    ...(field.default !== undefined && { default: field.default }),
    ...(limits.length > 0 && { limits: Object.fromEntries(limits.map((limit) => [limit, schema[limit]])) }),
    ...(kind === 'json' && { schema }),
  }
}

export function describeInput(fields: Fields, label: (name: string) => string): object[] {
  return Object.entries(fields).map(([name, field]) => ({ ...describeField(name, field), label: label(name) }))
}

type Openness = 'always' | 'never' | 'depends'

/** What can be said of a field without a record; a record says the rest in its `_can`. */
function fieldRights(plan: AccessPlan, resource: string, name: string) {
  const open = (action: string): Openness => {
    if (!plan.has(resource, action)) return 'never'
    const rights = plan.fields(resource, action)
    if (rights.mode === 'byRow') return 'depends'
    return rights.mode === 'all' || rights.names.has(name) ? 'always' : 'never'
  }
  return { readable: open('read'), creatable: open('create'), updatable: open('update') }
}

/** Hints speak of fields the reader may see; sections are named. */
function viewsFor(
  { views = {} }: Resource,
  readable: ReadonlySet<string>,
  label: (part: string) => string,
  groups: ReturnType<typeof groupsOf>,
): object {
  const { list, sections, filters, calendar, board, showWhen, tabs, icon, menu } = views as NonNullable<
    Resource['views']
  >
  const open = (names: readonly string[] | undefined) =>
    names?.filter((name) => readable.has(name) || systemNames.has(name))
  const isOpen = (name: string | undefined) => name === undefined || readable.has(name) || systemNames.has(name)
  return {
    ...(list && { list: open(list) }),
    ...((sections || groups.length > 0) && {
      sections: [
        ...Object.entries(sections ?? {}).map(([name, names]) => ({
          name,
          label: label(`sections.${name}`),
          fields: names,
        })),
        ...groups,
      ],
    }),
    ...(filters && { filters: open(filters) }),
    ...(calendar &&
      isOpen(calendar.from) && {
        calendar: { from: calendar.from, ...(calendar.to && isOpen(calendar.to) && { to: calendar.to }) },
      }),
    ...(board && isOpen(board) && { board }),
    ...(showWhen && { showWhen }),
    ...(tabs && { tabs: open(tabs) }),
    ...(icon && { icon }),
    menu: menu ?? 'main',
  }
}

const systemNames = new Set(['id', 'version', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy', 'archivedAt'])
