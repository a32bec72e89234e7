import type { InputProps } from '@guildhall/admin-ui'
import { Autocomplete, Checkbox, TextField } from '@mui/material'
import { useInput, useTranslate } from 'react-admin'
import { type Choice, useChoices, wordsOf } from './choices.ts'

/** Chooses among the events there are, by their words. A pattern that means none of them today is kept as it is. */
export function EventsInput({ field, source, isDisabled = false }: InputProps) {
  const translate = useTranslate()
  const { choices, error: unread } = useChoices()
  const { field: input, fieldState } = useInput({
    source,
    defaultValue: [],
    validate: (value) => (value?.length ? undefined : translate('webhooks:slots.events.pattern')),
  })
  const values: readonly string[] = input.value ?? []
  const chosen = values.map(
    (value): Choice => choices.find((choice) => choice.value === value) ?? { value, group: '', label: value },
  )
  const problem = unread?.message ?? (fieldState.invalid ? fieldState.error?.message : undefined)
  return (
    <Autocomplete
      multiple
      fullWidth
      disableCloseOnSelect
      disabled={isDisabled}
      options={[...choices]}
      value={chosen}
      onChange={(_event, next) => input.onChange(next.map(({ value }) => value))}
      onBlur={input.onBlur}
      isOptionEqualToValue={(one, other) => one.value === other.value}
      groupBy={({ group }) => group}
      getOptionKey={({ value }) => value}
      getOptionLabel={({ value }) => wordsOf(choices, value)}
      noOptionsText={translate('webhooks:slots.events.none')}
      renderOption={({ key, ...props }, { label }, { selected }) => (
        <li key={key} {...props}>
          <Checkbox size="small" checked={selected} tabIndex={-1} inert sx={{ mr: 1, p: 0.5 }} />
          {label}
        </li>
      )}
      renderInput={(props) => (
        <TextField
          {...props}
          inputRef={input.ref}
          required={chosen.length === 0}
          label={translate(field.label)}
          placeholder={chosen.length === 0 ? translate('webhooks:slots.events.search') : ''}
          error={problem !== undefined}
          helperText={problem ?? translate('webhooks:slots.events.pattern')}
        />
      )}
    />
  )
}
