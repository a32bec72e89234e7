import { archetypes, baseActions, type Field, type Fields, type Plugin, type Resource } from '@guildhall/sdk'
import { grammarOf } from './grammar.ts'

/** What a plugin declares that a person may read of. The core passes itself under the name `core`. */
export type Declared = Pick<
  Plugin,
  | 'name'
  | 'resources'
  | 'extends'
  | 'settings'
  | 'widgets'
  | 'admin'
  | 'firstSteps'
  | 'commands'
  | 'jobs'
  | 'events'
  | 'migrations'
  | 'locales'
> & {
  /** Codes of the errors it declares. */
  readonly errors?: Iterable<string>
}

const systemFields = ['id', 'version', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy', 'archivedAt'] as const

/** What a schema can say against a value (core/src/records), with the kinds that have a text of their own. */
const validationCodes = [
  ...['required', 'unknown_property', 'read_only', 'not_allowed', 'pattern', 'repeated', 'invalid'],
  ...['min_length', 'max_length', 'min_items', 'max_items', 'minimum', 'maximum'],
  ...[
    'wrong_type',
    ...['string', 'integer', 'number', 'boolean', 'array', 'object'].map((type) => `wrong_type_${type}`),
  ],
  ...['format', ...['email', 'date', 'date-time', 'uri', 'uuid'].map((format) => `format_${format}`)],
]

/** Every base key the declarations need in English, as `<namespace>:<key>`. Forms of nouns follow from the language: {@link nounKeys}. */
export function expectedKeys(plugins: readonly Declared[]): string[] {
  const keys = plugins.flatMap((plugin) => keysOfPlugin(plugin).map((key) => `${plugin.name}:${key}`))
  return [...new Set(keys)].sort()
}

/** What a noun needs beside its plural forms in a language. */
export function nounKeys(base: string, language: string): string[] {
  const { nounForms, genders } = grammarOf(language)
  return [
    ...nounForms.map((form) => `${base}_${form}`),
    ...(genders.length > 0 ? [base.replace(/noun$/, 'gender')] : []),
  ]
}

function keysOfPlugin({
  name,
  resources = [],
  extends: additions = [],
  settings = {},
  widgets = [],
  admin,
  firstSteps = [],
  jobs = {},
  commands = {},
  events = [],
  errors = [],
}: Declared): string[] {
  return [
    ...['plugin.name', 'plugin.description'],
    ...(name === 'core' ? coreKeys() : []),
    ...resources.flatMap((resource) => keysOfResource(resource as Resource)),
    ...additions.flatMap(({ resource, fields }) =>
      Object.keys(fields).map((field) => `resources.${resource}.fields.${field}`),
    ),
    ...labelled('settings', 'settingValues', settings),
    ...widgets.map((widget) => `widgets.${widget.name}`),
    // A field is called by its own name, whoever draws it.
    ...(admin?.slots ?? []).filter(({ kind }) => kind !== 'field').map(({ name: slot }) => `slots.${slot}.title`),
    ...firstSteps.flatMap(({ name }) => [`firstSteps.${name}.title`, `firstSteps.${name}.text`]),
    ...Object.keys(jobs).map((job) => `jobs.${job}`),
    ...Object.entries(commands).flatMap(([verb, { options = {} }]) => [
      `commands.${verb}`,
      ...labelled(`commandOptions.${verb}`, `commandOptionValues.${verb}`, options),
    ]),
    ...events
      .filter((event) => event.name.startsWith(`${name}.`))
      .map((event) => `events.${event.name.slice(name.length + 1)}`),
    ...[...errors].map((code) => `errors.${code}`),
  ]
}

function coreKeys(): string[] {
  return [
    ...baseActions.map((action) => `actions.${action}`),
    ...systemFields.map((field) => `fields.${field}`),
    ...archetypes.map((archetype) => `archetypes.${archetype}`),
    'record.noun',
    'counted',
    ...validationCodes.map((code) => `errors.validation.${code}`),
  ]
}

function keysOfResource({ name, fields, actions, views, retention }: Resource): string[] {
  const inside = [
    'noun',
    'empty',
    ...labelled('fields', 'values', fields),
    ...Object.entries((actions ?? {}) as Readonly<Record<string, { input?: unknown }>>).flatMap(
      ([action, { input }]) => [
        `actions.${action}`,
        ...labelled(`inputs.${action}`, `values.${action}`, (input ?? {}) as Fields),
      ],
    ),
    ...(retention ? ['retention'] : []),
    ...Object.keys(views?.sections ?? {}).map((section) => `sections.${section}`),
  ]
  return inside.map((key) => `resources.${name}.${key}`)
}

function labelled(labels: string, values: string, fields: Readonly<Record<string, Field>>): string[] {
  return Object.entries(fields).flatMap(([field, { values: choices }]) => [
    `${labels}.${field}`,
    ...(choices ?? []).map((value) => `${values}.${field}.${value}`),
  ])
}
