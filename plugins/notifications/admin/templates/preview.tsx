import type { GuildhallData } from '@guildhall/admin-ui'
import { Box, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { useDataProvider, useTranslate } from 'react-admin'
import type { Place } from './editor-form.tsx'

interface PreviewProps {
  readonly place: Place
  readonly words: { readonly title: string; readonly text: string }
}

/** As the server would say it, with sample values. */
export function Preview({ place, words }: PreviewProps) {
  const translate = useTranslate()
  const data = useDataProvider<GuildhallData>()
  const asked = useDeferredValue(words)
  const { data: said } = useQuery({
    queryKey: ['notifications', 'preview', place, asked],
    queryFn: () =>
      data.call<PreviewProps['words']>('/notifications/template/preview', {
        ...{ method: 'POST', body: { ...place, ...asked } },
      }),
    enabled: asked.title !== '',
    placeholderData: (before) => before,
    retry: false,
  })
  return (
    <Box sx={{ p: 2, borderRadius: 1, bgcolor: 'action.hover', minHeight: 72 }} aria-live="polite">
      <Typography variant="caption" color="textSecondary">
        {translate('notifications:slots.templates.preview')}
      </Typography>
      <Typography sx={{ fontWeight: 650, overflowWrap: 'anywhere' }}>{said?.title}</Typography>
      <Typography sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{said?.text}</Typography>
    </Box>
  )
}
