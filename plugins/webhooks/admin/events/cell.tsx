import type { CellProps } from '@guildhall/admin-ui'
import { Box, Chip } from '@mui/material'
import { useRecordContext, useTranslate } from 'react-admin'
import { useChoices, wordsOf } from './choices.ts'

const fewInList = 2

/** The chosen events in words; a list shows the first of them. */
export function EventsCell({ source, isFull = false }: CellProps) {
  const translate = useTranslate()
  const values = (useRecordContext()?.[source] ?? []) as readonly string[]
  const { choices } = useChoices()
  const shown = isFull ? values : values.slice(0, fewInList)
  const hidden = values.length - shown.length
  return (
    <Box sx={{ display: 'flex', flexWrap: isFull ? 'wrap' : 'nowrap', gap: 0.5, minWidth: 0 }}>
      {shown.map((value) => (
        <Chip key={value} size="small" variant="outlined" label={wordsOf(choices, value)} title={value} />
      ))}
      {hidden > 0 && <Chip size="small" label={translate('webhooks:slots.events.more', { count: hidden })} />}
    </Box>
  )
}
