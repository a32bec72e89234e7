import { join, tenantBind } from '../database/assemble.ts'
import type { Fragment } from '../database/fragment.ts'
import type { ResourceModel } from '../records/model.ts'
import type { Condition } from './condition.ts'
import { conjunction, type SqlOptions, toSql } from './sql.ts'

type Readable = SqlOptions['readable']

/**
 * The ids of the records a condition holds for, told from where the actor stands: what he is assigned to, what lies in the projects he
 * is in. PostgreSQL drives a single EXISTS from its far end, and never alternatives of them: those it asks of every row of the tenant.
 * So each alternative is a query of its own. An id may come more than once. Null where nothing is gained: the condition has no such
 * alternatives, or lets in more than what begins at the actor.
 */
export function gatheringSql(condition: Condition, model: ResourceModel, readable: Readable): Fragment | null {
  if (!beginsAtMe(condition, readable) || !hasAlternatives(condition, readable)) return null
  return gather(condition.type === 'any' ? condition.parts : [condition], model, 'g', { readable, gathers: true })
}

export function gather(
  parts: readonly Condition[],
  model: ResourceModel,
  alias: string,
  options: SqlOptions,
): Fragment {
  const tenant = join(`${alias}.tenant_id = `, tenantBind)
  const selects = parts.flatMap((part, index) => [
    `${index > 0 ? ' union all ' : ''}select ${alias}.id from ${model.qualified} ${alias} where `,
    conjunction([tenant, toSql(part, alias, options)]),
  ])
  return join(...selects)
}

/** Whether it holds of none but what the actor is named in, or what hangs on such. */
export function beginsAtMe(condition: Condition, readable: Readable): boolean {
  switch (condition.type) {
    case 'all':
      return condition.parts.some((part) => beginsAtMe(part, readable))
    case 'any':
      return condition.parts.every((part) => beginsAtMe(part, readable))
    case 'compare':
      return condition.operator === 'eq' && condition.operand.kind === 'me'
    case 'linked':
      return condition.operand?.kind === 'me'
    case 'follow':
      return beginsAtMe(condition.part, readable)
    case 'readable':
      return (
        condition.field.kind !== 'subject' &&
        condition.targets.every((target) => beginsAtMe(readable(target), readable))
      )
    case 'named':
      return condition.isReadable && beginsAtMe(readable(condition.by, condition.field.name), readable)
    default:
      return false
  }
}

/** Here or behind a reference; comparisons of the record's own columns alone are no trouble. */
function hasAlternatives(condition: Condition, readable: Readable): boolean {
  switch (condition.type) {
    case 'all':
      return condition.parts.some((part) => hasAlternatives(part, readable))
    case 'any':
      return condition.parts.some(({ type }) => type !== 'compare')
    case 'follow':
      return hasAlternatives(condition.part, readable)
    case 'readable':
      return condition.targets.some((target) => hasAlternatives(readable(target), readable))
    default:
      return false
  }
}
