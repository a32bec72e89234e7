import { bindValues, join, literal } from '../../database/assemble.ts'
import { asInstantOrNull } from '../codec.ts'
import { bindContextOf } from '../context.ts'
import { nested } from '../custom/wire.ts'
import type { Operation } from '../engine.ts'
import { archived, forbidden, notArchived, notFound } from '../errors.ts'
import { modelIn, type ResourceModel } from '../model.ts'
import { quoted } from '../names.ts'
import { compile } from '../select.ts'
import { changeRecord } from './change.ts'
import { runOn, type Written, writing } from './hooks.ts'
import { holdRecord, refuseStale } from './load.ts'

/** Puts a record away with all that hangs on it by `onArchive: 'cascade'`; nothing is deleted. */
export function archiveRecord(
  operation: Operation,
  model: ResourceModel,
  id: string,
  version?: number,
): Promise<Written> {
  return moveRecord(operation, model, id, 'archive', version)
}

/** Brings a record back with exactly what was archived together with it. */
export function restoreRecord(
  operation: Operation,
  model: ResourceModel,
  id: string,
  version?: number,
): Promise<Written> {
  return moveRecord(operation, model, id, 'restore', version)
}

async function moveRecord(
  operation: Operation,
  base: ResourceModel,
  id: string,
  action: 'archive' | 'restore',
  version: number | undefined,
): Promise<Written> {
  const model = modelIn(operation.context.plan, base)
  if (!model.archivable) throw notFound()
  const { record, judgement } = await holdRecord(operation, model, id, [action])
  refuseStale(record, version)
  if (!judgement.can(action)) throw forbidden({ action, resource: model.name })
  if (action === 'archive' && record.archivedAt) throw archived()
  if (action === 'restore' && !record.archivedAt) throw notArchived()
  await runOn(operation, 'before.action', model, { record: nested(model, record), input: {}, action }, action)
  await sweep(operation, model, [id], id, action)
  const written = put(
    operation,
    model,
    { id, version: record.version, archivedAt: instantOf(record.archivedAt) },
    action,
    null,
  )
  if (operation.engine.hooks.find('after.action', model.name, operation.context.plugins, action).length > 0) {
    await operation.unit.run()
    await runOn(
      operation,
      'after.action',
      model,
      { record: nested(model, await written.record), input: {}, action },
      action,
    )
  }
  operation.unit.afterCommit(() => operation.engine.nudge(operation.context.tenant.id))
  return written
}

/** The records that go along, level by level. What was already archived by itself stays as it is, both ways. */
async function sweep(
  operation: Operation,
  model: ResourceModel,
  ids: readonly string[],
  root: string,
  action: 'archive' | 'restore',
): Promise<void> {
  for (const child of operation.engine.registry.models.values()) {
    if (!child.archivable) continue
    for (const field of child.fields.values()) {
      if (field.kind !== 'ref' || field.definition.target !== model.name || field.definition.onArchive !== 'cascade')
        continue
      const found = await childrenOf(operation, child, quoted(field.columns[0]?.name ?? ''), ids, root, action)
      if (found.length === 0) continue
      await sweep(
        operation,
        child,
        found.map(({ id }) => id),
        root,
        action,
      )
      for (const one of found) put(operation, child, one, action, root)
    }
  }
}

const instantOf = (value: unknown) => (typeof value === 'string' ? value : null)

interface Child {
  readonly id: string
  readonly version: number
  readonly archivedAt: string | null
}

async function childrenOf(
  { context, unit }: Operation,
  model: ResourceModel,
  column: string,
  ids: readonly string[],
  root: string,
  action: 'archive' | 'restore',
): Promise<Child[]> {
  const state =
    action === 'archive'
      ? { text: 't.archived_at is null', binds: [] }
      : join('t.archived_with = ', literal(root), '::uuid')
  const { statement, binds } = compile(
    join(
      `select t.id, t.version, t.archived_at from ${model.qualified} t where t.tenant_id = `,
      { text: '?', binds: [{ kind: 'tenant' }] },
      ` and t.${column} = any(`,
      literal(ids),
      '::uuid[]) and ',
      state,
      ' order by t.id for no key update of t',
    ),
    ([id, version, archivedAt]) => ({
      id: String(id),
      version: Number(version),
      archivedAt: asInstantOrNull(archivedAt),
    }),
  )
  const [{ rows }] = await unit.run({ statement, values: bindValues(binds, bindContextOf(context)) })
  return rows
}

function put(
  { context, unit }: Operation,
  model: ResourceModel,
  { id, version, archivedAt }: Child,
  action: 'archive' | 'restore',
  root: string | null,
): Written {
  const at = action === 'archive' ? context.clock.now() : null
  const before = { archivedAt }
  const change = { model, id, version: version + 1, action, past: `${action}d`, before, after: { archivedAt: at } }
  return writing(
    unit.queue(
      changeRecord(change, {}, [], { archivedAt: at, archivedWith: action === 'archive' ? root : null }, context),
    ),
  )
}
