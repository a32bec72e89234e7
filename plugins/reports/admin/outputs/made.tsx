import { Alert, Button, LinearProgress, Stack, Typography } from '@mui/material'
import { type RaRecord, useGetOne, useTranslate } from 'react-admin'
import { useDownload } from '../api.ts'

export type Output = RaRecord & {
  readonly status: 'making' | 'ready' | 'failed'
  readonly done: number
  readonly total: number
  readonly reason: string | null
  readonly file: string | null
}

/** How far a report is that the worker makes, and its file when it is there. */
export function Made({ id }: { readonly id: string }) {
  const translate = useTranslate()
  const { fetchFile, isFetching } = useDownload()
  const { data: output } = useGetOne<Output>(
    'report-outputs',
    { id },
    { refetchInterval: ({ state }) => (state.data && state.data.status !== 'making' ? false : 1_000) },
  )
  const word = (key: string, values?: object) => translate(`reports:slots.madeFile.${key}`, values)
  if (!output || output.status === 'making') {
    const { done = 0, total = 0 } = output ?? {}
    return (
      <Stack sx={{ gap: 1.5 }}>
        <LinearProgress
          aria-label={word('title')}
          {...(total > 1 && { variant: 'determinate' as const, value: Math.min(100, (done / total) * 100) })}
        />
        {total > 1 && <Typography variant="body2">{word('making', { done, total })}</Typography>}
        <Typography color="text.secondary">{word('wait')}</Typography>
      </Stack>
    )
  }
  if (output.status === 'failed')
    return (
      <Alert severity="error">
        {word('failed', { reason: translate(`reports:errors.${output.reason}`, { _: output.reason ?? '' }) })}
      </Alert>
    )
  if (!output.file) return <Alert severity="info">{word('gone')}</Alert>
  return (
    <Button
      variant="contained"
      loading={isFetching}
      onClick={() => void fetchFile(`/reports/outputs/${id}/file`)}
      sx={{ justifySelf: 'start', alignSelf: 'start' }}
    >
      {word('download')}
    </Button>
  )
}
