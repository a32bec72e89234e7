import { SelectInput, type SelectInputProps } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import { useSay } from '../../words/use-words.ts'

/** A day of the week by its name, from the day on which the tenant's weeks begin. */
export function WeekdayInput(props: SelectInputProps) {
  const say = useSay()
  const { weekStart } = useManifest().tenant
  const days = Array.from({ length: 7 }, (_, index) => ((weekStart - 1 + index) % 7) + 1)
  return (
    <SelectInput {...props} translateChoice={false} choices={days.map((id) => ({ id, name: say('weekday', id) }))} />
  )
}
