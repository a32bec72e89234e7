import { DomainError } from '@guildhall/sdk'
import { isUuid } from '../access/operand.ts'
import { readInTenant } from '../database/enter.ts'
import { type Context, entryOf } from './context.ts'
import type { Draft } from './draft.ts'
import type { Engine, Operation } from './engine.ts'
import { forbidden } from './errors.ts'
import type { FieldModel, ResourceModel } from './model.ts'
import { mostRows, selectList, selectOne } from './read.ts'
import { openScope, unlimited } from './scope.ts'

type Where = Readonly<Record<string, unknown>>
const ofRecord = /^\$record\.(\w+)$/

/** The fields of the record that a condition of `among` speaks of. */
export function fieldsAsked(condition: unknown): string[] {
  if (typeof condition === 'string') return [...condition.matchAll(/^\$record\.(\w+)$/g)].map(([, name = '']) => name)
  if (typeof condition !== 'object' || condition === null) return []
  return [...new Set(Object.values(condition).flatMap(fieldsAsked))]
}

/** The condition with what a record says in it; null where it says nothing yet. */
export function conditionFor(condition: Where, record: Where): Where | null {
  const missing = fieldsAsked(condition).some((name) => record[name] === undefined || record[name] === null)
  const filled = (value: unknown): unknown => {
    if (typeof value === 'string') return ofRecord.test(value) ? record[value.replace(ofRecord, '$1')] : value
    if (Array.isArray(value)) return value.map(filled)
    return typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filled(each)]))
      : value
  }
  return missing ? null : (filled(condition) as Where)
}

/** Whoever is newly chosen must be among those the field allows; judged without the actor's limits, as he need not see why. */
export async function requireAmong(
  operation: Operation,
  model: ResourceModel,
  next: Draft,
  previous: Draft | null,
): Promise<void> {
  for (const field of model.fields.values()) {
    const { among } = field.definition
    const added = among ? newcomers(next[field.name], previous?.[field.name]) : []
    if (!among || added.length === 0) continue
    const condition = conditionFor(among.where as Where, next)
    const members = condition
      ? await openScope(operation).asSystem('choices', (system) =>
          system
            .records({ name: among.through } as never)
            .list({ where: { ...condition, [`${among.field}_in`]: added } as never }),
        )
      : []
    const allowed = new Set(members.map((member) => (member as unknown as Draft)[among.field]))
    if (added.some((id) => !allowed.has(id)))
      throw new DomainError(among.error, 422, {}, [{ path: field.name, code: among.error }])
  }
}

function newcomers(next: unknown, previous: unknown): string[] {
  const ids = (value: unknown) => (Array.isArray(value) ? value : value == null ? [] : [value]) as string[]
  const before = new Set(ids(previous))
  return ids(next).filter((id) => !before.has(id))
}

export interface AmongAsked {
  /** `<resource>.<field>` */
  readonly field: string
  /** What the record says so far. */
  readonly record: Where
}

/**
 * The ids that may be chosen for a field, at most 1,000, for whoever may write it; nothing while the record does not say enough, or speaks
 * of what the actor may not see.
 */
export async function choicesOf(
  engine: Engine,
  context: Context,
  asked: AmongAsked,
): Promise<readonly string[] | null> {
  const [resource = '', name = ''] = asked.field.split('.')
  const model = engine.registry.models.get(resource)
  const field = model?.fields.get(name)
  const among = field?.definition.among
  if (!model || !field || !among || !context.plugins.has(model.plugin)) return null
  if (!context.plan.has(resource, 'create') && !context.plan.has(resource, 'update'))
    throw forbidden({ action: 'update', resource })
  const condition = conditionFor(among.where as Where, asked.record)
  if (!condition || !(await seesAll(engine, context, model, asked.record, fieldsAsked(among.where)))) return []
  const through = engine.registry.model(among.through)
  const wide = unlimited(context, engine.registry, 'choices')
  const [{ rows }] = await readInTenant(engine.database, entryOf(context), [
    selectList(wide, through, { where: condition, limit: mostRows }).rows,
  ])
  return [...new Set(rows.map((row) => String(row.record[among.field])))]
}

/** What the record points to must be known to who asks: otherwise the choices would tell of it. */
async function seesAll(
  engine: Engine,
  context: Context,
  model: ResourceModel,
  record: Where,
  names: readonly string[],
): Promise<boolean> {
  for (const name of names) {
    const field = model.fields.get(name) as FieldModel
    const value = record[name]
    // A condition in its place would be judged without the actor's limits.
    if (typeof value === 'object') return false
    if (field.kind !== 'ref') continue
    if (!isUuid(value)) return false
    const target = engine.registry.model(field.definition.target ?? '')
    const [{ rows }] = await readInTenant(engine.database, entryOf(context), [selectOne(context, target, value)])
    if (rows.length === 0) return false
  }
  return true
}
