import type { CatalogueResource, Differences, Rule, Where } from './rights.ts'

/** One thing a role says of an action: that it is allowed or, where `isException`, that it is not. The later line wins. */
export interface Line {
  readonly where?: Where
  readonly fields?: readonly string[]
  readonly isException?: boolean
}

export type CellState = 'no' | 'yes' | 'condition' | 'fields'

/** What a role says of one action on one resource, without what can no longer matter. */
export function linesOf(rules: readonly Rule[], action: string): Line[] {
  const lines: Line[] = []
  for (const rule of rules) {
    if (rule.action !== action && rule.action !== 'manage') continue
    const line = lineOf(rule)
    // Whatever stood before says nothing any more.
    if (isWhole(line)) lines.length = 0
    const isSilent = isWhole(line) ? line.isException === true : lines.some((other) => isSame(other, line))
    if (!isSilent) lines.push(line)
  }
  return lines
}

export function stateOf(lines: readonly Line[]): CellState {
  if (!lines.some(({ isException }) => !isException)) return 'no'
  if (lines.some(({ where }) => where)) return 'condition'
  return lines.some(({ fields }) => fields) ? 'fields' : 'yes'
}

/** The rules of a role on a resource: what is left of its archetype's, then its own. */
export function rulesOf(resource: CatalogueResource, archetype: string, { add, remove }: Differences): Rule[] {
  const kept = (resource.rules[archetype] ?? []).filter(({ key }) => !remove.includes(key)).map(({ rule }) => rule)
  return [...kept, ...add.filter((one) => one.resource === resource.name).map(({ rule }) => rule)]
}

export const archetypeLines = (resource: CatalogueResource, archetype: string, action: string): Line[] =>
  linesOf(
    (resource.rules[archetype] ?? []).map(({ rule }) => rule),
    action,
  )

export function isDifferent(
  resource: CatalogueResource,
  archetype: string,
  differences: Differences,
  action: string,
): boolean {
  return !areSame(
    linesOf(rulesOf(resource, archetype, differences), action),
    archetypeLines(resource, archetype, action),
  )
}

/**
 * The differences of a role that is to say these lines of an action. What a rule of the archetype gives to all actions at once
 * is taken back for this one alone; its own rules of the action are left out by their keys.
 */
export function withLines(
  resource: CatalogueResource,
  archetype: string,
  differences: Differences,
  action: string,
  lines: readonly Line[],
): Differences {
  const { name } = resource
  const base = resource.rules[archetype] ?? []
  const own = base.filter(({ rule }) => rule.action === action)
  const isOurs = (one: Differences['add'][number]) => one.resource === name && one.rule.action === action
  const cleared: Differences = {
    add: differences.add.filter((one) => !isOurs(one)),
    remove: differences.remove.filter((key) => !own.some((one) => one.key === key)),
  }
  const before = linesOf(rulesOf(resource, archetype, cleared), action)
  if (areSame(before, lines)) return cleared
  const added = (list: readonly Line[]) => list.map((line) => ({ resource: name, rule: ruleOf(line, action) }))
  // What comes on top of the archetype's is all there is to say.
  if (startsWith(lines, before)) return { ...cleared, add: [...cleared.add, ...added(lines.slice(before.length))] }
  const remove = [...cleared.remove, ...own.map(({ key }) => key)]
  const without = linesOf(rulesOf(resource, archetype, { ...cleared, remove }), action)
  if (startsWith(lines, without)) return { remove, add: [...cleared.add, ...added(lines.slice(without.length))] }
  const nothing = lines.some(isWhole) ? [] : [{ isException: true }]
  return { remove, add: [...cleared.add, ...added([...nothing, ...lines])] }
}

export function areSame(one: readonly Line[], other: readonly Line[]): boolean {
  return one.length === other.length && one.every((line, index) => isSame(line, other[index] as Line))
}

function startsWith(lines: readonly Line[], beginning: readonly Line[]): boolean {
  return beginning.length <= lines.length && areSame(lines.slice(0, beginning.length), beginning)
}

function lineOf({ where, fields, inverted }: Rule): Line {
  const hasCondition = where && Object.keys(where).length > 0
  return { ...(hasCondition && { where }), ...(fields && { fields }), ...(inverted && { isException: true }) }
}

function ruleOf({ where, fields, isException }: Line, action: string): Rule {
  return { action, ...(where && { where }), ...(fields && { fields }), ...(isException && { inverted: true }) }
}

const isWhole = ({ where, fields }: Line) => !where && !fields
const isSame = (one: Line, other: Line) => written(one) === written(other)

/** Equal for lines that say the same, whatever the order of keys and fields. */
function written({ where, fields, isException }: Line): string {
  return canonical({
    where: where ?? null,
    fields: fields ? [...fields].sort() : null,
    isException: isException === true,
  })
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`
}
