import type { FieldError } from '@guildhall/sdk'
import type { Fragment } from '../database/fragment.ts'
import type { Registry, ResourceModel } from '../records/model.ts'
import { all, always, type Condition, fieldOf, isNever, type Leaf, leavesOf, mapLeaves } from './condition.ts'
import type { FieldRights } from './fields.ts'
import { parseWhere } from './parse.ts'
import { constantsOf, keyOf, shapeOf, valuesOf } from './shape.ts'
import { toSql } from './sql.ts'

/** A filter as a caller gave it, read under his rights. */
export interface Filter {
  readonly problems: readonly FieldError[]
  /** Filters of one shape share a statement; only the values differ. */
  readonly shape: string
  /** What `Bind {kind: 'value'}` stands for. */
  readonly values: readonly unknown[]
  fragment(alias: string): Fragment
}

/** What a filter needs to know of the caller's rights. */
export interface ReadingRights {
  fields(resource: string, action: 'read'): FieldRights
  condition(resource: string, action: 'read', field?: string): Condition
}

const mostStatements = 500

/**
 * Filters ask only what the caller may know: a comparison with a field he may not read never holds, nor does one behind a reference
 * whose target he may not read, so that no filter answers what a reading refuses. A field he can never read does not exist.
 */
export function filtering(registry: Registry, rights: ReadingRights): (resource: string, where: unknown) => Filter {
  const statements = new Map<string, Fragment>()
  return (resource, where) => {
    const model = registry.model(resource)
    const { condition, problems } = parseWhere(registry, model, where, { withCustom: true })
    const hidden = problems.length > 0 ? [] : hiddenNames(model, condition)
    const shape = shapeOf(condition)
    return {
      problems: [...problems, ...hidden],
      shape,
      values: valuesOf(condition),
      fragment: (alias) => remembered(`${resource} ${alias} ${shape}`, () => compiled(model, condition, alias)),
    }
  }

  function compiled(model: ResourceModel, condition: Condition, alias: string): Fragment {
    const numbers = new Map(constantsOf(condition).map((constant, index) => [constant, index]))
    const readable = (target: ResourceModel, field?: string) => rights.condition(target.name, 'read', field)
    return toSql(guarded(model, condition), alias, { readable, numbers })
  }

  /** The rows themselves are the caller's already; what is behind references may not be. */
  function guarded(model: ResourceModel, condition: Condition): Condition {
    return mapLeaves(condition, (leaf) => all([permission(model, leaf), followed(leaf)]))
  }

  function followed(leaf: Leaf): Condition {
    if (leaf.type !== 'follow') return leaf
    return { ...leaf, part: all([rights.condition(leaf.target.name, 'read'), guarded(leaf.target, leaf.part)]) }
  }

  function permission(model: ResourceModel, leaf: Leaf): Condition {
    const name = fieldOf(leaf)
    if (!name || rights.fields(model.name, 'read').mode !== 'byRow') return always
    const condition = rights.condition(model.name, 'read', name)
    return keyOf(condition) === keyOf(rights.condition(model.name, 'read')) ? always : condition
  }

  function hiddenNames(model: ResourceModel, condition: Condition, path = ''): FieldError[] {
    return leavesOf(condition).flatMap((leaf) => {
      const name = fieldOf(leaf)
      if (name && isNever(rights.condition(model.name, 'read', name))) return unknown(`${path}${name}`, name, model)
      return leaf.type === 'follow' ? hiddenNames(leaf.target, leaf.part, `${path}${leaf.field.name}.`) : []
    })
  }

  function remembered(key: string, compile: () => Fragment): Fragment {
    const known = statements.get(key)
    if (known) return known
    const fragment = compile()
    const [oldest] = statements.keys()
    if (statements.size >= mostStatements && oldest !== undefined) statements.delete(oldest)
    statements.set(key, fragment)
    return fragment
  }
}

function unknown(path: string, field: string, model: ResourceModel): FieldError[] {
  return [{ path, code: 'access.field_unknown', params: { field, resource: model.name } }]
}
