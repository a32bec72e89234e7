import type { ComponentType } from 'react'
import { openToSlots } from '../slots/field-slot.tsx'
import { BooleanCell } from './cells/boolean.tsx'
import { ChoiceCell, ChoicesCell } from './cells/choice.tsx'
import { ColorCell } from './cells/color.tsx'
import { ContactCell } from './cells/contact.tsx'
import { DurationCell, MoneyCell, NumberCell } from './cells/figures.tsx'
import { FilesCell } from './cells/files.tsx'
import { JsonCell } from './cells/json.tsx'
import { RefCell, RefsCell, SubjectCell } from './cells/references.tsx'
import { TextCell } from './cells/text.tsx'
import { DateCell, InstantCell } from './cells/times.tsx'
import { entered, type Inputs } from './entered.tsx'
import type { FieldProps, InputProps, Kind } from './kind.ts'
import { Nothing } from './nothing.tsx'

interface Entry {
  readonly Input: ComponentType<InputProps>
  readonly Filter: ComponentType<FieldProps>
}

const entry = (pick: (inputs: Inputs) => Entry): Entry => ({
  Input: entered((inputs) => pick(inputs).Input),
  Filter: entered((inputs) => pick(inputs).Filter),
})

const text: Kind = { Cell: TextCell, ...entry(({ text }) => text), isWide: ({ multiline }) => multiline === true }
const number: Kind = { Cell: NumberCell, ...entry(({ number }) => number), align: 'right' }
const choice: Kind = { Cell: ChoiceCell, ...entry(({ choice }) => choice) }
const contact: Kind = { Cell: ContactCell, ...entry(({ contact }) => contact) }

/** One entry a kind of the sdk; a kind nobody knows is shown as text. */
const kinds: Readonly<Record<string, Kind>> = {
  text,
  integer: number,
  decimal: number,
  money: { Cell: MoneyCell, ...entry(({ money }) => money), align: 'right' },
  boolean: { Cell: BooleanCell, ...entry(({ boolean }) => boolean) },
  date: { Cell: DateCell, ...entry(({ date }) => date) },
  instant: { Cell: InstantCell, ...entry(({ instant }) => instant) },
  duration: { Cell: DurationCell, ...entry(({ duration }) => duration), align: 'right' },
  enumeration: choice,
  choices: { Cell: ChoicesCell, ...entry(({ choices }) => choices) },
  state: choice,
  ref: { Cell: RefCell, ...entry(({ ref }) => ref) },
  refs: { Cell: RefsCell, ...entry(({ refs }) => refs) },
  // What points back is a table of its own (records/related): nothing of it stands in the record.
  many: { Cell: Nothing, Filter: entered(({ ref }) => ref.Filter), isWide: () => true },
  files: { Cell: FilesCell, Input: entered(({ files }) => files.Input), isWide: () => true },
  subject: { Cell: SubjectCell, ...entry(({ subject }) => subject), isWide: () => true },
  email: contact,
  phone: contact,
  url: contact,
  color: { Cell: ColorCell, ...entry(({ color }) => color) },
  json: { Cell: JsonCell, Input: entered(({ json }) => json.Input), isWide: () => true },
}

const open = new Map(Object.entries(kinds).map(([name, kind]) => [name, openToSlots(kind)]))
const unknown = openToSlots(text)

export const kindOf = (kind: string): Kind => open.get(kind) ?? unknown
