import { isUuid } from '../access/operand.ts'
import { bind, prepare } from '../database/statement.ts'
import type { WireRecord } from '../records/codec.ts'
import type { Context } from '../records/context.ts'
import type { Operation } from '../records/engine.ts'
import type { ResourceModel } from '../records/model.ts'
import { mostRows, present, selectList } from '../records/read.ts'
import { cellProblems } from './errors.ts'
import { fold, type Understood } from './row.ts'

/** What a key names: one record, none, or several. */
type Found = ReadonlyMap<string, readonly string[]>

/** Records by their external ids, of those that are still there. */
export async function byExternal(
  { context, unit }: Operation,
  model: ResourceModel,
  source: string,
  keys: readonly string[],
): Promise<Found> {
  const select = prepare(
    `select e.external_id, e.record_id from guildhall.external_ids e join ${model.qualified} t on t.tenant_id = e.tenant_id and t.id = e.record_id
     where e.tenant_id = $1::uuid and e.resource = $2 and e.source = $3 and e.external_id = any($4::text[])`,
  )
  const [{ rows }] = await unit.run(bind(select, context.tenant.id, model.name, source, keys))
  return new Map(rows.map(([key, id]) => [String(key), [String(id)]]))
}

/** Records by the value of a field, of those the actor may read; kept in small letters or as written. */
export async function byField(
  { context, unit }: Operation,
  model: ResourceModel,
  field: string,
  keys: readonly string[],
): Promise<Found> {
  const found = new Map<string, string[]>()
  const forms = [...new Set(keys.flatMap((key) => [key, fold(key)]))]
  for (let at = 0; at < forms.length; at += 400) {
    const where = { [`${field}_in`]: forms.slice(at, at + 400) }
    const [{ rows }] = await unit.run(selectList(context, model, { where, archived: 'with', limit: mostRows }).rows)
    for (const record of rows.map((row) => present(context, model, row))) {
      const key = fold(String(record[field]))
      found.set(key, [...(found.get(key) ?? []), record.id])
    }
  }
  return new Map(keys.map((key) => [key, found.get(fold(key)) ?? []]))
}

/** The records as they are now, of those the actor may read. */
export async function loadRecords(
  { unit }: Pick<Operation, 'unit'>,
  context: Context,
  model: ResourceModel,
  ids: readonly string[],
): Promise<Map<string, WireRecord>> {
  if (ids.length === 0 || !context.plan.has(model.name, 'read')) return new Map()
  const query = { where: { id_in: ids }, archived: 'with', limit: mostRows } as const
  const [{ rows }] = await unit.run(selectList(context, model, query).rows)
  return new Map(rows.map((row) => present(context, model, row)).map((record) => [record.id, record]))
}

/** Puts the ids of what the rows point to into their values: one question a column, for all rows together. */
export async function resolveReferences(
  operation: Operation,
  source: string,
  rows: readonly Understood[],
): Promise<void> {
  const groups = Map.groupBy(
    rows.flatMap((row) => row.wanted.map((wanted) => ({ row, ...wanted }))),
    ({ column }) => column,
  )
  for (const group of groups.values()) {
    const [first] = group
    if (!first) continue
    const { by, field } = first
    const target = operation.engine.registry.model(field.definition.target ?? '')
    const keys = [...new Set(group.flatMap((wanted) => wanted.keys))]
    const found = by === 'id' ? ownIds(keys) : await lookUp(operation, target, by, source, keys)
    for (const { row, column, keys } of group) {
      const ids = keys.map((key) => found.get(key) ?? [])
      keys.forEach((key, at) => {
        const { length } = ids[at] ?? []
        const problem = length === 0 ? cellProblems.unknown : cellProblems.ambiguous
        if (length !== 1)
          row.problems.push({ column, field: field.name, value: key, code: problem.code, params: { value: key } })
      })
      row.values[field.name] = field.kind === 'refs' ? ids.flat() : ids[0]?.[0]
    }
  }
}

const lookUp = (operation: Operation, target: ResourceModel, by: string, source: string, keys: readonly string[]) =>
  by === 'external' ? byExternal(operation, target, source, keys) : byField(operation, target, by, keys)

const ownIds = (keys: readonly string[]): Found =>
  new Map(keys.map((key) => [key, isUuid(key) ? [key.toLowerCase()] : []]))
