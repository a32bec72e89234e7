import { Box, MenuItem, TextField } from '@mui/material'
import { useState } from 'react'
import { useInput, useTranslate } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import { useNoun } from '../../words/nouns.ts'
import type { FieldProps, InputProps } from '../kind.ts'
import { requiredOnly } from '../rules.ts'
import { useFieldWords } from '../words.ts'
import { Presence } from './presence.tsx'
import { SubjectRecord } from './subject-record.tsx'

const Filter = ({ field, source }: FieldProps) => (
  <Presence field={field} source={source}>
    <Input field={{ ...field, required: false }} source={source} />
  </Presence>
)

/** First what it is, then which one. */
function Input({ field, source, isDisabled = false }: InputProps) {
  const { resources } = useManifest()
  const noun = useNoun()
  const translate = useTranslate()
  const { label, hint } = useFieldWords(field)
  const { field: input, fieldState, id, isRequired } = useInput({ source, validate: requiredOnly(field) })
  const capable = resources.filter(
    ({ capabilities, rights }) => capabilities.includes(field.capability ?? '') && rights['read'] !== 'never',
  )
  const [given, key] = typeof input.value === 'string' && input.value ? input.value.split('/') : []
  const [chosen, setChosen] = useState<string>()
  const resource = chosen ?? given ?? capable[0]?.name ?? ''
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0,2fr) minmax(0,3fr)', gap: 1 }}>
      <TextField
        select
        label={translate('fields.subject_kind', { field: label })}
        value={resource}
        disabled={isDisabled}
        size="small"
        onChange={({ target }) => {
          setChosen(target.value)
          input.onChange(null)
        }}
      >
        {capable.map(({ name }) => (
          <MenuItem key={name} value={name}>
            {noun(name, { capitalized: true })}
          </MenuItem>
        ))}
      </TextField>
      {resource && (
        <SubjectRecord
          key={resource}
          inputId={id}
          resource={resource}
          value={given === resource ? (key ?? null) : null}
          label={label}
          error={fieldState.error?.message}
          hint={hint}
          isRequired={isRequired}
          isDisabled={isDisabled}
          onChange={(next) => input.onChange(next ? `${resource}/${next}` : null)}
          onBlur={() => input.onBlur()}
        />
      )}
    </Box>
  )
}

export const subject = { Input, Filter }
