import type { ManifestField } from '@guildhall/sdk/manifest'
import { Box, ToggleButton, ToggleButtonGroup } from '@mui/material'
import type { ReactNode } from 'react'
import { useInput, useTranslate } from 'react-admin'
import { useFieldWords } from '../words.ts'

interface PresenceProps {
  readonly field: ManifestField
  readonly source: string
  readonly children: ReactNode
}

/** A filter, and below it the question whether there is a value at all, where there may be none. */
export function Presence({ field, source, children }: PresenceProps) {
  return (
    <Box sx={{ display: 'grid', gap: 0.75, minWidth: 0, width: '100%' }}>
      {children}
      {field.optional && <Toggle field={field} source={`${source}_null`} />}
    </Box>
  )
}

function Toggle({ field, source }: Omit<PresenceProps, 'children'>) {
  const translate = useTranslate()
  const { label } = useFieldWords(field)
  const { field: input } = useInput({ source, defaultValue: null, format: (value) => value, parse: (value) => value })
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={input.value ?? null}
      onChange={(_event, value) => input.onChange(value)}
      aria-label={label}
      sx={{ '& .MuiToggleButton-root': { py: 0, px: 1, fontSize: 12, lineHeight: '22px', textTransform: 'none' } }}
    >
      <ToggleButton value={false}>{translate('fields.filled')}</ToggleButton>
      <ToggleButton value={true}>{translate('fields.empty')}</ToggleButton>
    </ToggleButtonGroup>
  )
}
