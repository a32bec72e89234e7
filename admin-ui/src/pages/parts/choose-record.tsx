import { Autocomplete, TextField } from '@mui/material'
import { useState } from 'react'
import { type RaRecord, useGetList, useGetOne } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'

export interface ChooseRecordProps {
  readonly resource: string
  readonly label: string
  readonly value: string | null
  readonly onChange: (id: string | null, record: RaRecord | null) => void
  readonly filter?: Record<string, unknown>
  readonly error?: string | undefined
  readonly isDisabled?: boolean
}

/** One record of a resource, found by what is typed. For pages that are no forms of react-admin. */
export function ChooseRecord({
  resource,
  label,
  value,
  onChange,
  filter = {},
  error,
  isDisabled = false,
}: ChooseRecordProps) {
  const described = useManifest().resource(resource)
  const [typed, setTyped] = useState('')
  const title = described?.title ?? 'id'
  const text = (record: RaRecord) => String(record[title] ?? record.id)
  const search =
    typed && described?.searchable ? { q: typed } : typed && described?.title ? { [`${title}_like`]: typed } : {}
  const { data: found = [], isFetching } = useGetList(resource, {
    pagination: { page: 1, perPage: 25 },
    sort: { field: described?.sort[0] ?? 'id', order: described?.sort[1] ?? 'ASC' },
    filter: { ...filter, ...search },
  })
  const { data: chosen } = useGetOne(resource, { id: value ?? '' }, { enabled: value !== null, retry: false })
  const current = value === null ? null : (found.find(({ id }) => id === value) ?? chosen ?? { id: value })
  return (
    <Autocomplete
      options={current && !found.some(({ id }) => id === value) ? [current, ...found] : found}
      value={current}
      loading={isFetching}
      disabled={isDisabled}
      filterOptions={(options) => options}
      getOptionLabel={text}
      getOptionKey={(record) => record.id}
      isOptionEqualToValue={(one, other) => one.id === other.id}
      onInputChange={(_event, input, reason) => setTyped(reason === 'input' ? input : '')}
      onChange={(_event, record) => onChange(record ? String(record.id) : null, record)}
      renderInput={(params) => <TextField {...params} label={label} error={error !== undefined} helperText={error} />}
      fullWidth
    />
  )
}
