import { AutocompleteArrayInput, SelectInput, useFieldValue, useResourceContext } from 'react-admin'
import { useManifest } from '../server/manifest.ts'
import { ToneChip } from './chip.tsx'
import type { CellProps, FieldProps, InputProps, Kind } from './kind.ts'
import { isNothing, Nothing } from './nothing.tsx'
import { Presence } from './presence.tsx'
import { requiredOnly } from './rules.ts'
import { toneOfChoice, toneOfState } from './tones.ts'
import { useFieldWords } from './words.ts'

function Cell({ field, source }: CellProps) {
  const words = useFieldWords(field)
  const tone = useTone()
  const value: unknown = useFieldValue({ source })
  if (isNothing(value)) return <Nothing />
  return (
    <ToneChip tone={tone(field, String(value))} text={words.value(String(value))} isState={field.kind === 'state'} />
  )
}

/** The colour of a value in the resource at hand. */
export function useTone() {
  const { resource } = useManifest()
  const known = resource(useResourceContext() ?? '')
  return (field: FieldProps['field'], value: string) =>
    field.kind === 'state' && known ? toneOfState(known, field, value) : toneOfChoice(field.values, value)
}

const useChoices = (field: FieldProps['field']) => {
  const words = useFieldWords(field)
  return (field.values ?? []).map((id) => ({ id, name: words.value(id) }))
}

function Input({ field, source, isDisabled = false }: InputProps) {
  const { hint } = useFieldWords(field)
  const isCertain = !field.optional
  return (
    <SelectInput
      source={source}
      label={field.label}
      helperText={hint ?? false}
      choices={useChoices(field)}
      translateChoice={false}
      validate={requiredOnly(field)}
      isRequired={isCertain}
      disabled={isDisabled}
      margin="none"
      fullWidth
    />
  )
}

function Filter({ field, source }: FieldProps) {
  return (
    <Presence field={field} source={source}>
      <AutocompleteArrayInput
        source={`${source}_in`}
        label={field.label}
        helperText={false}
        choices={useChoices(field)}
        translateChoice={false}
        parse={(values: string[]) => (values.length > 0 ? values : null)}
        format={(values: string[] | null) => values ?? []}
        margin="none"
        fullWidth
      />
    </Presence>
  )
}

export const choice: Kind = { Cell, Input, Filter }
