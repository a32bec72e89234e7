import { useManifest } from '../../server/manifest.ts'
import { secondsOf, typedDuration } from '../duration-text.ts'
import { requiredOnly } from '../rules.ts'
import { asEnd, boundsFilter, type EndProps } from './bounds.tsx'
import { TypedInput } from './typed-input.tsx'

function DurationInput(props: EndProps) {
  const { field, source, isDisabled = false } = props
  const { language } = useManifest()
  const { minimum = 0, maximum = 10_000_000_000 } = (field.limits ?? {}) as { minimum?: number; maximum?: number }
  return (
    <TypedInput<number>
      field={field}
      source={source}
      isDisabled={isDisabled}
      placeholder={typedDuration(5400, language)}
      unreadable="fields.not_duration"
      write={(value) => typedDuration(value, language)}
      read={(typed) => {
        const seconds = secondsOf(typed, language)
        return seconds === null || seconds < minimum || seconds > maximum ? undefined : seconds
      }}
      {...asEnd(props, requiredOnly(field))}
    />
  )
}

const Filter = boundsFilter((bound) => <DurationInput isBound {...bound} />)

export const duration = { Input: DurationInput, Filter }
