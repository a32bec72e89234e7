import type { Exclusion } from '@guildhall/sdk'
import type { FieldModel, Registry, ResourceModel } from '../model.ts'
import { shortened, snakeCase } from '../names.ts'
import type { ConstraintDefinition, IndexDefinition } from './definition.ts'
import { identifier } from './identifier.ts'
import { quoteLiteral } from './literal.ts'

export function constraintsOf(model: ResourceModel, registry: Registry): ConstraintDefinition[] {
  const fields = [...model.fields.values()]
  return [
    constraint(model.table, 'primary', [], 'PRIMARY KEY (tenant_id, id)', 'pkey'),
    ...fields.filter((field) => field.kind === 'ref').map((field) => foreignKey(model, field, registry)),
    ...fields.filter((field) => field.kind === 'subject').flatMap((field) => subjectKeys(model.table, field)),
    ...fields.filter(hasValues).map((field) => valuesCheck(model.table, field)),
    ...fields
      .filter((field) => field.definition.unique && !field.definition.caseInsensitive && field.kind !== 'email')
      .map((field) => uniqueKey(model, [field.name])),
    ...(model.definition.unique ?? []).map((names) => uniqueKey(model, names)),
    ...(model.definition.exclude ?? []).map((exclusion) => exclusionOf(model, exclusion)),
    ...fields.filter((field) => field.kind === 'money').map((field) => moneyCheck(model.table, field)),
  ]
}

/** Unique regardless of case: an index on an expression, which a constraint cannot be. */
export function uniqueIndexesOf(model: ResourceModel): IndexDefinition[] {
  return [...model.fields.values()]
    .filter((field) => field.definition.unique && (field.definition.caseInsensitive || field.kind === 'email'))
    .map((field) => ({
      name: shortened(`${model.table}_${snakeCase(field.name)}_key`),
      definition: `USING btree (tenant_id, guildhall.email_key(${identifier(snakeCase(field.name))}))`,
      unique: true,
    }))
}

export function linkConstraints(owner: ResourceModel, field: FieldModel, registry: Registry): ConstraintDefinition[] {
  const table = shortened(field.link?.name ?? '')
  // Who stores files is not known when a migration is written: the engine sees to it that they exist, write/files.ts.
  const target = field.kind === 'files' ? null : registry.model(field.definition.target ?? '')
  return [
    constraint(table, 'primary', [field.name], 'PRIMARY KEY (tenant_id, owner_id, target_id)', 'pkey'),
    constraint(
      table,
      'foreign',
      [field.name],
      `FOREIGN KEY (tenant_id, owner_id) REFERENCES ${owner.qualified}(tenant_id, id) ON DELETE CASCADE`,
      'owner_fkey',
    ),
    ...(target
      ? [
          constraint(
            table,
            'foreign',
            [field.name],
            `FOREIGN KEY (tenant_id, target_id) REFERENCES ${target.qualified}(tenant_id, id)`,
            'target_fkey',
          ),
        ]
      : []),
  ]
}

function constraint(
  table: string,
  kind: ConstraintDefinition['kind'],
  fields: readonly string[],
  definition: string,
  suffix: string,
): ConstraintDefinition {
  return { name: shortened(`${table}_${suffix}`), kind, definition, fields }
}

function foreignKey(model: ResourceModel, field: FieldModel, registry: Registry): ConstraintDefinition {
  const column = field.columns[0]?.name ?? ''
  const target = registry.model(field.definition.target ?? '')
  const onDelete = { cascade: ' ON DELETE CASCADE', clear: ` ON DELETE SET NULL (${column})`, restrict: '' }[
    field.definition.onDelete ?? 'restrict'
  ]
  const definition = `FOREIGN KEY (tenant_id, ${column}) REFERENCES ${target.qualified}(tenant_id, id)${onDelete}`
  return constraint(model.table, 'foreign', [field.name], definition, `${column}_fkey`)
}

function subjectKeys(table: string, field: FieldModel): ConstraintDefinition[] {
  const name = snakeCase(field.name)
  const definition = `FOREIGN KEY (tenant_id, ${name}_resource, ${name}_id) REFERENCES "guildhall"."subjects"(tenant_id, resource, id)`
  return [constraint(table, 'foreign', [field.name], definition, `${name}_fkey`)]
}

const hasValues = (field: FieldModel) => field.kind === 'state' || field.kind === 'enumeration'

function valuesCheck(table: string, field: FieldModel): ConstraintDefinition {
  const column = snakeCase(field.name)
  const values = (field.definition.values ?? []).map(quoteLiteral).join(', ')
  return constraint(table, 'check', [field.name], `CHECK (${identifier(column)} IN (${values}))`, `${column}_check`)
}

function moneyCheck(table: string, field: FieldModel): ConstraintDefinition {
  const name = snakeCase(field.name)
  return constraint(
    table,
    'check',
    [field.name],
    `CHECK ((${name}_amount IS NULL) = (${name}_currency IS NULL))`,
    `${name}_whole_check`,
  )
}

function uniqueKey(model: ResourceModel, names: readonly string[]): ConstraintDefinition {
  const columns = names
    .flatMap(
      (name) => model.fields.get(name)?.columns.slice(0, model.fields.get(name)?.kind === 'subject' ? 2 : 1) ?? [],
    )
    .map(({ name }) => identifier(name))
  return constraint(
    model.table,
    'unique',
    names,
    `UNIQUE (tenant_id, ${columns.join(', ')})`,
    `${names.map(snakeCase).join('_')}_key`,
  )
}

function exclusionOf(model: ResourceModel, exclusion: Exclusion): ConstraintDefinition {
  const column = (name: string) => identifier(model.fields.get(name)?.columns[0]?.name ?? snakeCase(name))
  const [from, to] = exclusion.range
  const range =
    model.fields.get(from)?.kind === 'date'
      ? `daterange(${column(from)}, ${column(to)}, '[]')`
      : `tstzrange(${column(from)}, ${column(to)}, '[)')`
  const equal = exclusion.equal.flatMap((name) =>
    (model.fields.get(name)?.columns ?? []).slice(0, 2).map((part) => `${identifier(part.name)} WITH =`),
  )
  const where = Object.entries(exclusion.where ?? {}).map(
    ([name, value]) => `${column(name)} = ${quoteLiteral(String(value))}`,
  )
  const definition = `EXCLUDE USING gist (tenant_id WITH =, ${[...equal, `${range} WITH &&`].join(', ')})${where.length ? ` WHERE (${where.join(' AND ')})` : ''}`
  const made = constraint(
    model.table,
    'exclusion',
    [...exclusion.equal, from, to],
    definition,
    `${[...exclusion.equal, from].map(snakeCase).join('_')}_excl`,
  )
  return exclusion.error ? { ...made, error: exclusion.error } : made
}
