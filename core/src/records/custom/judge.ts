import type { FieldError } from '@guildhall/sdk'
import type { Draft } from '../draft.ts'
import { invalid } from '../errors.ts'
import type { FieldModel, ResourceModel } from '../model.ts'

/**
 * What a schema cannot say of a tenant's own fields. A required one is asked for at creation and may not be emptied; a record from
 * before it was required can be changed elsewhere. What code writes need not know them. A choice put away stays where it is.
 */
export function judgeCustom(
  model: ResourceModel,
  given: Readonly<Draft>,
  previous: Readonly<Draft> | null,
  byCode: boolean,
): void {
  const problems = (model.custom?.fields ?? []).flatMap((field) => [
    ...(byCode ? [] : missing(field, given, previous)),
    ...retired(field, given[field.name], previous?.[field.name]),
  ])
  if (problems.length > 0) throw invalid({}, problems)
}

function missing(
  { name, custom, definition }: FieldModel,
  given: Readonly<Draft>,
  previous: Draft | null,
): FieldError[] {
  if (!custom?.required) return []
  const isEmpty = previous
    ? name in given && given[name] === null && (previous[name] ?? null) !== null
    : (given[name] ?? definition.default ?? null) === null
  return isEmpty ? [{ path: name, code: 'validation.required' }] : []
}

function retired({ name, custom, definition }: FieldModel, value: unknown, previous: unknown): FieldError[] {
  if (!custom || custom.archivedChoices.size === 0) return []
  const list = (one: unknown) => (Array.isArray(one) ? one : [one ?? null]) as unknown[]
  const before = new Set(list(previous))
  const isNew = list(value).some((one) => custom.archivedChoices.has(String(one)) && !before.has(one))
  const allowed = definition.values?.filter((one) => !custom.archivedChoices.has(one))
  return isNew ? [{ path: name, code: 'validation.not_allowed', params: { allowed } }] : []
}
