import { DomainError } from '@guildhall/sdk'
import { isUuid } from '../access/operand.ts'
import { readInTenant } from '../database/enter.ts'
import { type Context, entryOf } from './context.ts'
import type { Draft } from './draft.ts'
import type { Engine, Operation } from './engine.ts'
import { forbidden } from './errors.ts'
import type { ResourceModel } from './model.ts'
import { mostRows, selectList, selectOne } from './read.ts'
import { openScope, unlimited } from './scope.ts'

type Where = Readonly<Record<string, unknown>>
/** The fields of the record that a condition of `among` speaks of. */
export function fieldsAsked(condition: unknown): string[] {
  if (typeof condition === 'string') return [fieldOfRecord(condition) ?? []].flat()
  if (typeof condition !== 'object' || condition === null) return []
  return [...new Set(Object.values(condition).flatMap(fieldsAsked))]
}

/** The condition with what a record says in it; null where it says nothing yet. */
export function conditionFor(condition: Where, record: Where): Where | null {
  const missing = fieldsAsked(condition).some((name) => record[name] === undefined || record[name] === null)
  return missing ? null : (filled(condition, record) as Where)
}

function filled(value: unknown, record: Where): unknown {
  if (typeof value === 'string') {
    const name = fieldOfRecord(value)
    return name === null ? value : record[name]
  }
  if (Array.isArray(value)) return value.map((each) => filled(each, record))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filled(each, record)]))
}

/** `$record.<name>` stands for what the record has there. */
function fieldOfRecord(value: string): string | null {
  return /^\$record\.(\w+)$/.exec(value)?.[1] ?? null
}

/** Whoever is newly chosen must be among those the field allows; judged without the actor's limits, as he need not see why. */
export async function requireAmong(
  operation: Operation,
  model: ResourceModel,
  next: Draft,
  previous: Draft | null,
): Promise<void> {
  for (const field of model.limited) {
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
  // A condition in the place of a value would be judged without the actor's limits.
  if (names.some((name) => typeof record[name] === 'object')) return false
  const pointing = names.filter((name) => model.fields.get(name)?.kind === 'ref')
  if (!pointing.every((name) => isUuid(record[name]))) return false
  if (pointing.length === 0) return true
  const found = await readInTenant(
    engine.database,
    entryOf(context),
    pointing.map((name) => {
      const target = engine.registry.model(model.fields.get(name)?.definition.target ?? '')
      return selectOne(context, target, String(record[name]))
    }),
  )
  return found.every(({ rows }) => rows.length > 0)
}
