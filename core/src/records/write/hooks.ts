import type { Fields, RecordOf } from '@guildhall/sdk'
import type { StatementResult } from '../../database/statement.ts'
import type { HookPoint } from '../../plugins/hooks.ts'
import { requireAmong } from '../among.ts'
import type { WireRecord } from '../codec.ts'
import { nested } from '../custom/wire.ts'
import { changedFields, type Draft, normalize } from '../draft.ts'
import type { Operation } from '../engine.ts'
import { notFound } from '../errors.ts'
import type { ResourceModel } from '../model.ts'
import { openScope } from '../scope.ts'

type Kind = 'create' | 'update'

/** Runs what plugins do before a write; each sees what the one before it gave. Then references are judged. */
export async function runBefore<D extends Draft & { id: string }>(
  operation: Operation,
  model: ResourceModel,
  kind: Kind,
  draft: D,
  previous: WireRecord | null,
): Promise<D> {
  const { hooks } = operation.engine
  const { plugins } = operation.context
  const found = [
    ...hooks.find(`before.${kind}`, model.name, plugins),
    ...hooks.find('before.write', model.name, plugins),
  ]
  let next = draft
  if (found.length > 0) {
    const scope = openScope(operation)
    for (const hook of found) {
      const changed = previous ? changedFields(model, previous, next) : []
      const seen = { next: nested(model, next), previous: previous && nested(model, previous) }
      const given = await hook({ ...seen, changed, scope } as never)
      if (given) next = { ...next, ...normalize(model, given as Draft), id: draft.id }
    }
  }
  if (model.limited.length > 0) await requireAmong(operation, model, next, previous)
  return next
}

/** A write that is on its way: its record is there once the unit has sent it. */
export interface Written {
  readonly record: Promise<WireRecord>
}

/** Runs what plugins do after a write, if any; only then must the write be sent before the commit. */
export async function runAfter(
  operation: Operation,
  model: ResourceModel,
  kind: Kind,
  written: Written,
  previous: WireRecord | null,
): Promise<Written> {
  const { engine, context, unit } = operation
  const found = [
    ...engine.hooks.find(`after.${kind}`, model.name, context.plugins),
    ...engine.hooks.find('after.write', model.name, context.plugins),
  ]
  if (found.length === 0) return written
  await unit.run()
  const record = nested(model, await written.record)
  const before = previous && nested(model, previous)
  const scope = openScope(operation)
  for (const hook of found)
    await hook({ record: record as unknown as RecordOf<Fields>, previous: before, scope } as never)
  return written
}

export function writing(result: Promise<StatementResult<WireRecord>>): Written {
  const record = result.then(({ rows }) => {
    if (!rows[0]) throw notFound()
    return rows[0]
  })
  record.catch(() => {})
  return { record }
}

export async function runOn(
  operation: Operation,
  point: HookPoint,
  model: ResourceModel,
  context: Record<string, unknown>,
  action?: string,
): Promise<void> {
  const found = operation.engine.hooks.find(point, model.name, operation.context.plugins, action)
  if (found.length === 0) return
  if (point.startsWith('after')) await operation.unit.run()
  const scope = openScope(operation)
  for (const hook of found) await hook({ ...context, scope } as never)
}
