import { bind, prepare } from '../database/statement.ts'
import type { WireRecord } from '../records/codec.ts'
import { keepValues } from '../records/custom/keep.ts'
import type { Operation } from '../records/engine.ts'
import type { ResourceModel } from '../records/model.ts'
import { destroyKeys } from '../records/personal/keys.ts'
import { changeRecord, relink } from '../records/write/change.ts'
import { selectWhole } from './marks.ts'
import { neutralValue } from './neutral.ts'
import { emptiedFields } from './plan.ts'

const leftovers = (model: ResourceModel) =>
  prepare(`update ${model.qualified} set custom = null where tenant_id = $1::uuid and id = any($2::uuid[])`)
const forgetCustom = ['custom_values', 'custom_keys', 'custom_texts'].map((table) =>
  prepare(`delete from guildhall.${table} where tenant_id = $1::uuid and record_id = any($2::uuid[])`),
)

/**
 * Empties what records say of a person, and destroys the keys of their past. No plugin's hooks look on, because none may refuse; the history says
 * that it was done, by whom and when, and nothing of what there was.
 */
export async function emptyRecords(operation: Operation, model: ResourceModel, ids: readonly string[]): Promise<void> {
  const { context, engine, unit } = operation
  const names = emptiedFields(model)
  const [{ rows }] = await unit.run(selectWhole(context.tenant.id, model, ids))
  for (const record of rows) emptyRecord(operation, model, record, names)
  unit.queue(destroyKeys(context, model, ids))
  if (model.custom) {
    unit.queue(bind(leftovers(model), context.tenant.id, ids))
    for (const statement of forgetCustom) unit.queue(bind(statement, context.tenant.id, ids))
  }
  unit.afterCommit(() => engine.nudge(context.tenant.id))
}

function emptyRecord(operation: Operation, model: ResourceModel, record: WireRecord, names: readonly string[]): void {
  const { context, unit } = operation
  const { id } = record
  const fields = names.flatMap((name) => model.fields.get(name) ?? [])
  const next = { ...record, ...Object.fromEntries(fields.map((field) => [field.name, neutralValue(model, field, id)])) }
  const change = { model, id, version: record.version + 1, action: 'erase', past: 'erased', before: null, after: null }
  for (const field of fields)
    if (field.link) for (const statement of relink(field, id, [], context)) unit.queue(statement)
  unit.queue(changeRecord(change, next, names, {}, context))
  for (const statement of keepValues(context, model, id, next, names)) unit.queue(statement)
}
