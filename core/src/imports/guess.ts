import type { Translator } from '../i18n/translator.ts'
import type { Context } from '../records/context.ts'
import type { ResourceModel } from '../records/model.ts'
import { fieldsOf, type ImportField } from './fields.ts'
import type { Cell } from './files/table.ts'
import type { Mapping, Target } from './mapping.ts'
import { fold } from './row.ts'

export interface Guessing {
  readonly context: Context
  readonly translators: readonly Translator[]
  /** What columns of a label were said to mean before; null for nothing. */
  readonly learned: ReadonlyMap<string, Target | null>
}

interface Looked {
  readonly name: string
  readonly labels: readonly string[]
  readonly samples: readonly (readonly Cell[])[]
}

/** What the columns of a sheet probably mean: as they were understood before, else by label in any language, else by name. */
export function guessMapping(
  { context, translators, learned }: Guessing,
  model: ResourceModel,
  sheet: Looked,
): Mapping {
  const fields = fieldsOf(context, model)
  const names = namesOf(model, fields, translators)
  const taken = new Set<string>()
  const columns = sheet.labels.map((label) => {
    const key = fold(label)
    const target = learned.has(key) ? (learned.get(key) ?? null) : (names.get(key) ?? names.get(simple(key)) ?? null)
    const place = target && `${target.field} ${target.part ?? ''}`
    if (!place || taken.has(place)) return null
    taken.add(place)
    return target
  })
  const has = (field: string) => columns.some((target) => target?.field === field)
  const unique = fields.find(({ unique, name }) => unique && has(name))
  const match = has('$external') ? 'external' : has('id') ? 'id' : (unique?.name ?? null)
  return {
    resource: model.name,
    columns,
    mode: match ? 'both' : 'create',
    match,
    source: 'file',
    ...formsOf(context, sheet.samples),
    durations: 'hours',
    currency: context.tenant.currency,
    separator: ';',
    blanks: 'keep',
  }
}

/** The resource whose fields most of the labels are called like; sheets are often called like what they hold. */
export function guessResource(
  guessing: Guessing,
  models: readonly ResourceModel[],
  sheet: Looked,
): ResourceModel | undefined {
  const { context, translators } = guessing
  const scored = models.map((model) => {
    const names = namesOf(model, fieldsOf(context, model), translators)
    const known = sheet.labels.filter((label) => names.has(fold(label)) || names.has(simple(fold(label)))).length
    const nouns = translators.flatMap((t) => [
      t.noun(model.name),
      t.noun(model.name, { count: 2 }),
      t.noun(model.name, { form: 'plural' }),
    ])
    const isNamed = [model.name, ...nouns].some((noun) => fold(noun) === fold(sheet.name))
    return { model, score: known + (isNamed ? 100 : 0) }
  })
  const best = scored.reduce((one, other) => (other.score > one.score ? other : one), { model: models[0], score: 0 })
  return best.score > 0 ? best.model : undefined
}

const simple = (label: string) => label.replace(/[\s_\-.*:()]+/g, '')

function namesOf(
  model: ResourceModel,
  fields: readonly ImportField[],
  translators: readonly Translator[],
): Map<string, Target> {
  const found = new Map<string, Target>()
  const put = (label: string, target: Target) => {
    for (const key of [fold(label), simple(fold(label))]) if (!found.has(key)) found.set(key, target)
  }
  for (const field of fields) {
    const target = targetOf(field)
    for (const label of labelsOf(model, field.name, translators)) {
      put(label, target)
      for (const t of translators) {
        if (field.by) put(`${label} (${t.field(model.name, 'id')})`, { field: field.name, by: 'id' })
        if (field.kind === 'money')
          put(`${label} (${t('core:export.currency')})`, { field: field.name, part: 'currency' })
      }
    }
  }
  // A column "Phone" is where "Phones" is wanted, unless some other field is called so.
  for (const field of fields)
    for (const label of labelsOf(model, field.name, translators))
      if (/[^s]s$/i.test(label)) put(label.slice(0, -1), targetOf(field))
  for (const t of translators) put(t('core:imports.external_id'), { field: '$external' })
  put('external id', { field: '$external' })
  for (const label of labelsOf(model, 'id', translators)) put(label, { field: 'id' })
  return found
}

const targetOf = ({ name, by }: ImportField): Target => ({ field: name, ...(by && { by: by[0]?.name ?? 'id' }) })

const labelsOf = (model: ResourceModel, name: string, translators: readonly Translator[]) => [
  ...new Set([...translators.map((t) => t.field(model.name, name)), name]),
]

/** How numbers and dates are written: as the samples show, else as the reader writes them. */
function formsOf({ language }: Context, samples: readonly (readonly Cell[])[]): Pick<Mapping, 'dates' | 'decimal'> {
  const texts = samples.flat().filter((cell) => typeof cell === 'string')
  const numbers = texts.filter((text) => /^-?[\d\s.,]*[.,]\d{1,2}$/.test(text))
  const point = numbers.filter((text) => /\.\d{1,2}$/.test(text)).length
  const own = new Intl.NumberFormat(language).format(1.5).includes(',') ? ',' : '.'
  const decimal = numbers.length === 0 ? own : point * 2 > numbers.length ? '.' : ','
  const dates = texts.flatMap((text) => {
    const [, first, second] = /^(\d{1,2})[-./](\d{1,2})[-./]\d{2,4}\b/.exec(text) ?? []
    return first && second ? [[Number(first), Number(second)] as const] : []
  })
  if (dates.some(([first]) => first > 12)) return { decimal, dates: 'dmy' }
  if (dates.some(([, second]) => second > 12)) return { decimal, dates: 'mdy' }
  const [first] = new Intl.DateTimeFormat(language).formatToParts(0)
  return { decimal, dates: first?.type === 'month' ? 'mdy' : first?.type === 'year' ? 'ymd' : 'dmy' }
}
