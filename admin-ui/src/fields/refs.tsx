import { Box, Typography } from '@mui/material'
import { AutocompleteArrayInput, ReferenceArrayInput, useFieldValue } from 'react-admin'
import type { CellProps, InputProps, Kind } from './kind.ts'
import { isNothing, Nothing } from './nothing.tsx'
import { RecordLink } from './record-link.tsx'
import { Filter, InPlace } from './ref.tsx'
import { useReferenceChoice } from './reference-choice.ts'
import { requiredOnly } from './rules.ts'
import { useFieldWords } from './words.ts'

const mostInLine = 3

function Cell({ field, source, isFull = false }: CellProps) {
  const ids: unknown = useFieldValue({ source })
  if (isNothing(ids) || !Array.isArray(ids)) return <Nothing />
  const shown = isFull ? ids : ids.slice(0, mostInLine)
  return (
    <Box component="span" sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1, rowGap: 0.25 }}>
      {shown.map((id, index) => (
        <Box component="span" key={id} sx={{ '&:not(:last-of-type)::after': { content: '","' } }}>
          <RecordLink resource={field.target ?? ''} id={id} />
          {index === shown.length - 1 && ids.length > shown.length && (
            <Typography component="span" variant="body2" color="textSecondary">
              {` +${ids.length - shown.length}`}
            </Typography>
          )}
        </Box>
      ))}
    </Box>
  )
}

function Input({ field, source, isDisabled = false }: InputProps) {
  const { hint } = useFieldWords(field)
  const { target, mayCreate, reference, optionText, filterToQuery } = useReferenceChoice(field.target ?? '')
  if (!target) return null
  return (
    <ReferenceArrayInput source={source} {...reference}>
      <AutocompleteArrayInput
        label={field.label}
        helperText={hint ?? false}
        optionText={optionText}
        filterToQuery={filterToQuery}
        validate={requiredOnly(field)}
        disabled={isDisabled}
        margin="none"
        fullWidth
        {...(mayCreate && { create: <InPlace target={target.name} /> })}
      />
    </ReferenceArrayInput>
  )
}

export const refs: Kind = { Cell, Input, Filter }
