import { v7 as uuid } from 'uuid'
import type { BoundStatement } from '../../database/statement.ts'
import { takeRoom } from '../../tenancy/quotas/room.ts'
import type { Context } from '../context.ts'
import { type Draft, withDefaults } from '../draft.ts'
import type { Operation } from '../engine.ts'
import { forbidden } from '../errors.ts'
import type { ResourceModel } from '../model.ts'
import { newKeysFor } from '../personal/keys.ts'
import { requireAll } from '../validate.ts'
import { ensureOutcomes, ensureReferences } from './checks.ts'
import { judgeNew } from './create.ts'
import { ensureFiles } from './files.ts'
import { insertMany } from './insert-many.ts'

/** A record that is judged and only waits to be written. */
export interface Ready {
  readonly id: string
  readonly given: Readonly<Draft>
  readonly draft: Readonly<Draft>
}

const points = ['before.create', 'before.write', 'after.create', 'after.write'] as const

/**
 * Whether records of this resource can be made many at a time: nobody looks at each (hooks, choices that follow the record), and what each row
 * needs besides its own statement (a place in a tree, a subject's parents, the tenant's own fields, rights that differ by row) is not asked for.
 */
export function isMadeTogether({ engine, context }: Operation, model: ResourceModel): boolean {
  const { plan, plugins } = context
  return (
    points.every((point) => engine.hooks.find(point, model.name, plugins).length === 0) &&
    !model.custom?.fields.length &&
    !model.definition.tree &&
    plan.fields(model.name, 'create').mode !== 'byRow' &&
    [...model.fields.values()].every(({ kind, definition }) => kind !== 'subject' && !definition.among)
  )
}

/** Everything about a new record that can be judged before it is written. @throws what a creation by hand would */
export function prepareNew(context: Context, model: ResourceModel, input: Readonly<Draft>): Ready {
  if (!context.plan.has(model.name, 'create')) throw forbidden({ action: 'create', resource: model.name })
  const given = judgeNew(context, model, input, false)
  const id = uuid()
  const draft = { ...withDefaults(model, given, context), id }
  requireAll(model, draft)
  return { id, given, draft }
}

/** Records that are judged, and the statements that will write them. */
export interface Prepared {
  readonly count: number
  readonly statements: readonly BoundStatement[]
}

/**
 * Records with their histories and facts, in one statement; the checks that follow hold for all of them together. Asks the database nothing,
 * so that the next ones can be prepared while those before are written.
 */
export function prepareMany(operation: Operation, model: ResourceModel, ready: readonly Ready[]): Prepared {
  const { context, engine } = operation
  const ids = ready.map(({ id }) => id)
  const { keys, kept } = newKeysFor(operation, model, ids)
  // Defaults point where the definition says; what was given must be known to who gave it.
  const references = [...model.fields.values()].filter(({ definition }) => definition.target).map(({ name }) => name)
  const pointed = Object.fromEntries(
    references.map((name) => [name, [...new Set(ready.flatMap(({ given }) => given[name] ?? []))]]),
  )
  const outcome = ensureOutcomes(context, model, 'create', ids)
  const statements = [
    ...(kept ? [kept] : []),
    ...ready.flatMap(({ draft }) => ensureFiles(context, engine.registry, model, draft, [...model.fields.keys()])),
    insertMany(model, ready, keys, context),
    ...ensureReferences(context, engine.registry, model, pointed, references),
    ...(outcome ? [outcome] : []),
  ]
  return { count: ready.length, statements }
}

export async function writeMany(
  operation: Operation,
  model: ResourceModel,
  { count, statements }: Prepared,
): Promise<void> {
  const { context, engine, unit } = operation
  takeRoom(operation, model, count)
  for (const statement of statements) unit.queue(statement)
  unit.afterCommit(() => engine.nudge(context.tenant.id))
  await unit.run()
}
