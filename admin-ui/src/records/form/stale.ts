import type { ManifestRecordField } from '@guildhall/sdk/manifest'
import type { RaRecord } from 'react-admin'
import { isSame } from './values.ts'

export type Choice = 'mine' | 'theirs'

export interface Difference {
  readonly field: ManifestRecordField
  readonly mine: unknown
  readonly theirs: unknown
  /** Both changed it, each in another way. */
  readonly isConflict: boolean
  /** Who changed it keeps it, unless told otherwise; where both did, the one who is asked. */
  readonly proposal: Choice
}

/** Where a form and the record as it meanwhile is say different things. */
export function differencesOf(
  fields: readonly ManifestRecordField[],
  begun: Partial<RaRecord>,
  mine: Readonly<Record<string, unknown>>,
  theirs: Partial<RaRecord>,
): Difference[] {
  return fields.flatMap((field) => {
    const { name } = field
    const [before, here, there] = [begun[name] ?? null, name in mine ? mine[name] : begun[name], theirs[name] ?? null]
    if (isSame(here, there)) return []
    const isMineNew = !isSame(before, here)
    return [
      {
        field,
        mine: here ?? null,
        theirs: there,
        isConflict: isMineNew && !isSame(before, there),
        proposal: isMineNew ? 'mine' : 'theirs',
      },
    ]
  })
}

/** What is to be saved over the record as it is: the values of mine that were kept. */
export const keptOf = (differences: readonly Difference[], choices: Readonly<Record<string, Choice>>) =>
  Object.fromEntries(
    differences
      .filter(({ field, proposal }) => (choices[field.name] ?? proposal) === 'mine')
      .map(({ field, mine }) => [field.name, mine]),
  )
