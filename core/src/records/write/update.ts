import type { BoundStatement } from '../../database/statement.ts'
import type { WireRecord } from '../codec.ts'
import type { Context } from '../context.ts'
import { judgeCustom } from '../custom/judge.ts'
import { keepValues } from '../custom/keep.ts'
import { ensureCustomReferences } from '../custom/references.ts'
import { changedFields, type Draft, normalize } from '../draft.ts'
import type { Operation } from '../engine.ts'
import { archived, forbidden, invalid } from '../errors.ts'
import { excerpt } from '../history.ts'
import { type FieldModel, modelIn, type ResourceModel } from '../model.ts'
import { keyFor } from '../personal/keys.ts'
import { requireAll, validateValues } from '../validate.ts'
import { changeRecord, relink, type SystemChange } from './change.ts'
import { ensureNoCycle, ensureOutcome, ensureReferences } from './checks.ts'
import { refuseForbiddenFields, tellMissing } from './create.ts'
import { ensureFiles } from './files.ts'
import { runAfter, runBefore, type Written, writing } from './hooks.ts'
import { type Held, holdRecord, peekRecord, refuseStale, reloadRecord } from './load.ts'
import { placeSubjects } from './subjects.ts'

export interface UpdateOptions {
  readonly byCode?: boolean
  /** The version the caller saw; a newer one refuses. */
  readonly version?: number | undefined
  /** What a client sends back unchanged, or may not write at all, is passed over: computed fields, states, `many`. */
  readonly lenient?: boolean
}

/** Load under lock, version, rights on what changed, hooks, judgement, one statement, the outcome's check. */
export async function updateRecord(
  operation: Operation,
  base: ResourceModel,
  id: string,
  input: Readonly<Draft>,
  options: UpdateOptions = {},
): Promise<Written> {
  const { context } = operation
  const model = modelIn(context.plan, base)
  const judged = context.plan.fields(model.name, 'read').mode === 'byRow' ? ['update', 'read'] : ['update']
  const isUnlocked = needsNoLock(operation, model)
  const held = await (isUnlocked ? peekRecord : holdRecord)(operation, model, id, judged)
  const since = operation.unit.writes
  refuseStale(held.record, options.version)
  const given = openPart(model, normalize(model, input), held.record, options)
  validateValues(model, given)
  const patch = excerpt({ ...held.record, ...given }, changedFields(model, held.record, given))
  addZones(model, patch, given)
  judgeCustom(model, patch, held.record, options.byCode === true)
  if (!held.judgement.can('update')) throw forbidden({ action: 'update', resource: model.name })
  refuseForbiddenFields(model, { ...patch, ...unseen(context, model, held, given) }, held.judgement.fields('update'))
  if (Object.keys(patch).length === 0) return { record: Promise.resolve(held.record) }
  if (held.record.archivedAt && !options.byCode) throw archived()
  const written = await writeChange(operation, model, held.record, patch, {
    action: 'update',
    past: 'updated',
    references: Object.keys(given),
    since,
    isUnlocked,
  })
  const outcome = ensureOutcome(context, model, 'update', id)
  if (outcome) operation.unit.queue(outcome)
  return written
}

/** Where no hook looks on, an update is judged on what was read and written only onto that; who comes second begins again, with a lock. */
function needsNoLock({ engine, context, unit, attempt }: Operation, model: ResourceModel): boolean {
  if (attempt > 1 || unit.isOpen || unit.writes > 0 || model.definition.tree) return false
  const points = ['before.update', 'before.write', 'after.update', 'after.write'] as const
  return points.every((point) => engine.hooks.find(point, model.name, context.plugins).length === 0)
}

/** What the actor cannot read counts as changed even when it is not: otherwise the answer would say whether he guessed right. */
function unseen({ plan }: Context, model: ResourceModel, { judgement }: Held, given: Draft): Draft {
  const rights = plan.fields(model.name, 'read')
  if (rights.mode === 'all') return {}
  const isSeen = (name: string) => (rights.mode === 'some' ? rights.names.has(name) : judgement.canField('read', name))
  return excerpt(
    given,
    Object.keys(given).filter((name) => !isSeen(name)),
  )
}

export interface ChangeKind {
  readonly action: string
  readonly past: string
  readonly input?: unknown
  /** Fields the actor himself pointed with; their targets must be readable to him. */
  readonly references?: readonly string[]
  readonly system?: SystemChange
  /** How many writes the unit held when the record was read; were there more since, one may have been to this record. */
  readonly since?: number
  /** The record was read without a lock: the write holds only if it is still the same. */
  readonly isUnlocked?: boolean
}

/** The write itself, for updates and actions alike: hooks, judgement, statement, after-hooks. */
export async function writeChange(
  operation: Operation,
  model: ResourceModel,
  read: WireRecord,
  patch: Readonly<Draft>,
  kind: ChangeKind,
): Promise<Written> {
  const { context, engine, unit } = operation
  const draft = { ...read, ...patch } as Draft & { id: string }
  const wanted = await runBefore(operation, model, 'update', draft, read).catch(tellMissing(model, draft))
  const { previous, next } = await rebase(operation, model, read, wanted, kind.since)
  const changed = changedFields(model, previous, next)
  const after = excerpt(next, changed)
  validateValues(model, after)
  requireAll(model, next)
  await placeSubjects(operation, model, next, changed)
  const { action, past, input, system = {} } = kind
  const { id } = previous
  const version = previous.version + 1
  const told = input === undefined ? {} : { input }
  const key = await keyFor(operation, model, id, changed, action)
  const change = { model, id, version, action, past, before: excerpt(previous, changed), after, ...told, key }
  for (const check of ensureFiles(context, engine.registry, model, next, changed, previous)) unit.queue(check)
  for (const statement of relinks(model, id, next, changed, context)) unit.queue(statement)
  const written = writing(unit.queue(changeRecord(change, next, changed, system, context, kind.isUnlocked)))
  for (const statement of keepValues(context, model, id, next, changed)) unit.queue(statement)
  for (const check of ensureCustomReferences(context, model, next, changed)) unit.queue(check)
  const pointed = (kind.references ?? []).filter((name) => changed.includes(name))
  for (const check of ensureReferences(context, engine.registry, model, next, pointed)) unit.queue(check)
  if (model.definition.tree && changed.includes(model.definition.tree))
    for (const check of ensureNoCycle(context, model, id)) unit.queue(check)
  unit.afterCommit(() => engine.nudge(context.tenant.id))
  return runAfter(operation, model, 'update', written, previous)
}

/** Hooks and actions may have written to this very record meanwhile; what is wanted then goes on top of that. */
async function rebase(
  operation: Operation,
  model: ResourceModel,
  read: WireRecord,
  wanted: Draft & { id: string },
  since: number | undefined,
): Promise<{ previous: WireRecord; next: Draft & { id: string } }> {
  if (since === undefined || operation.unit.writes === since) return { previous: read, next: wanted }
  const previous = await reloadRecord(operation, model, read.id)
  if (previous.version === read.version) return { previous: read, next: wanted }
  return { previous, next: { ...previous, ...excerpt(wanted, changedFields(model, read, wanted)) } }
}

function relinks(
  model: ResourceModel,
  id: string,
  next: Readonly<Draft>,
  changed: readonly string[],
  context: Context,
): BoundStatement[] {
  return changed.flatMap((name) => {
    const field = model.fields.get(name)
    return field?.link ? relink(field, id, (next[name] ?? []) as unknown[], context) : []
  })
}

/** The fields an update from outside may carry; PUT passes over what is not open, PATCH refuses it. */
function openPart(model: ResourceModel, given: Draft, previous: WireRecord, { byCode, lenient }: UpdateOptions): Draft {
  if (byCode) return given
  const closed = Object.keys(given).filter((name) => isClosed(model.fields.get(name)))
  const immutable = Object.keys(given).filter(
    (name) =>
      model.fields.get(name)?.definition.immutable &&
      changedFields(model, previous, { [name]: given[name] }).length > 0,
  )
  const refused = lenient ? immutable : [...closed, ...immutable]
  if (refused.length > 0)
    throw invalid(
      {},
      refused.map((path) => ({ path, code: 'validation.read_only' })),
    )
  return Object.fromEntries(Object.entries(given).filter(([name]) => !closed.includes(name)))
}

function isClosed(field: FieldModel | undefined): boolean {
  return field !== undefined && (field.definition.computed === true || field.kind === 'state' || field.kind === 'many')
}

function addZones(model: ResourceModel, patch: Draft, given: Readonly<Draft>): void {
  for (const name of Object.keys(patch)) {
    const zone = given[`${name}Zone`]
    if (model.fields.get(name)?.kind === 'instant' && zone) patch[`${name}Zone`] = zone
  }
}
