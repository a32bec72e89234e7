import type { Condition, Leaf } from '../../src/access/condition.ts'
import { type AccessContext, holds, isFact, valueFor, valueIn } from '../../src/access/memory.ts'
import type { AccessPlan } from '../../src/access/plan.ts'
import { keyOf } from '../../src/access/shape.ts'
import type { ResourceModel } from '../../src/records/model.ts'
import type { WireRecord, World } from './examples.ts'

/** What the database is asked, worked out by walking through the records instead: nothing here knows SQL. */
export function byHand(plan: AccessPlan, world: World, context: AccessContext) {
  const records = (resource: string) => world[context.tenant]?.get(resource) ?? []

  function isTrue(condition: Condition, record: WireRecord): boolean {
    return holds(condition, { record, context, facts: factsFor(condition, record) })
  }

  function mayRead(model: ResourceModel, record: WireRecord): boolean {
    return isTrue(plan.condition(model.name, 'read'), record)
  }

  function factsFor(condition: Condition, record: WireRecord): ReadonlyMap<string, boolean> {
    return new Map(
      leaves(condition)
        .filter(isFact)
        .map((leaf) => [keyOf(leaf), factOf(leaf, record)]),
    )
  }

  function factOf(leaf: Leaf, record: WireRecord): boolean {
    if (leaf.type === 'follow') return pointed(leaf, leaf.target, record).some((other) => isTrue(leaf.part, other))
    if (leaf.type === 'readable')
      return leaf.targets.some((target) => pointed(leaf, target, record).some((other) => mayRead(target, other)))
    if (leaf.type !== 'like') throw new TypeError(leaf.type)
    const value = valueIn(record, leaf.attribute)
    return typeof value === 'string' && folded(value).includes(folded(String(valueFor(leaf.operand, context))))
  }

  function pointed(
    { field }: Extract<Leaf, { type: 'follow' | 'readable' }>,
    target: ResourceModel,
    record: WireRecord,
  ): WireRecord[] {
    const value = record[field.name]
    if (field.kind === 'many')
      return records(target.name).filter((other) => [other[field.definition.through ?? '']].flat().includes(record.id))
    if (field.kind === 'subject') return records(target.name).filter((other) => `${target.name}/${other.id}` === value)
    return records(target.name).filter((other) =>
      Array.isArray(value) ? value.includes(other.id) : other.id === value,
    )
  }

  return { isTrue, factsFor }
}

function leaves(condition: Condition): Leaf[] {
  if (condition.type === 'all' || condition.type === 'any') return condition.parts.flatMap(leaves)
  return condition.type === 'not' ? leaves(condition.part) : [condition]
}

const folded = (text: string) =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
