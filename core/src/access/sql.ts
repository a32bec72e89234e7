import { join } from '../database/assemble.ts'
import type { Bind, Fragment } from '../database/fragment.ts'
import type { FieldModel, LinkTable, ResourceModel } from '../records/model.ts'
import { quoted } from '../records/names.ts'
import { type Attribute, sqlTypes } from './attribute.ts'
import { type Condition, type Leaf, leavesOf } from './condition.ts'
import { customExists, encoded, encodedList } from './custom.ts'
import { beginsAtMe, gather } from './gather.ts'
import type { Operand } from './operand.ts'
import type { Constant } from './shape.ts'

export interface SqlOptions {
  /** Which records of a resource the actor may read, or one field of which; never in a circle. */
  readable(model: ResourceModel, field?: string): Condition
  /** Constants that come with each request, by their number; all others are part of the statement's shape. */
  readonly numbers?: ReadonlyMap<Constant, number>
  /** Alternatives that begin at the actor are gathered from there, see gather.ts. */
  readonly gathers?: boolean
}

type Readable = Extract<Leaf, { type: 'readable' }>

const yes: Fragment = { text: 'true', binds: [] }
const no: Fragment = { text: 'false', binds: [] }
const symbols = { eq: '=', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const

/**
 * A condition as SQL over the table called `alias`. Negations are driven down to the leaves: what must hold stays a plain
 * `column = ?` that an index serves, and unknown counts as false; what must not hold is written so that null cannot make it unknown.
 * Every condition with an index to use has only leakproof operators (=, <, <=, >, >=), else row-level security would keep it from the index.
 *
 * @param id where the record's id stands, if not in its own table: `project.members` needs no look at the project
 */
export function toSql(condition: Condition, alias: string, options: SqlOptions, id = `${alias}.id`): Fragment {
  return holding(condition)

  function holding(part: Condition): Fragment {
    if (part.type === 'all') return conjunction(part.parts.map(holding))
    if (part.type === 'any') return gathered(part.parts) ?? disjunction(part.parts.map(holding))
    return part.type === 'not' ? failing(part.part) : leaf(part)
  }

  function gathered(parts: readonly Condition[]): Fragment | null {
    const isWorth = options.gathers && id === `${alias}.id` && parts.every((part) => beginsAtMe(part, options.readable))
    const model = parts.flatMap(leavesOf).flatMap((leaf) => ('owner' in leaf ? [leaf.owner] : []))[0]
    return isWorth && model ? join(`${id} in (`, gather(parts, model, `${alias}_g`, options), ')') : null
  }

  function failing(part: Condition): Fragment {
    if (part.type === 'all') return disjunction(part.parts.map(failing))
    if (part.type === 'any') return conjunction(part.parts.map(failing))
    return part.type === 'not' ? holding(part.part) : negatedLeaf(part)
  }

  function leaf(part: Leaf): Fragment {
    if ('attribute' in part && part.attribute.custom) return custom(part)
    switch (part.type) {
      case 'compare':
        return join(`${column(part.attribute)} ${symbols[part.operator]} `, value(part.operand))
      case 'among':
        return join(`${column(part.attribute)} = any(`, value(part.operand), `::${sqlTypes[part.attribute.value]}[])`)
      case 'empty':
        return { text: `${column(part.attribute)} is null`, binds: [] }
      case 'like':
        // Not LIKE: there is nothing to escape, and folding cannot make a wildcard of what was none.
        return join(`strpos(guildhall.fold(${column(part.attribute)}), guildhall.fold(`, value(part.operand), ')) > 0')
      case 'known':
        return join(value(part.operand), '::uuid is not null')
      case 'linked':
        return linked(part)
      case 'follow':
        return pointing(part.field, part.target, part.part)
      case 'readable':
        return disjunction(part.targets.map((target) => readable(part, target)))
      case 'named':
        return naming(part)
    }
  }

  /** A tenant's own field: what is compared stands in a row of its own. */
  function custom(part: Extract<Leaf, { attribute: Attribute }>): Fragment {
    const { attribute } = part
    return customExists(attribute, alias, id, (own) => {
      switch (part.type) {
        case 'compare':
          return join(`${own} ${symbols[part.operator]} `, encoded(attribute, value(part.operand)))
        case 'among':
          return join(`${own} = any(`, encodedList(attribute, value(part.operand)), ')')
        case 'empty':
          return { text: `${own} is null`, binds: [] }
        case 'like':
          return join(`strpos(guildhall.fold(${own}), guildhall.fold(`, value(part.operand), ')) > 0')
      }
    })
  }

  function negatedLeaf(part: Leaf): Fragment {
    if ('attribute' in part && part.attribute.custom) return join('not ', custom(part))
    if (part.type === 'compare' && part.operator === 'eq' && part.operand.kind === 'constant')
      return join(`${column(part.attribute)} is distinct from `, value(part.operand))
    if (part.type === 'empty') return { text: `${column(part.attribute)} is not null`, binds: [] }
    const positive = leaf(part)
    if (positive.text === 'true') return no
    if (positive.text === 'false') return yes
    return positive.text.startsWith('exists (') ? join('not ', positive) : join('(', positive, ') is not true')
  }

  function linked(part: Extract<Leaf, { type: 'linked' }>): Fragment {
    const link = `${alias}_l`
    const from = `exists (select 1 from ${part.field.link?.qualified} ${link} where ${link}.tenant_id = ${alias}.tenant_id and ${link}.owner_id = ${id}`
    if (!part.operand) return { text: `${from})`, binds: [] }
    const ids = part.operator === 'among' ? join('any(', value(part.operand), '::uuid[])') : value(part.operand)
    return join(`${from} and ${link}.target_id = `, ids, ')')
  }

  function readable({ field }: Readable, target: ResourceModel): Fragment {
    const condition = options.readable(target)
    if (field.kind !== 'subject') return pointing(field, target, condition)
    const inner = toSql(condition, `${alias}_f`, options)
    if (inner.text === 'false') return no
    const isOf = join(`${named(field, 0)} = `, { text: '?', binds: [{ kind: 'literal', value: target.name }] })
    return inner.text === 'true'
      ? isOf
      : conjunction([isOf, existing(target, `${alias}_f.id = ${named(field, 1)}`, inner)])
  }

  /** Along the links of files, from a file to who names it. */
  function naming({ by, field, isReadable }: Extract<Leaf, { type: 'named' }>): Fragment {
    if (!field.link) return no
    const inner = isReadable ? toSql(options.readable(by, field.name), `${alias}_f`, options) : yes
    return inner.text === 'false' ? no : linkedBy(field.link, by, inner, { here: 'target_id', there: 'owner_id' })
  }

  /** A record of the target that the field points to and the condition holds for. Foreign keys see to it that what is pointed to exists. */
  function pointing(field: FieldModel, target: ResourceModel, part: Condition): Fragment {
    const inner = toSql(part, `${alias}_f`, options)
    if (inner.text === 'false') return no
    if (field.kind === 'ref') {
      if (inner.text === 'true') return { text: `${named(field, 0)} is not null`, binds: [] }
      if (needsOnlyId(part)) return toSql(part, alias, options, named(field, 0))
      return existing(target, `${alias}_f.id = ${named(field, 0)}`, inner)
    }
    if (field.kind === 'many') {
      const through = target.fields.get(field.definition.through ?? '')
      if (through?.link) return linkedBy(through.link, target, inner, { here: 'target_id', there: 'owner_id' })
      return existing(target, `${alias}_f.${quoted(through?.columns[0]?.name ?? '')} = ${id}`, inner)
    }
    return field.link ? linkedBy(field.link, target, inner, { here: 'owner_id', there: 'target_id' }) : no
  }

  /** Along the rows of a link table, from the list's owner to its targets or back. */
  function linkedBy(
    { qualified }: LinkTable,
    target: ResourceModel,
    inner: Fragment,
    { here, there }: { here: string; there: string },
  ): Fragment {
    const [link, other] = [`${alias}_l`, `${alias}_f`]
    const joined =
      inner.text === 'true'
        ? ''
        : ` join ${target.qualified} ${other} on ${other}.tenant_id = ${link}.tenant_id and ${other}.id = ${link}.${there}`
    const where = `${link}.tenant_id = ${alias}.tenant_id and ${link}.${here} = ${id}`
    return join(
      `exists (select 1 from ${qualified} ${link}${joined} where `,
      conjunction([{ text: where, binds: [] }, inner]),
      ')',
    )
  }

  function existing(target: ResourceModel, joined: string, inner: Fragment): Fragment {
    const other = `${alias}_f`
    const where: Fragment = { text: `${other}.tenant_id = ${alias}.tenant_id and ${joined}`, binds: [] }
    return join(`exists (select 1 from ${target.qualified} ${other} where `, conjunction([where, inner]), ')')
  }

  function column(attribute: Attribute): string {
    return attribute.column === 'id' ? id : `${alias}.${quoted(attribute.column)}`
  }

  function named(field: FieldModel, index: number): string {
    return `${alias}.${quoted(field.columns[index]?.name ?? '')}`
  }

  function value(operand: Operand): Fragment {
    return { text: '?', binds: [bindOf(operand, options.numbers)] }
  }
}

export function conjunction(parts: readonly Fragment[]): Fragment {
  if (parts.some(({ text }) => text === 'false')) return no
  return joined(parts, 'true', ' and ')
}

export function disjunction(parts: readonly Fragment[]): Fragment {
  if (parts.some(({ text }) => text === 'true')) return yes
  return joined(parts, 'false', ' or ')
}

/** Whether a condition asks of a record no more than which it is, and holds for none that is missing. */
function needsOnlyId(condition: Condition): boolean {
  if (condition.type === 'all') return condition.parts.length > 0 && condition.parts.every(needsOnlyId)
  if (condition.type === 'any') return condition.parts.every(needsOnlyId)
  if (condition.type === 'compare' || condition.type === 'among') return condition.attribute.column === 'id'
  if (condition.type === 'follow' || condition.type === 'readable')
    return condition.field.kind !== 'ref' && condition.field.kind !== 'subject'
  return condition.type === 'linked' || condition.type === 'named'
}

function joined(parts: readonly Fragment[], neutral: 'true' | 'false', word: string): Fragment {
  const relevant = parts.filter(({ text }) => text !== neutral)
  const [first] = relevant
  if (!first) return { text: neutral, binds: [] }
  if (relevant.length === 1) return first
  return { text: relevant.map(({ text }) => `(${text})`).join(word), binds: relevant.flatMap(({ binds }) => binds) }
}

function bindOf(operand: Operand, numbers: SqlOptions['numbers']): Bind {
  if (operand.kind !== 'constant') return operand
  const index = numbers?.get(operand)
  return index === undefined ? { kind: 'literal', value: operand.value } : { kind: 'value', index }
}
