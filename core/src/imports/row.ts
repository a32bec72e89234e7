import type { Translator } from '../i18n/translator.ts'
import type { Draft } from '../records/draft.ts'
import type { FieldModel, ResourceModel } from '../records/model.ts'
import { cellProblems } from './errors.ts'
import { type Cell, isBlank, type TableRow } from './files/table.ts'
import { dateOf, decimalText, durationOf, instantOf, moneyOf } from './forms.ts'
import type { Mapping, Target } from './mapping.ts'

/** What is wrong with a row, where, and with which value. */
export interface Problem {
  /** The column's place in the file; null for the row as a whole. */
  readonly column: number | null
  readonly field?: string
  readonly value?: string
  readonly code: string
  readonly params?: Readonly<Record<string, unknown>>
}

/** A reference a cell makes by a name that is yet to be looked up. */
export interface Wanted {
  readonly field: FieldModel
  readonly by: string
  readonly column: number
  readonly keys: readonly string[]
}

/** A row as values of fields, as far as it can be understood by itself. */
export interface Understood {
  readonly number: number
  readonly values: Draft
  readonly external: string | null
  readonly id: string | null
  readonly wanted: readonly Wanted[]
  readonly problems: Problem[]
}

export interface Reading {
  readonly model: ResourceModel
  readonly mapping: Mapping
  readonly zone: string
  /** Labels of choices count in every language that is offered. */
  readonly translators: readonly Translator[]
}

export const textOf = (cell: Cell | undefined) => (isBlank(cell) ? '' : String(cell).trim())

/** Reads rows of one sheet. What is asked once for all of them is asked here. */
export function rowReader({ model, mapping, zone, translators }: Reading): (row: TableRow) => Understood {
  const { columns } = mapping
  const currencyAt = new Map(columns.flatMap((target, at) => (target?.part === 'currency' ? [[target.field, at]] : [])))
  const choices = new Map<string, ReadonlyMap<string, string>>()
  const parts = columns.flatMap((target, at) => (target && !target.part ? [{ target, at }] : []))
  const clears = mapping.blanks === 'clear' && mapping.mode !== 'create'

  function valueIn(field: FieldModel, cell: Cell, cells: readonly Cell[]): unknown {
    const { kind, definition, name } = field
    switch (kind) {
      case 'integer': {
        const text = decimalText(cell, mapping)?.replace(/\.0*$/, '')
        return text && /^-?\d+$/.test(text) ? Number(text) : cellProblems.number
      }
      case 'decimal': {
        const text = decimalText(cell, mapping)
        if (text === null) return cellProblems.number
        return typeof cell === 'number' ? Number(cell.toFixed(definition.scale ?? 2)) : Number(text)
      }
      case 'money': {
        const at = currencyAt.get(name)
        const currency = at === undefined ? null : textOf(cells[at]).toUpperCase() || null
        return moneyOf(cell, currency, mapping) ?? cellProblems.money
      }
      case 'boolean':
        return booleanOf(cell) ?? cellProblems.boolean
      case 'date':
        return dateOf(cell, mapping) ?? cellProblems.date
      case 'instant':
        return instantOf(cell, mapping, zone) ?? cellProblems.instant
      case 'duration':
        return durationOf(cell, mapping) ?? cellProblems.duration
      case 'enumeration':
      case 'state':
        return choiceOf(field, textOf(cell)) ?? cellProblems.choice
      case 'choices': {
        const chosen = keysIn(field, cell).map((text) => choiceOf(field, text))
        return chosen.includes(undefined) ? cellProblems.choice : chosen
      }
      case 'json':
        try {
          return JSON.parse(textOf(cell)) as unknown
        } catch {
          return cellProblems.json
        }
      default:
        return String(cell)
    }
  }

  function choiceOf(field: FieldModel, text: string): string | undefined {
    let known = choices.get(field.name)
    if (!known) {
      const values = field.definition.values ?? []
      const labelled = translators.flatMap((t) =>
        values.map((value) => [fold(t.value(model.name, field.name, value)), value] as const),
      )
      known = new Map([...labelled, ...values.map((value) => [fold(value), value] as const)])
      choices.set(field.name, known)
    }
    return known.get(fold(text))
  }

  function keysIn(field: FieldModel, cell: Cell): string[] {
    if (field.kind === 'ref') return [textOf(cell)]
    return textOf(cell)
      .split(mapping.separator)
      .map((part) => part.trim())
      .filter(Boolean)
  }

  return ({ number, cells }) => {
    const values: Draft = {}
    const wanted: Wanted[] = []
    const problems: Problem[] = []
    let [external, id]: (string | null)[] = [null, null]
    for (const { target, at } of parts) {
      const cell = cells[at] ?? null
      const own = ownOf(target)
      if (own) {
        const text = textOf(cell) || null
        if (own === 'external') external = text
        else id = text
        continue
      }
      const field = model.fields.get(target.field)
      if (!field) continue
      if (isBlank(cell)) {
        if (clears && field.definition.optional) values[field.name] = field.kind === 'refs' ? [] : null
        continue
      }
      if (field.kind === 'ref' || field.kind === 'refs') {
        wanted.push({ field, by: target.by ?? 'id', column: at, keys: keysIn(field, cell) })
        continue
      }
      const value = valueIn(field, cell, cells)
      if (isProblem(value))
        problems.push({ column: at, field: field.name, value: textOf(cell).slice(0, 200), code: value.code })
      else values[field.name] = value
    }
    return { number, values, external: external ?? null, id: id ?? null, wanted, problems }
  }
}

export const fold = (text: string) => text.trim().normalize('NFC').toLocaleLowerCase()

const ownOf = ({ field }: Target) => (field === '$external' ? 'external' : field === 'id' ? 'id' : null)
const isProblem = (value: unknown): value is { code: string } => typeof value === 'function' && 'code' in value

const yes = new Set(['true', '1', 'yes', 'y', 'on', 'x', '✓', 'da', 'adevărat', 'да', 'д', 'истина'])
const no = new Set(['false', '0', 'no', 'n', 'off', '-', 'nu', 'fals', 'нет', 'н', 'ложь'])

function booleanOf(cell: Cell): boolean | null {
  const text = fold(String(cell))
  return yes.has(text) ? true : no.has(text) ? false : null
}
