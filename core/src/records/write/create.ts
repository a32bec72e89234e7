import { DomainError } from '@guildhall/sdk'
import { v7 as uuid } from 'uuid'
import { isWorthRepeating } from '../../database/violation.ts'
import { keepWithin, takeRoom } from '../../tenancy/quotas/room.ts'
import type { Context } from '../context.ts'
import { judgeCustom } from '../custom/judge.ts'
import { keepValues } from '../custom/keep.ts'
import { ensureCustomReferences } from '../custom/references.ts'
import { type Draft, normalize, withDefaults } from '../draft.ts'
import type { Operation } from '../engine.ts'
import { forbidden, forbiddenFields, invalid } from '../errors.ts'
import { modelIn, type ResourceModel } from '../model.ts'
import { newKeyFor } from '../personal/keys.ts'
import { missingIn, requireAll, validateValues } from '../validate.ts'
import { ensureNoCycle, ensureOutcome, ensureReferences } from './checks.ts'
import { ensureFiles } from './files.ts'
import { runAfter, runBefore, type Written, writing } from './hooks.ts'
import { insertRecord } from './insert.ts'
import { judgeStored } from './load.ts'
import { placeSubjects } from './subjects.ts'

export interface WriteOptions {
  /** The values come from code, which may set computed fields and states; what comes from outside may not. */
  readonly byCode?: boolean
  /** The id of the new record; made unless given. */
  readonly id?: string
}

/** A new record: rights, defaults, hooks, judgement, one statement. Nothing is sent before the commit unless a hook reads. */
export async function createRecord(
  operation: Operation,
  base: ResourceModel,
  input: Readonly<Draft>,
  options: WriteOptions = {},
): Promise<Written> {
  const { engine, context, unit } = operation
  const model = modelIn(context.plan, base)
  if (!context.plan.has(model.name, 'create')) throw forbidden({ action: 'create', resource: model.name })
  const given = judgeNew(context, model, input, options.byCode === true)
  const rights = context.plan.fields(model.name, 'create')

  const id = options.id ?? uuid()
  const draft = { ...withDefaults(model, given, context), id }
  const next: Draft & { id: string } = await runBefore(operation, model, 'create', draft, null).catch(
    tellMissing(model, draft),
  )
  const { id: _, ...values } = next
  if (next !== draft) validateValues(model, values)
  requireAll(model, next)
  await placeSubjects(operation, model, next, [...model.fields.keys()])

  takeRoom(operation, model)
  for (const check of ensureFiles(context, engine.registry, model, next, [...model.fields.keys()])) unit.queue(check)
  const inserted = writing(unit.queue(insertRecord(model, id, next, context, newKeyFor(operation, model, id))))
  for (const statement of keepValues(context, model, id, next, 'all')) unit.queue(statement)
  keepWithin(operation, model)
  for (const check of [
    ...ensureCustomReferences(context, model, next, 'all'),
    ...ensureReferences(context, engine.registry, model, next, Object.keys(given)),
    ensureOutcome(context, model, 'create', id),
    ...(model.definition.tree && next[model.definition.tree] ? ensureNoCycle(context, model, id) : []),
  ])
    if (check) unit.queue(check)
  if (rights.mode === 'byRow')
    refuseForbiddenFields(model, given, (await judgeStored(operation, model, id, ['create'])).fields('create'))
  unit.afterCommit(() => engine.nudge(context.tenant.id))
  return runAfter(operation, model, 'create', inserted, null)
}

/** What was given for a new record, as it is kept; refused where the actor may not give it. */
export function judgeNew(context: Context, model: ResourceModel, input: Readonly<Draft>, byCode: boolean): Draft {
  const given = normalize(model, input)
  if (!byCode) refuseClosedFields(model, given)
  const rights = context.plan.fields(model.name, 'create')
  if (rights.mode === 'some') refuseForbiddenFields(model, given, rights.names)
  validateValues(model, given)
  judgeCustom(model, given, null, byCode)
  return given
}

/** A hook that stumbles over what was left out, or refuses something else first, must not hide what was left out. */
export function tellMissing(model: ResourceModel, draft: Readonly<Draft>): (error: unknown) => never {
  return (error) => {
    const missing = missingIn(model, draft).filter(({ path }) => !model.fields.get(path)?.definition.computed)
    if (missing.length === 0 || isWorthRepeating(error)) throw error
    throw invalid({}, [...missing, ...(error instanceof DomainError ? error.fields : [])])
  }
}

/** What no person gives: computed fields, and any state but the first. */
function refuseClosedFields(model: ResourceModel, given: Readonly<Draft>): void {
  const closed = Object.keys(given).filter((name) => {
    const field = model.fields.get(name)
    if (!field) return false
    if (field.kind === 'state') return given[name] !== field.definition.default
    return field.definition.computed === true || field.kind === 'many'
  })
  if (closed.length > 0)
    throw invalid(
      {},
      closed.map((path) => ({ path, code: 'validation.read_only' })),
    )
}

export function refuseForbiddenFields(
  model: ResourceModel,
  given: Readonly<Draft>,
  allowed: ReadonlySet<string> | 'all',
): void {
  if (allowed === 'all') return
  const refused = Object.keys(given).filter((name) => model.fields.has(name) && !allowed.has(name))
  if (refused.length > 0)
    throw forbiddenFields(
      { fields: refused },
      refused.map((path) => ({ path, code: 'records.forbidden_fields' })),
    )
}
