import { DomainError } from '@guildhall/sdk'
import { bind, prepare } from '../../database/statement.ts'
import type { Operation } from '../engine.ts'
import { forbidden, notFound } from '../errors.ts'
import type { FieldModel, ResourceModel } from '../model.ts'
import { quoted } from '../names.ts'
import { changeRecord } from '../write/change.ts'
import { holdRecord } from '../write/load.ts'
import { personalOf } from './fields.ts'
import { destroyKeys } from './keys.ts'

/**
 * Destroys the keys of what the past says about somebody: of the record, of those that hang on it, and of the cards that stand for
 * the same person. The entries stay, with who, when and what is not personal; what the records say now is its owner's to empty.
 * Whoever may delete the record may. A record that is gone is forgotten too, by who may delete any.
 */
export async function forgetRecord(operation: Operation, model: ResourceModel, id: string): Promise<void> {
  const { context, engine, unit } = operation
  const isAny = context.plan.verdict(model.name, 'delete') === 'always'
  const held = await holdRecord(operation, model, id, ['delete']).catch((error: unknown) => {
    if (isAny && error instanceof DomainError && error.code === notFound.code) return null
    throw error
  })
  if (held && !held.judgement.can('delete')) throw forbidden({ action: 'delete', resource: model.name })
  const seen = new Map<ResourceModel, Set<string>>()
  await gather(operation, model, [id], seen)
  for (const [owner, ids] of seen) if (personalOf(owner).size > 0) unit.queue(destroyKeys(context, owner, [...ids]))
  if (!held) return
  const change = { model, id, version: held.record.version + 1, action: 'forget', past: 'forgotten' }
  unit.queue(changeRecord({ ...change, before: null, after: null }, {}, [], {}, context))
  unit.afterCommit(() => engine.nudge(context.tenant.id))
}

async function gather(
  operation: Operation,
  model: ResourceModel,
  ids: readonly string[],
  seen: Map<ResourceModel, Set<string>>,
): Promise<void> {
  const known = seen.get(model) ?? new Set()
  const fresh = ids.filter((id) => !known.has(id))
  if (fresh.length === 0) return
  seen.set(model, new Set([...known, ...fresh]))
  for (const child of operation.engine.registry.models.values())
    for (const field of child.fields.values())
      if (isPartOf(field, model)) await gather(operation, child, await pointingTo(operation, child, field, fresh), seen)
}

/** It goes where its target goes, or there is one for each: the card of a person. */
const isPartOf = ({ kind, definition }: FieldModel, model: ResourceModel) =>
  kind === 'ref' &&
  definition.target === model.name &&
  (definition.onDelete === 'cascade' || definition.onArchive === 'cascade' || definition.unique === true)

async function pointingTo(
  { context, unit }: Operation,
  { qualified }: ResourceModel,
  field: FieldModel,
  ids: readonly string[],
): Promise<string[]> {
  const column = quoted(field.columns[0]?.name ?? '')
  const statement = prepare(
    `select id from ${qualified} where tenant_id = $1::uuid and ${column} = any($2::uuid[])`,
    ([id]) => String(id),
  )
  const [{ rows }] = await unit.run(bind(statement, context.tenant.id, ids))
  return rows
}
