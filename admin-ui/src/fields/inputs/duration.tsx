import { useManifest } from '../../server/manifest.ts'
import { secondsOf, typedDuration } from '../duration-text.ts'
import type { InputProps } from '../kind.ts'
import { requiredOnly } from '../rules.ts'
import { boundsFilter } from './bounds.tsx'
import { TypedInput } from './typed-input.tsx'

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

export const duration = { Input: DurationInput, Filter }
