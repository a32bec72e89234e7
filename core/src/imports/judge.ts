import type { FieldError } from '@guildhall/sdk'
import type { Context } from '../records/context.ts'
import { invalid } from '../records/errors.ts'
import { fieldsOf, importable } from './fields.ts'
import type { Mapping, Sheet } from './mapping.ts'

/** Refuses what was said of sheets where it does not fit them, the resource, or the rights of who said it. */
export function requireMappings(
  context: Context,
  sheets: readonly Sheet[],
  mappings: readonly (Mapping | null)[],
): void {
  const found = mappings.flatMap((mapping, at) =>
    mapping
      ? problemsIn(context, sheets[at], mapping).map((each) => ({
          ...each,
          path: `sheets.${at}.${each.path}`,
        }))
      : [],
  )
  if (mappings.length !== sheets.length) found.push({ path: 'sheets', code: 'validation.invalid' })
  if (mappings.every((mapping) => !mapping)) found.push({ path: 'sheets', code: 'imports.not_mapped' })
  if (found.length > 0) throw invalid({}, found)
}

function problemsIn(context: Context, sheet: Sheet | undefined, mapping: Mapping): FieldError[] {
  const model = importable(context).find(({ name }) => name === mapping.resource)
  if (!sheet || !model) return [{ path: 'resource', code: 'validation.not_allowed' }]
  const fields = new Map(fieldsOf(context, model).map((field) => [field.name, field]))
  const problems: FieldError[] = []
  const { columns, match } = mapping
  if (columns.length !== sheet.labels.length) problems.push({ path: 'columns', code: 'validation.invalid' })
  if (columns.every((target) => !target)) problems.push({ path: 'columns', code: 'imports.not_mapped' })
  const taken = new Set<string>()
  columns.forEach((target, at) => {
    if (!target) return
    const field = fields.get(target.field)
    const place = `${target.field} ${target.part ?? ''}`
    if (!field && target.field !== 'id' && target.field !== '$external')
      problems.push({ path: `columns.${at}`, code: 'validation.not_allowed' })
    else if (target.part && field?.kind !== 'money')
      problems.push({ path: `columns.${at}`, code: 'validation.not_allowed' })
    else if (field?.by && !field.by.some(({ name }) => name === (target.by ?? 'id')))
      problems.push({ path: `columns.${at}`, code: 'validation.not_allowed' })
    else if (taken.has(place)) problems.push({ path: `columns.${at}`, code: 'validation.repeated' })
    taken.add(place)
  })
  const matched = match === 'external' ? '$external' : match
  if (matched && !columns.some((target) => target?.field === matched))
    problems.push({ path: 'match', code: 'imports.key_missing' })
  else if (match && match !== 'external' && match !== 'id' && !fields.get(match)?.unique)
    problems.push({ path: 'match', code: 'validation.not_allowed' })
  if (!match && mapping.mode !== 'create') problems.push({ path: 'match', code: 'validation.required' })
  return problems
}
