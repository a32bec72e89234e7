import { type BoundStatement, prepare, type Statement } from '../../database/statement.ts'
import { movedOn } from '../../database/violation.ts'
import { codecOf, encodeCustom, encodeField, type WireRecord } from '../codec.ts'
import type { Context } from '../context.ts'
import type { Draft } from '../draft.ts'
import type { Change } from '../history.ts'
import type { FieldModel, ResourceModel } from '../model.ts'
import { quoted } from '../names.ts'
import { remember } from '../remember.ts'
import { traceParts, traceValues } from './trace.ts'

/** Columns of the engine's own that a change may set besides fields. */
export interface SystemChange {
  readonly archivedAt?: string | null
  readonly archivedWith?: string | null
}

const statements = new WeakMap<ResourceModel, Map<string, Statement<WireRecord>>>()

/** The next version of a record with its history and fact, in one statement that gives the record back. Lists of references are written by {@link relink}. */
export function changeRecord(
  change: Change & { readonly past: string },
  next: Readonly<Draft>,
  changed: readonly string[],
  system: SystemChange,
  context: Context,
  isUnlocked = false,
): BoundStatement<WireRecord> {
  const { model } = change
  const fields = changed
    .map((name) => model.fields.get(name))
    .filter((field): field is FieldModel => field !== undefined)
  const columns = fields.filter(({ columns }) => columns.length > 0)
  const links = fields.filter(({ link }) => link)
  const custom = fields.filter((field) => field.custom)
  return {
    statement: statementFor(model, columns, links, { ...system, custom: custom.length > 0 }, isUnlocked),
    values: [
      context.tenant.id,
      change.id,
      ...(isUnlocked ? [change.version - 1] : []),
      context.clock.now(),
      context.actor.id,
      ...columns.flatMap((field) => encodeField(field, next, context.zone)),
      ...(custom.length > 0 ? [encodeCustom(custom, next)] : []),
      ...links.map((field) => next[field.name] ?? []),
      ...('archivedAt' in system ? [system.archivedAt, system.archivedWith ?? null] : []),
      ...traceValues(context, change),
    ],
  }
}

/** Replaces a list of references: what left is removed, what stays keeps its row, the order is as given. */
export function relink(field: FieldModel, id: string, targets: readonly unknown[], context: Context): BoundStatement[] {
  const table = field.link?.qualified
  const remove = prepare(
    `delete from ${table} where tenant_id = $1::uuid and owner_id = $2::uuid and target_id <> all($3::uuid[])`,
  )
  const add = prepare(
    `insert into ${table} (tenant_id, owner_id, target_id, position)
     select $1::uuid, $2::uuid, target, place from unnest($3::uuid[]) with ordinality as given(target, place)
     on conflict (tenant_id, owner_id, target_id) do update set position = excluded.position`,
  )
  const values = [context.tenant.id, id, targets]
  return [
    { statement: remove, values },
    { statement: add, values },
  ]
}

type Besides = SystemChange & { readonly custom: boolean }

function statementFor(
  model: ResourceModel,
  columns: readonly FieldModel[],
  links: readonly FieldModel[],
  system: Besides,
  isUnlocked: boolean,
): Statement<WireRecord> {
  const key =
    [...columns, ...links].map(({ name }) => name).join(',') +
    ('archivedAt' in system ? '+archive' : '') +
    (system.custom ? '+custom' : '') +
    (isUnlocked ? '+unlocked' : '')
  const known = remember(statements, model, () => new Map())
  const statement = remember(known, key, () => buildStatement(model, columns, links, system, isUnlocked))
  return statement
}

function buildStatement(
  model: ResourceModel,
  columns: readonly FieldModel[],
  links: readonly FieldModel[],
  system: Besides,
  isUnlocked: boolean,
): Statement<WireRecord> {
  let next = 0
  const parameter = (type: string) => `$${++next}::${type}`
  const [tenant, id] = [parameter('uuid'), parameter('uuid')]
  const version = isUnlocked ? parameter('int') : null
  const [now, actor] = [parameter('timestamptz'), parameter('uuid')]
  const sets = columns.flatMap((field) =>
    field.columns.map((column) => `${quoted(column.name)} = ${parameter(column.type)}`),
  )
  if (system.custom) sets.push(`custom = jsonb_strip_nulls(coalesce(u.custom, '{}'::jsonb) || ${parameter('jsonb')})`)
  const given = links.map((field) => ({ field, targets: parameter('uuid[]') }))
  if ('archivedAt' in system)
    sets.push(`archived_at = ${parameter('timestamptz')}`, `archived_with = ${parameter('uuid')}`)
  const parts = [
    `r as (update ${model.qualified} as u set ${[...sets, 'version = u.version + 1', `updated_at = ${now}`, `updated_by = ${actor}`].join(', ')}
      where u.tenant_id = ${tenant} and u.id = ${id}${version ? ` and u.version = ${version}` : ''} returning u.*)`,
    ...traceParts(model, parameter),
  ]
  const codec = codecOf(model)
  const selected = codec.columns.map(({ sql, link }) => given.find(({ field }) => field === link)?.targets ?? sql)
  // A row that was not there any more undoes everything that travels with it.
  const from = isUnlocked
    ? `, same.ok from (select guildhall.ensure(exists (select from r), '${movedOn}')::text as ok) as same left join r as t on true`
    : ' from r as t'
  return prepare(`with ${parts.join(',\n')}\nselect ${selected.join(', ')}${from}`, (row) => codec.decode(row))
}
