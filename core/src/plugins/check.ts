import type { Field, Plugin, Resource } from '@guildhall/sdk'
import { fieldKinds } from '@guildhall/sdk'
import { checkRules, declaredRules } from '../access/check.ts'
import { parseWhere } from '../access/parse.ts'
import { fullAccess } from '../access/plan.ts'
import { conditionFor, fieldsAsked } from '../records/among.ts'
import type { FieldModel, Registry, ResourceModel } from '../records/model.ts'
import { checkSlots, checkWidgets } from './check-slots.ts'
import type { WiringProblem } from './wiring.ts'

export const reservedNames: ReadonlySet<string> = new Set([
  'auth',
  'manifest',
  'openapi',
  'stream',
  'health',
  'metrics',
  'modules',
  'access',
  'plugins',
  'plugin-removals',
  'tenants',
  'tenant',
  'jobs',
  'dead-letters',
  'history',
  'login-journal',
  'sessions',
  'vocabulary',
  'languages',
  'migrations',
  'words',
  'widgets',
  'search',
  'first-steps',
  'help',
  'saved-views',
  'fields',
  'preferences',
  'dev',
  'docs',
])
const reservedFields = new Set([
  'id',
  'version',
  'createdAt',
  'createdBy',
  'updatedAt',
  'updatedBy',
  'archivedAt',
  'custom',
  'q',
])

/** What can be wrong with one plugin alone or beside others, before anything is built from it. */
export function checkPlugins(plugins: readonly Plugin[]): WiringProblem[] {
  const names = new Set(plugins.map(({ name }) => name))
  const owners = new Map<string, string>()
  return plugins.flatMap((plugin, index) => [
    ...(plugins.findIndex(({ name }) => name === plugin.name) < index
      ? [problem(plugin, 'name', `the name ${plugin.name} is taken twice.`, 'Give one of them another name.')]
      : []),
    ...(/^[a-z][a-z0-9-]*$/.test(plugin.name)
      ? []
      : [
          problem(
            plugin,
            'name',
            `${plugin.name} is not a plugin's name.`,
            'Use lower case letters, digits and hyphens.',
          ),
        ]),
    ...(plugin.requires ?? [])
      .filter((name) => !names.has(name))
      .map((name) =>
        problem(
          plugin,
          'requires',
          `it requires ${name}, which is not installed.`,
          `Add ${name} to platform.config.ts, or remove ${plugin.name}.`,
        ),
      ),
    ...((plugin.resources ?? []) as readonly Resource[]).flatMap((resource) => checkResource(plugin, resource, owners)),
    ...Object.entries(plugin.jobs ?? {}).flatMap(([name, { cron }]) =>
      cron === undefined || cron.trim().split(/\s+/).length === 5
        ? []
        : [
            problem(
              plugin,
              `jobs.${name}`,
              `"${cron}" is not a schedule.`,
              'Write five fields: minute hour day month weekday.',
            ),
          ],
    ),
    ...checkCommands(plugin),
  ])
}

function checkCommands(plugin: Plugin): WiringProblem[] {
  return Object.entries(plugin.commands ?? {}).flatMap(([verb, { options = {} }]) => [
    ...(/^[a-z][a-z0-9-]*$/.test(verb)
      ? []
      : [problem(plugin, `commands.${verb}`, `${verb} is not a verb.`, 'Use lower case letters, digits and hyphens.')]),
    ...Object.keys(options)
      .filter((option) => option === 'tenant' || option === 'json' || !/^[a-z][a-zA-Z0-9]*$/.test(option))
      .map((option) =>
        problem(
          plugin,
          `commands.${verb}, option ${option}`,
          'every verb has an option of this name, or it is no name.',
          'Give it another name, in camelCase.',
        ),
      ),
  ])
}

function checkResource(plugin: Plugin, resource: Resource, owners: Map<string, string>): WiringProblem[] {
  const place = `resource ${resource.name}`
  const owner = owners.get(resource.name)
  owners.set(resource.name, plugin.name)
  const stateFields = Object.values(resource.fields).filter(({ kind }) => kind === 'state')
  return [
    ...(owner
      ? [
          problem(
            plugin,
            place,
            `${owner} already has a resource of this name.`,
            `Rename it, for instance to ${plugin.name}-${resource.name}.`,
          ),
        ]
      : []),
    ...(reservedNames.has(resource.name)
      ? [problem(plugin, place, 'the name is a path of the core.', 'Rename the resource.')]
      : []),
    ...(/^[a-z][a-z0-9-]*$/.test(resource.name)
      ? []
      : [problem(plugin, place, 'it is not a resource name.', 'Use a kebab-case plural.')]),
    ...Object.entries(resource.fields).flatMap(([name, field]) => checkField(plugin, place, name, field)),
    ...Object.entries(resource.actions ?? {}).flatMap(([name, action]) => {
      const given = action as { from?: string | readonly string[]; to?: string; field?: string }
      const states =
        stateFields.length === 1
          ? stateFields[0]?.values
          : given.field
            ? resource.fields[given.field]?.values
            : undefined
      const used = [given.from ?? [], given.to ?? []].flat()
      if (used.length > 0 && !states)
        return [
          problem(
            plugin,
            `${place}, action ${name}`,
            'it moves between states, but which field holds them is not clear.',
            'Declare one state field, or name it in the action as `field`.',
          ),
        ]
      return used
        .filter((state) => !states?.includes(state))
        .map((state) =>
          problem(
            plugin,
            `${place}, action ${name}`,
            `${state} is not one of the states (${states?.join(', ')}).`,
            'Correct from and to.',
          ),
        )
    }),
  ]
}

function checkField(plugin: Plugin, place: string, name: string, field: Field): WiringProblem[] {
  const at = `${place}, field ${name}`
  return [
    ...(/^[a-z][a-zA-Z0-9]*$/.test(name)
      ? []
      : [problem(plugin, at, 'it is not a field name.', 'Use camelCase without underscores.')]),
    ...(reservedFields.has(name)
      ? [problem(plugin, at, 'every record has a column of this name.', 'Rename the field.')]
      : []),
    ...(fieldKinds.includes(field.kind)
      ? []
      : [problem(plugin, at, `${field.kind} is not a kind of field.`, `Use one of ${fieldKinds.join(', ')}.`)]),
  ]
}

/** What is wrong with what a field says of persons who leave. */
function checkHandingOver(registry: Registry, model: ResourceModel, field: FieldModel): string | undefined {
  const { onLeave = 'keep', target } = field.definition
  if (onLeave === 'keep') return undefined
  if (target !== 'people') return `onLeave is for references to people, and it points to ${target}.`
  if (onLeave === 'handOver') return undefined
  const [found] = fullAccess(registry).filter(model.name, onLeave.handOver).problems
  return found && `the condition of onLeave cannot be used: ${found.path} ${found.code}.`
}

/** What is wrong with what a field says of who may be chosen. */
function checkAmong(registry: Registry, model: ResourceModel, field: FieldModel): string | undefined {
  const { among, target } = field.definition
  if (!among) return undefined
  const through = registry.models.get(among.through)
  if (!through) return `among goes through ${among.through}, which no plugin declares.`
  const reference = through.fields.get(among.field)
  if (reference?.kind !== 'ref' || reference.definition.target !== target)
    return `among speaks of ${among.through}.${among.field}, which is no ref to ${target}.`
  const unknown = fieldsAsked(among.where).find((name) => !model.fields.has(name))
  if (unknown) return `the condition of among speaks of $record.${unknown}, which is no field of ${model.name}.`
  const sample = Object.fromEntries(fieldsAsked(among.where).map((name) => [name, sampleId]))
  const [found] = fullAccess(registry).filter(through.name, conditionFor(among.where, sample) ?? {}).problems
  return found && `the condition of among cannot be used: ${found.path} ${found.code}.`
}

const sampleId = '01900000-0000-7000-8000-000000000000'

/** What a field says of its files is asked of the resource that stores them. */
function checkFiles(
  registry: Registry,
  plugin: Plugin,
  model: ResourceModel,
  { name, definition }: FieldModel,
): WiringProblem[] {
  const stored = registry.models.get(definition.target ?? '')
  const lacking = [...(definition.accept ? ['type'] : []), ...(definition.maxBytes ? ['size'] : [])].filter(
    (asked) => !stored?.fields.has(asked),
  )
  if (lacking.length === 0) return []
  const at = `resource ${model.name}, field ${name}`
  const wrong = `it limits its files by ${lacking.join(' and ')}, which ${stored?.name} does not have.`
  return [problem(plugin, at, wrong, 'Give the resource that stores files the fields type (text) and size (integer).')]
}

/** What can only be seen once all resources stand beside each other: references, rules, additions. */
export function checkRegistry(registry: Registry, plugins: readonly Plugin[]): WiringProblem[] {
  const byName = new Map(plugins.map((plugin) => [plugin.name, plugin]))
  const references = [...registry.models.values()].flatMap((model) => {
    const plugin = byName.get(model.plugin)
    if (!plugin) return []
    return [...model.fields.values()].flatMap((field) => {
      const { target } = field.definition
      if (field.kind === 'files') return checkFiles(registry, plugin, model, field)
      if (!target) return []
      const owner = registry.models.get(target)?.plugin
      const at = `resource ${model.name}, field ${field.name}`
      const unfit = checkHandingOver(registry, model, field)
      if (unfit) return [problem(plugin, at, unfit, 'Correct onLeave; see its docstring in the sdk.')]
      const unchosen = checkAmong(registry, model, field)
      if (unchosen) return [problem(plugin, at, unchosen, 'Correct among; see its docstring in the sdk.')]
      if (!owner)
        return field.kind === 'many'
          ? []
          : [
              problem(
                plugin,
                at,
                `it points to ${target}, which no plugin declares.`,
                'Correct the name, or require the plugin that declares it.',
              ),
            ]
      const isReachable =
        owner === 'core' || owner === plugin.name || field.kind === 'many' || reaches(byName, plugin.name, owner)
      return isReachable
        ? []
        : [
            problem(
              plugin,
              at,
              `it points to ${target} of the plugin ${owner}, which it does not require.`,
              `Add '${owner}' to requires.`,
            ),
          ]
    })
  })
  const terms = [...registry.models.values()].flatMap((model) => {
    const plugin = byName.get(model.plugin)
    return plugin ? checkTerms(registry, plugin, model) : []
  })
  const rules = checkRules(registry, declaredRules(registry)).map(
    ({ plugin, resource, role, index, path, code, params }) => ({
      plugin,
      place: `resource ${resource}, rules of ${role}, rule ${index + 1}, ${path}`,
      problem: `${code} ${JSON.stringify(params ?? {})}.`,
      remedy: 'Correct the rule.',
    }),
  )
  return [...references, ...terms, ...rules, ...checkSlots(registry, plugins), ...checkWidgets(registry, plugins)]
}

/** What is wrong with the terms on which a resource lends its records. */
function checkTerms(registry: Registry, plugin: Plugin, model: ResourceModel): WiringProblem[] {
  return Object.entries(model.definition.terms ?? {}).flatMap(([capability, terms]) => {
    const at = `resource ${model.name}, terms of ${capability}`
    if (!model.definition.capabilities?.includes(capability))
      return [problem(plugin, at, 'it does not declare this capability.', `Add '${capability}' to capabilities.`)]
    const [found] = [terms.by, terms.while].flatMap((where) => parseWhere(registry, model, where ?? {}).problems)
    return found
      ? [problem(plugin, at, `a condition cannot be used: ${found.path} ${found.code}.`, 'Correct the terms.')]
      : []
  })
}

function reaches(plugins: ReadonlyMap<string, Plugin>, from: string, to: string): boolean {
  const required = plugins.get(from)?.requires ?? []
  return required.includes(to) || required.some((name) => reaches(plugins, name, to))
}

function problem(plugin: Plugin, place: string, text: string, remedy: string): WiringProblem {
  return { plugin: plugin.name, place, problem: text, remedy }
}
