import { openToSlots } from '../slots/field-slot.tsx'
import { boolean } from './boolean.tsx'
import { choice } from './choice.tsx'
import { color } from './color.tsx'
import { contact } from './contact.tsx'
import { date } from './date.tsx'
import { duration } from './duration.tsx'
import { files } from './files.tsx'
import { instant } from './instant.tsx'
import { json } from './json/json.ts'
import type { Kind } from './kind.ts'
import { many } from './many.tsx'
import { money } from './money.tsx'
import { number } from './number.tsx'
import { ref } from './ref.tsx'
import { refs } from './refs.tsx'
import { subject } from './subject.tsx'
import { text } from './text.tsx'

/** One entry a kind of the sdk; a kind nobody knows is shown as text. */
const kinds: Readonly<Record<string, Kind>> = {
  text,
  integer: number,
  decimal: number,
  money,
  boolean,
  date,
  instant,
  duration,
  enumeration: choice,
  state: choice,
  ref,
  refs,
  many,
  files,
  subject,
  email: contact,
  phone: contact,
  url: contact,
  color,
  json,
}

const open = new Map(Object.entries(kinds).map(([name, kind]) => [name, openToSlots(kind)]))
const unknown = openToSlots(text)

export const kindOf = (kind: string): Kind => open.get(kind) ?? unknown
