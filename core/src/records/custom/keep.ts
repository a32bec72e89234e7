import { type BoundStatement, bind, prepare } from '../../database/statement.ts'
import type { Context } from '../context.ts'
import type { Draft } from '../draft.ts'
import type { FieldModel, ResourceModel } from '../model.ts'

const forget = prepare(
  'delete from guildhall.custom_values where tenant_id = $1::uuid and record_id = $2::uuid and field_id = any($3::uuid[])',
)
const keep = prepare(
  `insert into guildhall.custom_values (tenant_id, field_id, record_id, position, slot, text_value, number_value)
   select $1::uuid, field, $2::uuid, place, slot, words, number
   from unnest($3::uuid[], $4::smallint[], $5::text[], $6::text[], $7::bigint[]) as given(field, place, slot, words, number)`,
)
const forgetMany = prepare(
  'delete from guildhall.custom_values where tenant_id = $1::uuid and field_id = $2::uuid and record_id = any($3::uuid[])',
)
const keepAll = prepare(
  `insert into guildhall.custom_values (tenant_id, field_id, record_id, position, slot, text_value, number_value)
   select $1::uuid, $2::uuid, record, place, slot, words, number
   from unnest($3::uuid[], $4::smallint[], $5::text[], $6::text[], $7::bigint[]) as given(record, place, slot, words, number)`,
)
const keepTexts = prepare(
  `insert into guildhall.custom_texts as c (tenant_id, resource, record_id, search_text)
   select $1::uuid, $2, record, guildhall.fold(words) from unnest($3::uuid[], $4::text[]) as given(record, words)
   on conflict (tenant_id, resource, record_id) do update set search_text = excluded.search_text`,
)
const claim = prepare('select guildhall.claim_custom($1::uuid, $2::uuid, $3::uuid, $4, $5)')
const keepText = prepare(
  `insert into guildhall.custom_texts as c (tenant_id, resource, record_id, search_text) values ($1::uuid, $2, $3::uuid, guildhall.fold($4))
   on conflict (tenant_id, resource, record_id) do update set search_text = excluded.search_text`,
)
const leave = ['custom_values', 'custom_keys', 'custom_texts'].map((table) =>
  prepare(`delete from guildhall.${table} where tenant_id = $1::uuid and record_id = $2::uuid`),
)

/** What a write of a tenant's own fields leaves beside the record, so that they are found; it travels with the write. */
export function keepValues(
  context: Context,
  model: ResourceModel,
  id: string,
  draft: Readonly<Draft>,
  changed: 'all' | readonly string[],
): BoundStatement[] {
  const own = model.custom?.fields ?? []
  const written = changed === 'all' ? own : own.filter(({ name }) => changed.includes(name))
  if (written.length === 0) return []
  const { id: tenant } = context.tenant
  const indexed = written.filter(({ custom }) => custom?.slot)
  const rows = indexed.flatMap((field) => rowsOf(field, draft[field.name]))
  const claiming = written.filter(
    ({ name, definition }) => definition.unique && (changed !== 'all' || (draft[name] ?? null) !== null),
  )
  return [
    ...(changed === 'all' || indexed.length === 0
      ? []
      : [bind(forget, tenant, id, [...new Set(indexed.map(({ custom }) => custom?.id ?? ''))])]),
    ...(rows.length === 0
      ? []
      : [bind(keep, tenant, id, ...([0, 1, 2, 3, 4] as const).map((column) => rows.map((row) => row[column])))]),
    ...claiming.map((field) =>
      bind(claim, tenant, field.custom?.id ?? '', id, keyOf(field, draft[field.name]), field.name),
    ),
    ...(written.some(({ definition }) => definition.searchable) ? [textOf(tenant, model, id, draft)] : []),
  ]
}

/** The same of one field for many records at once, when it is new to filters or to the search. */
export function keepMany(
  { tenant }: Context,
  model: ResourceModel,
  field: FieldModel,
  records: readonly { readonly id: string; readonly draft: Readonly<Draft> }[],
): BoundStatement[] {
  if (records.length === 0) return []
  const ids = records.map(({ id }) => id)
  const rows = records.flatMap(({ id, draft }) => rowsOf(field, draft[field.name]).map((row) => [id, ...row] as const))
  const column = (at: number) => rows.map((row) => row[at])
  const kept = [bind(forgetMany, tenant.id, field.custom?.id ?? '', ids)]
  if (rows.length > 0)
    kept.push(bind(keepAll, tenant.id, column(1)[0] ?? '', column(0), column(2), column(3), column(4), column(5)))
  if (field.definition.searchable)
    kept.push(
      bind(
        keepTexts,
        tenant.id,
        model.name,
        ids,
        records.map(({ draft }) => textsOf(model, draft)),
      ),
    )
  return kept
}

/** Of a record that goes nothing is left. */
export function forgetValues({ tenant }: Context, model: ResourceModel, id: string): BoundStatement[] {
  return model.custom ? leave.map((statement) => bind(statement, tenant.id, id)) : []
}

type Row = readonly [field: string, position: number, slot: string, words: string | null, number: string | null]

function rowsOf({ custom, kind, definition }: FieldModel, value: unknown): Row[] {
  if (!custom?.slot) return []
  const values = Array.isArray(value) && value.length > 0 ? value : [Array.isArray(value) ? null : (value ?? null)]
  return values.map((one, position): Row => {
    const found = one === null ? null : String(custom.slot === 'text' ? one : numberOf(kind, one, definition.scale))
    return [
      custom.id,
      position,
      custom.slot ?? '',
      custom.slot === 'text' ? found : null,
      custom.slot === 'text' ? null : found,
    ]
  })
}

const day = 86_400_000

/** A value as the whole number by which it is ordered; in SQL {@link ../../access/custom.ts} says the same. */
export function numberOf(kind: FieldModel['kind'], value: unknown, scale = 2): number {
  switch (kind) {
    case 'boolean':
      return value === true ? 1 : 0
    case 'date':
      return Date.parse(`${String(value)}T00:00:00Z`) / day
    case 'instant':
      return Date.parse(String(value))
    case 'money':
      return (value as { amount: number }).amount
    case 'decimal':
      return Math.round(Number(value) * 10 ** scale)
    default:
      return Number(value)
  }
}

/** Texts are the same whatever their case. */
function keyOf({ kind }: FieldModel, value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'object') return JSON.stringify(value)
  return kind === 'text' || kind === 'email' ? String(value).normalize('NFKC').toLowerCase() : String(value)
}

function textOf(tenant: string, model: ResourceModel, id: string, draft: Readonly<Draft>): BoundStatement {
  return bind(keepText, tenant, model.name, id, textsOf(model, draft))
}

const textsOf = (model: ResourceModel, draft: Readonly<Draft>): string =>
  (model.custom?.fields ?? [])
    .filter(({ definition }) => definition.searchable)
    .map(({ name }) => draft[name] ?? '')
    .join(' ')
