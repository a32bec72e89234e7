import type { ActionDefinition, Field, FieldKind, Resource } from '@guildhall/sdk'
import type { CustomDefinition, Slot } from './custom/definition.ts'
import { quoted, snakeCase } from './names.ts'

/** One column of a resource's table and the SQL type it has there. */
export interface Column {
  readonly name: string
  readonly type: string
}

export interface LinkTable {
  readonly schema: string
  readonly name: string
  readonly qualified: string
}

export interface FieldModel {
  readonly name: string
  readonly kind: FieldKind
  readonly definition: Field
  /** Empty for refs, files and many. Money: amount, currency. Instant: value, zone. Subject: resource, id, parent and party pairs. */
  readonly columns: readonly Column[]
  /** refs and files: where the links are kept (tenant_id, owner_id, target_id, position). */
  readonly link?: LinkTable
  /** A tenant's own field: its value is in the record's `custom`. */
  readonly custom?: CustomStorage
}

export interface CustomStorage {
  readonly id: string
  readonly key: string
  /** Where its values are found by an index; null where nobody filters by it. */
  readonly slot: Slot | null
  /** Whether every record is found there. */
  readonly isReady: boolean
  readonly required: boolean
  /** Kept where they are, chosen no more. */
  readonly archivedChoices: ReadonlySet<string>
  readonly definition: CustomDefinition
}

/** A resource as the engine works with it: names resolved to tables and columns once, at start. */
export interface ResourceModel {
  readonly name: string
  readonly plugin: string
  readonly schema: string
  readonly table: string
  /** `"schema"."table"`, for statements. */
  readonly qualified: string
  readonly fields: ReadonlyMap<string, FieldModel>
  /** Fields with a table of links, those of files too while no plugin stores any: a table does not depend on who else is installed. */
  readonly links: readonly FieldModel[]
  /** References that say who may be chosen. */
  readonly limited: readonly FieldModel[]
  readonly actions: ReadonlyMap<string, ActionDefinition>
  readonly definition: Resource
  readonly title: string | null
  readonly archivable: boolean
  readonly searchable: readonly string[]
  /** The fields a tenant added; absent where it added none. */
  readonly custom?: {
    readonly fields: readonly FieldModel[]
    /** Names of those that were put away. */
    readonly retired: readonly string[]
    readonly isSearched: boolean
  }
}

export interface Registry {
  readonly models: ReadonlyMap<string, ResourceModel>
  /** Resources that declare a capability, by its name. */
  readonly capable: ReadonlyMap<string, readonly string[]>
  /** @throws TypeError for a name nobody declared: a programming mistake, never a user's. */
  model(resource: string): ResourceModel
}

/** A resource as the tenant of a plan has it, with the fields it added. */
export function modelIn(plan: { readonly registry: Registry }, model: ResourceModel): ResourceModel {
  return plan.registry.models.get(model.name) ?? model
}

const coreTables: Readonly<Record<string, string>> = { people: 'people', roles: 'roles' }

export function buildRegistry(
  sources: readonly { plugin: string; resource: Resource; storesFiles?: string }[],
): Registry {
  const filesResource = sources.find((source) => source.storesFiles)?.storesFiles
  const models = new Map(
    sources.map(({ plugin, resource }) => [resource.name, buildModel(plugin, resource, filesResource)]),
  )
  const capable = new Map<string, string[]>()
  for (const model of models.values())
    for (const capability of model.definition.capabilities ?? [])
      capable.set(capability, [...(capable.get(capability) ?? []), model.name])
  return {
    models,
    capable,
    model(resource) {
      const found = models.get(resource)
      if (!found) throw new TypeError(`No plugin declares the resource ${resource}`)
      return found
    },
  }
}

function buildModel(plugin: string, resource: Resource, filesResource: string | undefined): ResourceModel {
  const schema = plugin === 'core' ? 'guildhall' : 'public'
  const table = plugin === 'core' ? (coreTables[resource.name] ?? snakeCase(resource.name)) : snakeCase(resource.name)
  const all = Object.entries(resource.fields).map(([name, field]) =>
    fieldModel(name, field, schema, table, filesResource),
  )
  const kept = all.filter(({ kind }) => kind !== 'files' || filesResource)
  const fields = new Map(kept.map((field) => [field.name, field]))
  const title = resource.title ?? kept.find(({ kind }) => kind === 'text')?.name ?? null
  return {
    name: resource.name,
    plugin,
    schema,
    table,
    qualified: `${quoted(schema)}.${quoted(table)}`,
    fields,
    links: all.filter(({ link }) => link),
    limited: kept.filter(({ definition }) => definition.among),
    actions: new Map(Object.entries((resource.actions ?? {}) as Record<string, ActionDefinition>)),
    definition: resource,
    title,
    archivable: resource.archivable !== false,
    searchable: [...fields.values()].filter((field) => field.definition.searchable).map((field) => field.name),
  }
}

function fieldModel(
  name: string,
  definition: Field,
  schema: string,
  table: string,
  filesResource: string | undefined,
): FieldModel {
  const resolved = definition.kind === 'files' ? { ...definition, target: filesResource } : definition
  const linked = definition.kind === 'refs' || definition.kind === 'files'
  const linkName = `${table}__${snakeCase(name)}`
  return {
    name,
    kind: definition.kind,
    definition: resolved as Field,
    columns: columnsOf(snakeCase(name), definition),
    ...(linked && { link: { schema, name: linkName, qualified: `${quoted(schema)}.${quoted(linkName)}` } }),
  }
}

function columnsOf(name: string, field: Field): Column[] {
  switch (field.kind) {
    case 'integer':
    case 'duration':
      return [{ name, type: 'bigint' }]
    case 'decimal':
      return [{ name, type: `numeric(15,${field.scale ?? 2})` }]
    case 'money':
      return [
        { name: `${name}_amount`, type: 'bigint' },
        { name: `${name}_currency`, type: 'text' },
      ]
    case 'boolean':
      return [{ name, type: 'boolean' }]
    case 'date':
      return [{ name, type: 'date' }]
    case 'instant':
      return [
        { name, type: 'timestamp with time zone' },
        { name: `${name}_zone`, type: 'text' },
      ]
    case 'ref':
      return [{ name: `${name}_id`, type: 'uuid' }]
    case 'subject':
      return ['', '_parent', '_party'].flatMap((part) => [
        { name: `${name}${part}_resource`, type: 'text' },
        { name: `${name}${part}_id`, type: 'uuid' },
      ])
    case 'json':
      return [{ name, type: 'jsonb' }]
    case 'refs':
    case 'files':
    case 'many':
      return []
    default:
      return [{ name, type: 'text' }]
  }
}
