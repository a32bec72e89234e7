import type { FieldModel, ResourceModel } from '../records/model.ts'
import type { Attribute } from './attribute.ts'
import type { Operand } from './operand.ts'

export type Comparison = 'eq' | 'gt' | 'gte' | 'lt' | 'lte'

/**
 * A parsed condition. Every leaf is true or false of a record, never unknown: no comparison holds of an empty attribute,
 * and no comparison with `$me` holds for those who are nobody.
 */
export type Condition =
  | { readonly type: 'all'; readonly parts: readonly Condition[] }
  | { readonly type: 'any'; readonly parts: readonly Condition[] }
  | { readonly type: 'not'; readonly part: Condition }
  | Leaf

export type Leaf =
  | {
      readonly type: 'compare'
      readonly attribute: Attribute
      readonly operator: Comparison
      readonly operand: Operand
    }
  | { readonly type: 'among'; readonly attribute: Attribute; readonly operand: Operand }
  | { readonly type: 'empty'; readonly attribute: Attribute }
  /** Contains a text, case and accents aside. */
  | { readonly type: 'like'; readonly attribute: Attribute; readonly operand: Operand }
  /** `$me` is somebody. */
  | { readonly type: 'known'; readonly operand: Operand }
  /** refs, files: the list contains one, one of several, or any at all. */
  | {
      readonly type: 'linked'
      readonly owner: ResourceModel
      readonly field: FieldModel
      readonly operator: 'eq' | 'among' | 'some'
      readonly operand?: Operand
    }
  /** ref, refs, files, many: a record pointed to meets the condition. */
  | {
      readonly type: 'follow'
      readonly owner: ResourceModel
      readonly field: FieldModel
      readonly target: ResourceModel
      readonly part: Condition
    }
  /** ref, refs, files, many, subject: the actor may read a record pointed to. */
  | {
      readonly type: 'readable'
      readonly owner: ResourceModel
      readonly field: FieldModel
      readonly targets: readonly ResourceModel[]
    }
  /** A record of `by` names this one in its field of files; `isReadable`: one that the actor may read, in a field he may read. */
  | {
      readonly type: 'named'
      readonly owner: ResourceModel
      readonly by: ResourceModel
      readonly field: FieldModel
      readonly isReadable: boolean
    }

export const always: Condition = { type: 'all', parts: [] }
export const never: Condition = { type: 'any', parts: [] }

export const isAlways = (condition: Condition) => condition.type === 'all' && condition.parts.length === 0
export const isNever = (condition: Condition) => condition.type === 'any' && condition.parts.length === 0

/** All of them; what cannot matter is left out. */
export function all(parts: readonly Condition[]): Condition {
  const flat = parts.flatMap((part) => (part.type === 'all' ? part.parts : [part]))
  if (flat.some(isNever)) return never
  return flat.length === 1 && flat[0] ? flat[0] : { type: 'all', parts: flat }
}

/** At least one of them. */
export function any(parts: readonly Condition[]): Condition {
  const flat = parts.flatMap((part) => (part.type === 'any' ? part.parts : [part]))
  if (flat.some(isAlways)) return always
  return flat.length === 1 && flat[0] ? flat[0] : { type: 'any', parts: flat }
}

export function not(part: Condition): Condition {
  if (isAlways(part)) return never
  if (isNever(part)) return always
  return part.type === 'not' ? part.part : { type: 'not', part }
}

/** The leaves of a condition in their order, those behind followed references not included. */
export function leavesOf(condition: Condition): Leaf[] {
  if (condition.type === 'all' || condition.type === 'any') return condition.parts.flatMap(leavesOf)
  return condition.type === 'not' ? leavesOf(condition.part) : [condition]
}

/** The same condition with its leaves replaced, those behind followed references not included. */
export function mapLeaves(condition: Condition, replace: (leaf: Leaf) => Condition): Condition {
  if (condition.type === 'all') return all(condition.parts.map((part) => mapLeaves(part, replace)))
  if (condition.type === 'any') return any(condition.parts.map((part) => mapLeaves(part, replace)))
  return condition.type === 'not' ? not(mapLeaves(condition.part, replace)) : replace(condition)
}

/** The field of the record that a leaf looks at; none for `known` and `named`. */
export function fieldOf(leaf: Leaf): string | null {
  if (leaf.type === 'known' || leaf.type === 'named') return null
  return 'attribute' in leaf ? leaf.attribute.field : leaf.field.name
}
