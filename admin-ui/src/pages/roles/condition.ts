import type { Where } from './rights.ts'

/** A condition as a person builds it: comparisons of which all, any or none must hold. */
export interface Group {
  readonly match: 'all' | 'any' | 'none'
  readonly parts: readonly Part[]
}

export type Part = Comparison | Group

export interface Comparison {
  /** Field by field through references: `project.members.person`. */
  readonly path: string
  /** `among`: a record pointed to meets all of `group`. */
  readonly operator: 'eq' | 'ne' | 'gte' | 'lte' | 'gt' | 'lt' | 'in' | 'nin' | 'like' | 'null' | 'among'
  readonly value?: unknown
  readonly group?: Group
}

export const isGroup = (part: Part): part is Group => 'match' in part

const operators = new Set(['ne', 'gte', 'lte', 'gt', 'lt', 'in', 'nin', 'like', 'null'])

export function groupOf(where: Where): Group {
  const parts = Object.entries(where).map(([key, value]) => partOf(key, value))
  const [only] = parts
  return parts.length === 1 && only && isGroup(only) ? only : { match: 'all', parts }
}

export function whereOf({ match, parts }: Group): Where {
  const wheres = parts.map((part) => (isGroup(part) ? whereOf(part) : comparisonOf(part)))
  if (match === 'any') return wheres.length === 1 ? (wheres[0] as Where) : { $or: wheres }
  if (match === 'none') return { $not: wheres.length === 1 ? (wheres[0] as Where) : { $or: wheres } }
  const keys = wheres.flatMap((where) => Object.keys(where))
  return new Set(keys).size === keys.length ? Object.assign({}, ...wheres) : { $and: wheres }
}

/** Whether everything in it has been chosen. */
export function isComplete({ parts }: Group): boolean {
  return (
    parts.length > 0 &&
    parts.every((part) => {
      if (isGroup(part)) return isComplete(part)
      if (part.path === '') return false
      if (part.operator === 'among') return part.group !== undefined && isComplete(part.group)
      return Array.isArray(part.value) ? part.value.length > 0 : part.value !== undefined && part.value !== ''
    })
  )
}

function partOf(key: string, value: unknown): Part {
  if (key === '$and' || key === '$or')
    return {
      match: key === '$and' ? 'all' : 'any',
      parts: (value as readonly Where[]).map((where) => simplest(groupOf(where))),
    }
  if (key === '$not') {
    const inner = groupOf(value as Where)
    if (inner.match === 'any') return { match: 'none', parts: inner.parts }
    return {
      match: 'none',
      parts: [inner.match === 'all' && inner.parts.length === 1 ? (inner.parts[0] as Part) : inner],
    }
  }
  const at = key.lastIndexOf('_')
  const suffix = at === -1 ? '' : key.slice(at + 1)
  if (operators.has(suffix)) return { path: key.slice(0, at), operator: suffix as Comparison['operator'], value }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return { path: key, operator: 'among', group: groupOf(value as Where) }
  if (value === null) return { path: key, operator: 'null', value: true }
  return { path: key, operator: Array.isArray(value) ? 'in' : 'eq', value }
}

/** A group of one comparison is that comparison. */
function simplest(group: Group): Part {
  const [only] = group.parts
  return group.match !== 'none' && group.parts.length === 1 && only ? only : group
}

function comparisonOf({ path, operator, value, group }: Comparison): Where {
  if (operator === 'among') return { [path]: group ? whereOf(group) : {} }
  return { [operator === 'eq' ? path : `${path}_${operator}`]: value }
}
