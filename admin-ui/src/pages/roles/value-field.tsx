import type { ManifestField } from '@guildhall/sdk/manifest'
import { Autocomplete, MenuItem, TextField } from '@mui/material'
import { useTranslate } from 'react-admin'
import { useFieldWords } from '../../fields/words.ts'
import { ChooseRecord } from '../parts/choose-record.tsx'
import type { Comparison } from './condition.ts'
import { MomentField } from './moment-field.tsx'
import { numbers } from './operators.ts'

export interface ValueFieldProps {
  readonly field: ManifestField
  readonly operator: Comparison['operator']
  readonly value: unknown
  readonly isDisabled: boolean
  readonly onChange: (value: unknown) => void
}

/** What a field is compared with, by the kind of the field. */
export function ValueField({ field, operator, value, isDisabled, onChange }: ValueFieldProps) {
  const translate = useTranslate()
  const words = useFieldWords(field)
  const label = translate('pages.roles.compared_with')
  if (field.kind === 'boolean')
    return (
      <TextField
        select
        disabled={isDisabled}
        label={label}
        value={String(value)}
        onChange={(event) => onChange(event.target.value === 'true')}
      >
        <MenuItem value="true">{translate('ra.boolean.true')}</MenuItem>
        <MenuItem value="false">{translate('ra.boolean.false')}</MenuItem>
      </TextField>
    )
  if (field.values)
    return (
      <Autocomplete
        multiple
        disableCloseOnSelect
        disabled={isDisabled}
        options={[...field.values]}
        getOptionLabel={(one) => words.value(one)}
        value={[value ?? []].flat() as string[]}
        onChange={(_event, chosen) => onChange(operator === 'in' || operator === 'nin' ? chosen : chosen[0])}
        renderInput={(params) => <TextField {...params} label={label} />}
      />
    )
  if (field.target)
    return (
      <ChooseRecord
        resource={field.target}
        label={label}
        isDisabled={isDisabled}
        value={String([value ?? []].flat()[0] ?? '') || null}
        onChange={(id) => onChange(operator === 'in' ? (id ? [id] : []) : (id ?? ''))}
      />
    )
  if (field.kind === 'date' || field.kind === 'instant')
    return (
      <MomentField
        kind={field.kind}
        value={String(value ?? '')}
        label={label}
        isDisabled={isDisabled}
        onChange={onChange}
      />
    )
  const isNumber = numbers.has(field.kind)
  return (
    <TextField
      disabled={isDisabled}
      label={label}
      type={isNumber ? 'number' : 'text'}
      value={value ?? ''}
      onChange={(event) =>
        onChange(isNumber && event.target.value !== '' ? Number(event.target.value) : event.target.value)
      }
    />
  )
}
