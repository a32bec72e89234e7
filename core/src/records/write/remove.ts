import { bindValues, join, literal } from '../../database/assemble.ts'
import type { Fragment } from '../../database/fragment.ts'
import { type BoundStatement, prepare } from '../../database/statement.ts'
import { sqlState, violationOf } from '../../database/violation.ts'
import { codecOf, type WireRecord } from '../codec.ts'
import { bindContextOf, type Context } from '../context.ts'
import { forgetValues } from '../custom/keep.ts'
import { ensureUnpointed } from '../custom/references.ts'
import { nested } from '../custom/wire.ts'
import type { Operation } from '../engine.ts'
import { forbidden } from '../errors.ts'
import { excerpt } from '../history.ts'
import { Instead } from '../instead.ts'
import { type FieldModel, modelIn, type ResourceModel } from '../model.ts'
import { quoted } from '../names.ts'
import { keyFor } from '../personal/keys.ts'
import type { PersonalKey } from '../personal/vault.ts'
import { compile } from '../select.ts'
import { ensureUnlinked, stillLinked } from './files.ts'
import { runOn, type Written } from './hooks.ts'
import { holdRecord } from './load.ts'
import { traceParts, traceValues } from './trace.ts'
import { writeChange } from './update.ts'

/** Gone for good, with what hangs on it by `onDelete: 'cascade'`; the history keeps what it was. */
export async function removeRecord(operation: Operation, base: ResourceModel, id: string): Promise<Written> {
  const model = modelIn(operation.context.plan, base)
  const { record, judgement } = await holdRecord(operation, model, id, ['delete'])
  if (!judgement.can('delete')) throw forbidden({ action: 'delete', resource: model.name })
  try {
    await removeHeld(operation, model, record)
  } catch (error) {
    if (error instanceof Instead) return { record: error.record }
    throw error
  }
  operation.unit.afterCommit(() => operation.engine.nudge(operation.context.tenant.id))
  return { record: Promise.resolve(nested(model, record)) }
}

/** A record may hang on what is deleted in more than one way (a subtask: on its task and on its project); it goes once. */
async function removeHeld(
  operation: Operation,
  base: ResourceModel,
  record: WireRecord,
  gone = new Set<string>(),
): Promise<void> {
  const { context, unit } = operation
  const model = modelIn(context.plan, base)
  gone.add(record.id)
  await runOn(operation, 'before.delete', model, { record: nested(model, record) })
  for (const { child, field } of pointingHere(operation, model)) {
    const found = await recordsOf(operation, child, field, record.id)
    for (const one of found)
      if (gone.has(one.id)) continue
      else if (field.definition.onDelete === 'cascade') await removeHeld(operation, child, one, gone)
      else
        await writeChange(
          operation,
          child,
          one,
          { [field.name]: without(one[field.name], record.id) },
          { action: 'update', past: 'updated' },
        )
  }
  const key = await keyFor(operation, model, record.id, [...model.fields.keys()])
  for (const statement of removal(context, model, record, key)) unit.queue(statement)
  for (const statement of forgetValues(context, model, record.id)) unit.queue(statement)
  for (const check of ensureUnpointed(context, model, record.id)) unit.queue(check)
  for (const check of ensureUnlinked(context, operation.engine.registry, model, record.id)) unit.queue(check)
  if (operation.engine.hooks.find('after.delete', model.name, context.plugins).length > 0)
    await runOn(operation, 'after.delete', model, { record: nested(model, record) })
}

/** References that follow or let go when their target is deleted; all others keep it from being deleted. */
function pointingHere({ engine }: Operation, model: ResourceModel): { child: ResourceModel; field: FieldModel }[] {
  return [...engine.registry.models.values()].flatMap((child) =>
    [...child.fields.values()]
      .filter(
        ({ kind, definition }) =>
          (kind === 'ref' || kind === 'refs') &&
          definition.target === model.name &&
          (definition.onDelete ?? 'restrict') !== 'restrict',
      )
      .map((field) => ({ child, field })),
  )
}

/** An empty reference, or the list without the one that goes. */
const without = (value: unknown, id: string) => (Array.isArray(value) ? value.filter((one) => one !== id) : null)

async function recordsOf(
  { context, unit }: Operation,
  child: ResourceModel,
  field: FieldModel,
  id: string,
): Promise<WireRecord[]> {
  const codec = codecOf(child)
  const { statement, binds } = compile(
    join(
      `select ${codec.columns.map(({ sql }) => sql).join(', ')} from ${child.qualified} t where t.tenant_id = `,
      { text: '?', binds: [{ kind: 'tenant' }] },
      ' and ',
      pointing(field, id),
      ' for update of t',
    ),
    codec.decode,
  )
  const [{ rows }] = await unit.run({ statement, values: bindValues(binds, bindContextOf(context)) })
  return rows
}

function pointing(field: FieldModel, id: string): Fragment {
  if (!field.link) return join(`t.${quoted(field.columns[0]?.name ?? '')} = `, literal(id), '::uuid')
  return join(
    `t.id in (select l.owner_id from ${field.link.qualified} l where l.tenant_id = t.tenant_id and l.target_id = `,
    literal(id),
    '::uuid)',
  )
}

function removal(
  context: Context,
  model: ResourceModel,
  record: WireRecord,
  key: PersonalKey | undefined,
): BoundStatement[] {
  const before = excerpt(
    record,
    [...model.fields.keys()].filter((name) => name in record),
  )
  const { id } = record
  const change = { model, id, version: record.version + 1, action: 'delete', past: 'deleted', before, after: null, key }
  let next = 2
  const traces = traceParts(model, (type) => `$${++next}::${type}`)
  const place = [context.tenant.id, id]
  const remove = prepare(
    `with ${traces.join(',\n')}\ndelete from ${model.qualified} where tenant_id = $1::uuid and id = $2::uuid`,
  )
  const unregister = prepare(
    `delete from guildhall.subjects where tenant_id = $1::uuid and id = $2::uuid and resource = '${model.name}'`,
  )
  return [
    { statement: remove, values: [...place, ...traceValues(context, change)] },
    ...(model.definition.capabilities?.length ? [{ statement: unregister, values: place }] : []),
  ]
}

export function isStillUsed(error: unknown): boolean {
  const violation = violationOf(error)
  return violation?.code === sqlState.foreignKey || violation?.detail === stillLinked
}
