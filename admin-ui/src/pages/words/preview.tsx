import { Box, Paper, Typography } from '@mui/material'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { useDataProvider, useTranslate } from 'react-admin'
import type { GuildhallData } from '../../server/data-provider.ts'
import { problemOf } from '../parts/use-core.ts'
import type { Forms, Word } from './words.ts'

interface Preview {
  readonly text: string
  readonly sentences: readonly { readonly id: string; readonly text: string }[]
}

/** How a text reads with values in it; a noun in the sentences that speak of it. */
export function Preview(props: {
  readonly base: string
  readonly word: Word
  readonly forms: Forms
  readonly language: string
}) {
  const { base, word, language } = props
  const translate = useTranslate()
  const data = useDataProvider<GuildhallData>()
  const forms = useDeferredValue(props.forms)
  const { data: preview, error } = useQuery({
    queryKey: ['core-preview', base, word.id, forms],
    queryFn: () =>
      data.call<Preview>(`${base}/preview`, {
        method: 'POST',
        body: { namespace: word.namespace, key: word.key, forms },
      }),
    retry: false,
    placeholderData: keepPreviousData,
  })
  const refused = (problemOf(error)?.fields ?? []) as unknown as readonly { path: string; message: string }[]
  return (
    <Paper
      variant="outlined"
      sx={{ p: 1.5, bgcolor: 'action.hover', display: 'grid', gap: 0.75 }}
      role="region"
      aria-label={translate('pages.words.preview')}
    >
      <Typography variant="subtitle2" component="h3">
        {translate('pages.words.preview')}
      </Typography>
      {error ? (
        <Typography variant="body2" color="error">
          {refused[0]?.message ?? problemOf(error)?.message ?? error.message}
        </Typography>
      ) : (
        <Box lang={language} sx={{ overflowWrap: 'anywhere' }}>
          {!word.noun && <Typography>{preview?.text}</Typography>}
          {preview?.sentences.map(({ id, text }) => (
            <Typography key={id} variant="body2" sx={{ py: 0.25 }}>
              {text}
            </Typography>
          ))}
        </Box>
      )}
    </Paper>
  )
}
