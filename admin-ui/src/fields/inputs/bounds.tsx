import type { ComponentType } from 'react'
import { useTranslate, type Validator } from 'react-admin'
import type { FieldProps, InputProps } from '../kind.ts'
import { Presence } from './presence.tsx'
import { Range } from './range.tsx'

export interface BoundProps extends FieldProps {
  readonly label: string
  readonly isUpper: boolean
}

/** An input that is an end of a range as well. */
export interface EndProps extends InputProps {
  readonly label?: string
  readonly isBound?: boolean
}

/** What an input shows and asks for: as an end of a range it goes by its own label, without hint or rules. */
export function asEnd({ label, isBound = false }: EndProps, rules: readonly Validator[]) {
  return { ...(label && { label }), ...(isBound && { hint: '' }), validate: isBound ? [] : rules }
}

/** What the two ends are called, and the operator of the upper one. */
export interface Ends {
  readonly words: readonly [lower: string, upper: string]
  readonly upper: 'lte' | 'lt'
}

const amounts: Ends = { words: ['fields.at_least', 'fields.at_most'], upper: 'lte' }
export const days: Pick<Ends, 'words'> = { words: ['fields.from', 'fields.to'] }

/** The filter of a kind that has an order: two inputs of its own, for no less and no more. */
export function boundsFilter(Bound: ComponentType<BoundProps>, ends: Partial<Ends> = {}): ComponentType<FieldProps> {
  const { words, upper } = { ...amounts, ...ends }
  return function Filter({ field, source }) {
    const translate = useTranslate()
    const label = translate(field.label)
    return (
      <Presence field={field} source={source}>
        <Range>
          <Bound field={field} source={`${source}_gte`} label={translate(words[0], { field: label })} isUpper={false} />
          <Bound field={field} source={`${source}_${upper}`} label={translate(words[1], { field: label })} isUpper />
        </Range>
      </Presence>
    )
  }
}
