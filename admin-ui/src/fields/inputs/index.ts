import { boolean } from './boolean.tsx'
import { choice, choices } from './choice.tsx'
import { color } from './color.tsx'
import { contact } from './contact.tsx'
import { date } from './date.tsx'
import { duration } from './duration.tsx'
import { files } from './files.tsx'
import { instant } from './instant.tsx'
import { JsonInput } from './json.tsx'
import { money } from './money.tsx'
import { number } from './number.tsx'
import { ref } from './ref.tsx'
import { refs } from './refs.tsx'
import { subject } from './subject.tsx'
import { text } from './text.tsx'

/** How each kind is entered and filtered by. */
export const inputs = {
  text,
  number,
  money,
  boolean,
  date,
  instant,
  duration,
  choice,
  choices,
  ref,
  refs,
  subject,
  contact,
  color,
  files,
  json: { Input: JsonInput },
}
