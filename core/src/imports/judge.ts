import type { FieldError } from '@guildhall/sdk'
import type { Context } from '../records/context.ts'
import { invalid } from '../records/errors.ts'
import { fieldsOf, type ImportField, importable } from './fields.ts'
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
  if (!sheet || !model)
    return [
      notAllowed(
        'resource',
        importable(context).map(({ name }) => name),
      ),
    ]
  const fields = new Map(fieldsOf(context, model).map((field) => [field.name, field]))
  const named = (isMeant: (field: ImportField) => boolean) =>
    [...fields.values()].filter(isMeant).map(({ name }) => name)
  const [uniques, moneys] = [named(({ unique }) => unique), named(({ kind }) => kind === 'money')]
  const problems: FieldError[] = []
  const { columns, match } = mapping
  if (columns.length !== sheet.labels.length) problems.push({ path: 'columns', code: 'validation.invalid' })
  if (columns.every((target) => !target)) problems.push({ path: 'columns', code: 'imports.not_mapped' })
  const taken = new Set<string>()
  columns.forEach((target, at) => {
    if (!target) return
    const field = fields.get(target.field)
    const place = `${target.field} ${target.part ?? ''}`
    const ways = field?.by?.map(({ name }) => name)
    if (!field && target.field !== 'id' && target.field !== '$external')
      problems.push(notAllowed(`columns.${at}`, ['id', '$external', ...fields.keys()]))
    else if (target.part && field?.kind !== 'money') problems.push(notAllowed(`columns.${at}`, moneys))
    else if (ways && !ways.includes(target.by ?? 'id')) problems.push(notAllowed(`columns.${at}`, ways))
    else if (taken.has(place)) problems.push({ path: `columns.${at}`, code: 'validation.repeated' })
    taken.add(place)
  })
  const matched = match === 'external' ? '$external' : match
  if (matched && !columns.some((target) => target?.field === matched))
    problems.push({ path: 'match', code: 'imports.key_missing' })
  else if (match && match !== 'external' && match !== 'id' && !fields.get(match)?.unique)
    problems.push(notAllowed('match', ['id', 'external', ...uniques]))
  if (!match && mapping.mode !== 'create') problems.push({ path: 'match', code: 'validation.required' })
  return problems
}

const notAllowed = (path: string, allowed: readonly string[]): FieldError => ({
  path,
  code: 'validation.not_allowed',
  params: { allowed },
})
