import { pathOf } from './attribute.ts'
import type { Condition, Leaf } from './condition.ts'
import type { Operand } from './operand.ts'

/**
 * A condition's fields and operators without its values: conditions of one shape share one compiled statement.
 * `valuesOf` of another condition of the same shape fits it.
 */
export function shapeOf(condition: Condition): string {
  return print(condition, (operand) => (operand.kind === 'constant' ? '?' : sentinel(operand)))
}

/** The constants of a condition in the order in which a statement of its shape numbers them. */
export function valuesOf(condition: Condition): unknown[] {
  return constantsOf(condition).map((operand) => operand.value)
}

export type Constant = Extract<Operand, { kind: 'constant' }>

export function constantsOf(condition: Condition): Constant[] {
  if (condition.type === 'all' || condition.type === 'any') return condition.parts.flatMap(constantsOf)
  if (condition.type === 'not' || condition.type === 'follow') return constantsOf(condition.part)
  return 'operand' in condition && condition.operand?.kind === 'constant' ? [condition.operand] : []
}

/** A condition's name, values included: equal for conditions that are written alike, whatever the order of their parts. */
export function keyOf(condition: Condition): string {
  return print(sorted(condition), written)
}

function print(condition: Condition, value: (operand: Operand) => string): string {
  if (condition.type === 'all' || condition.type === 'any')
    return `${condition.type}(${condition.parts.map((part) => print(part, value)).join(',')})`
  if (condition.type === 'not') return `not(${print(condition.part, value)})`
  return printLeaf(condition, value)
}

function printLeaf(leaf: Leaf, value: (operand: Operand) => string): string {
  switch (leaf.type) {
    case 'compare':
      return `${leaf.attribute.owner}:${pathOf(leaf.attribute)} ${leaf.operator} ${value(leaf.operand)}`
    case 'among':
    case 'like':
      return `${leaf.attribute.owner}:${pathOf(leaf.attribute)} ${leaf.type} ${value(leaf.operand)}`
    case 'empty':
      return `${leaf.attribute.owner}:${pathOf(leaf.attribute)} empty`
    case 'known':
      return `known ${value(leaf.operand)}`
    case 'linked':
      return `${leaf.owner.name}:${leaf.field.name} linked ${leaf.operator}${leaf.operand ? ` ${value(leaf.operand)}` : ''}`
    case 'follow':
      return `${leaf.owner.name}:${leaf.field.name} follow ${leaf.target.name}(${print(leaf.part, value)})`
    case 'readable':
      return `${leaf.owner.name}:${leaf.field.name} readable`
    case 'named':
      return `${leaf.owner.name} named ${leaf.by.name}:${leaf.field.name}${leaf.isReadable ? ' readable' : ''}`
  }
}

function sentinel(operand: Operand): string {
  if (operand.kind === 'moment') return operand.expression
  return operand.kind === 'me' ? '$me' : '$myTenant'
}

function sorted(condition: Condition): Condition {
  if (condition.type === 'all' || condition.type === 'any') {
    const named = condition.parts.map(sorted).map((part) => ({ name: print(part, written), part }))
    const parts = named.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ part }) => part)
    return { ...condition, parts }
  }
  if (condition.type === 'not' || condition.type === 'follow') return { ...condition, part: sorted(condition.part) }
  return condition
}

function written(operand: Operand): string {
  if (operand.kind !== 'constant') return sentinel(operand)
  return JSON.stringify(Array.isArray(operand.value) ? [...operand.value].sort() : operand.value)
}
