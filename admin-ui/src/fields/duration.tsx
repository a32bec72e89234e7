import { useFieldValue } from 'react-admin'
import { useManifest } from '../server/manifest.ts'
import { useSay } from '../words/use-words.ts'
import { boundsFilter } from './bounds.tsx'
import { secondsOf, typedDuration } from './duration-text.ts'
import type { CellProps, InputProps, Kind } from './kind.ts'
import { isNothing, Nothing } from './nothing.tsx'
import { Figure } from './plain.tsx'
import { requiredOnly } from './rules.ts'
import { TypedInput } from './typed-input.tsx'

function Cell({ source }: CellProps) {
  const say = useSay()
  const value: unknown = useFieldValue({ source })
  return isNothing(value) ? <Nothing /> : <Figure>{say('duration', value)}</Figure>
}

interface DurationProps extends InputProps {
  readonly label?: string
  readonly isBound?: boolean
}

function DurationInput({ field, source, label, isDisabled = false, isBound = false }: DurationProps) {
  const { language } = useManifest()
  const { minimum = 0, maximum = 10_000_000_000 } = (field.limits ?? {}) as { minimum?: number; maximum?: number }
  return (
    <TypedInput<number>
      field={field}
      source={source}
      {...(label && { label })}
      isDisabled={isDisabled}
      validate={isBound ? [] : requiredOnly(field)}
      placeholder={typedDuration(5400, language)}
      unreadable="fields.not_duration"
      write={(value) => typedDuration(value, language)}
      read={(typed) => {
        const seconds = secondsOf(typed, language)
        return seconds === null || seconds < minimum || seconds > maximum ? undefined : seconds
      }}
      {...(isBound && { hint: '' })}
    />
  )
}

const Filter = boundsFilter((bound) => <DurationInput isBound {...bound} />)

export const duration: Kind = { Cell, Input: DurationInput, Filter, align: 'right' }
