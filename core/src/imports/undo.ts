import { DomainError } from '@guildhall/sdk'
import { bind, prepare } from '../database/statement.ts'
import { isUnavailable, isWorthRepeating } from '../database/violation.ts'
import type { Context } from '../records/context.ts'
import type { Draft } from '../records/draft.ts'
import type { Engine, Operation } from '../records/engine.ts'
import type { ResourceModel } from '../records/model.ts'
import { open } from '../records/personal/fields.ts'
import { bytesOf, ownerOf } from '../records/personal/keys.ts'
import { refusalOf } from '../records/refusals.ts'
import { transact } from '../records/transact.ts'
import { actOn } from '../records/write/act.ts'
import { removeRecord } from '../records/write/remove.ts'
import { updateRecord } from '../records/write/update.ts'
import { inside } from '../tenancy/load.ts'
import { stepsOf } from './order.ts'
import type { RowResult } from './part.ts'
import { type Import, keepPart, selectResult } from './statements.ts'
import { end, readingOf, requestOf, Stopped, type Work } from './work.ts'

/** What taking an import back would do. */
export interface UndoPlan {
  readonly removed: number
  readonly restored: number
  /** Changed since by somebody, or gone: they stay as they are. */
  readonly kept: number
}

interface Standing {
  readonly row: RowResult
  /** Nobody but the import has touched it. */
  readonly isUntouched: boolean
}

export async function planUndo(engine: Engine, context: Context, found: Import): Promise<UndoPlan> {
  const plan = { removed: 0, restored: 0, kept: 0 }
  for (const { sheet, part } of stepsOf(found.sheets, engine.registry)) {
    const model = engine.registry.model(found.sheets[sheet]?.mapping?.resource ?? '')
    const rows = await resultsOf(engine, context.tenant.id, found.id, sheet, part)
    const [, standing] = await engine.database.run([
      inside(context.tenant.id),
      standingOf(context, model, found.id, rows),
    ])
    const untouched = new Set(standing.rows.flatMap(({ id, isUntouched }) => (isUntouched ? [id] : [])))
    for (const { id, outcome } of rows) {
      if (!untouched.has(id ?? '')) plan.kept++
      else if (outcome === 'created') plan.removed++
      else plan.restored++
    }
  }
  return plan
}

/** Takes an import back, last rows first, each record by itself and through the same door: what was changed since stays. */
export async function undoImport(work: Work): Promise<void> {
  const { engine, found, tenantId } = work
  const steps = stepsOf(found.sheets, engine.registry).reverse()
  const counts = { removed: 0, restored: 0, kept: 0 }
  let done = 0
  for (const [at, step] of steps.entries()) {
    const rows = (await resultsOf(engine, tenantId, found.id, step.sheet, step.part)).reverse()
    done += rows.length
    if (at < found.parts) continue
    await transact(engine, work.source, async (operation) => {
      const { model } = readingOf(work, operation.context, step)
      const [standing] = await operation.unit.run(standingOf(operation.context, model, found.id, rows))
      const untouched = new Map(standing.rows.map(({ id, isUntouched }) => [id, isUntouched]))
      const sum = { ...counts }
      for (const row of rows)
        sum[await undoRow(operation, model, { row, isUntouched: untouched.get(row.id ?? '') === true })]++
      const [{ rows: kept }] = await operation.unit.run(
        bind(keepPart, tenantId, found.id, at, done, JSON.stringify({ ...found.counts, ...sum })),
      )
      if (kept[0] === undefined) throw new Stopped()
      Object.assign(counts, sum)
    })
  }
  await end(work, 'undone', null)
}

async function undoRow(
  operation: Operation,
  model: ResourceModel,
  { row, isUntouched }: Standing,
): Promise<keyof UndoPlan> {
  const { id, outcome, version = 0 } = row
  if (!isUntouched || !id) return 'kept'
  if (outcome === 'created') {
    const isGone =
      (await done(operation, model, () => removeRecord(operation, model, id))) ||
      (model.archivable && (await done(operation, model, () => actOn(operation, model, id, 'archive', {}))))
    if (isGone) operation.unit.queue(bind(forgetExternal, operation.context.tenant.id, model.name, id))
    return isGone ? 'removed' : 'kept'
  }
  const before = await valuesBefore(operation, model, id, version)
  if (!before) return 'kept'
  return (await done(operation, model, () => updateRecord(operation, model, id, before))) ? 'restored' : 'kept'
}

async function done({ unit, engine }: Operation, model: ResourceModel, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await unit.attempt(work)
    return true
  } catch (error) {
    if (isWorthRepeating(error) || isUnavailable(error)) throw error
    const refusal = refusalOf(error, engine.registry, model)
    if (refusal instanceof DomainError) return false
    throw refusal
  }
}

const forgetExternal = prepare(
  `delete from guildhall.external_ids e where e.tenant_id = $1::uuid and e.resource = $2 and e.record_id = $3::uuid`,
)

async function resultsOf(
  engine: Engine,
  tenantId: string,
  id: string,
  sheet: number,
  part: number,
): Promise<RowResult[]> {
  const [, { rows }] = await engine.database.run([
    inside(tenantId),
    bind(selectResult, tenantId, id, 'run', sheet, part),
  ])
  return (rows[0] ?? []).filter(({ outcome }) => outcome === 'created' || outcome === 'updated')
}

/** Whether records still are as the import left them: by their history, or by their version where they have none. */
function standingOf(context: Context, model: ResourceModel, id: string, rows: readonly RowResult[]) {
  const touched =
    model.definition.history === false
      ? 't.version <> w.version'
      : `exists (select 1 from guildhall.history h where h.tenant_id = $1::uuid and h.resource = $2 and h.record_id = w.id
          and h.version > w.version and h.request_id is distinct from $3)`
  const statement = prepare(
    `select w.id, not (${touched}) and $2::text is not null and $3::text is not null
     from unnest($4::uuid[], $5::int[]) as w(id, version) join ${model.qualified} t on t.tenant_id = $1::uuid and t.id = w.id`,
    ([id, isUntouched]) => ({ id: String(id), isUntouched: isUntouched === 't' }),
  )
  const ids = rows.map((row) => row.id)
  const versions = rows.map((row) => row.version)
  return bind(statement, context.tenant.id, model.name, requestOf(id), ids, versions)
}

const selectBefore = prepare(
  `select h.before, h.key_id, k.wrapped from guildhall.history h
   left join guildhall.personal_keys k on k.tenant_id = h.tenant_id and k.id = h.key_id
   where h.tenant_id = $1::uuid and h.resource = $2 and h.record_id = $3::uuid and h.version = $4::int and h.action = 'update'`,
  ([before, keyId, wrapped]) => ({ before: JSON.parse(before ?? '{}') as Draft, keyId, wrapped }),
)

/** What a person could have written there before; the rest follows from it. */
async function valuesBefore(
  { context, engine, unit }: Operation,
  model: ResourceModel,
  id: string,
  version: number,
): Promise<Draft | null> {
  const [{ rows }] = await unit.run(bind(selectBefore, context.tenant.id, model.name, id, version))
  const [entry] = rows
  if (!entry) return null
  const { keyId, wrapped } = entry
  const key = keyId && wrapped ? engine.vault.openKey(ownerOf(context, model, id), keyId, bytesOf(wrapped)) : null
  const { values, removed } = open(entry.before, key)
  if (removed.length > 0) return null
  const isGiven = (name: string) => {
    const field = model.fields.get(name)
    return field && !field.definition.computed && !field.definition.immutable && field.kind !== 'state'
  }
  return Object.fromEntries(Object.entries(values).filter(([name]) => isGiven(name)))
}
