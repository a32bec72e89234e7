import { Autocomplete, TextField } from '@mui/material'
import { useState } from 'react'
import { InputHelperText, type RaRecord, useGetList, useReference, useTranslate } from 'react-admin'
import { useReferenceChoice } from './reference-choice.ts'

export interface SubjectRecordProps {
  readonly inputId: string
  readonly resource: string
  readonly value: string | null
  readonly label: string
  readonly error?: string | undefined
  readonly hint?: string | undefined
  readonly isRequired: boolean
  readonly isDisabled: boolean
  onChange(id: string | null): void
  onBlur(): void
}

/** One record of a resource, found by typing. */
export function SubjectRecord(props: SubjectRecordProps) {
  const { resource, value, error, hint } = props
  const { reference, optionText, filterToQuery } = useReferenceChoice(resource)
  const translate = useTranslate()
  const [typed, setTyped] = useState('')
  const { data = [], isFetching } = useGetList<RaRecord>(resource, {
    filter: filterToQuery(typed),
    pagination: { page: 1, perPage: reference.perPage },
    sort: reference.sort,
  })
  const { referenceRecord } = useReference({
    reference: resource,
    id: value ?? '',
    options: { enabled: value !== null },
  })
  const current = value === null ? null : (referenceRecord ?? { id: value })
  return (
    <Autocomplete<RaRecord>
      id={props.inputId}
      value={current}
      options={data}
      loading={isFetching}
      disabled={props.isDisabled}
      filterOptions={(options) => options}
      getOptionLabel={(record) => optionText(record)}
      getOptionKey={({ id }) => id}
      isOptionEqualToValue={(one, other) => one.id === other.id}
      noOptionsText={translate('ra.navigation.no_results')}
      onInputChange={(_event, text, reason) => setTyped(reason === 'input' ? text : '')}
      onChange={(_event, record) => props.onChange(record ? String(record.id) : null)}
      onBlur={props.onBlur}
      renderInput={(params) => (
        <TextField
          {...params}
          label={props.label}
          required={props.isRequired}
          error={error !== undefined}
          helperText={error || hint ? <InputHelperText error={error} helperText={hint ?? false} /> : null}
          size="small"
        />
      )}
    />
  )
}
