import type { RecordSlotProps } from '@guildhall/admin-ui'
import { Button, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { useDownload } from '../api.ts'

/** What was sent, to be had again. */
export function SentFile({ record }: RecordSlotProps) {
  const translate = useTranslate()
  const { fetchFile, isFetching } = useDownload()
  if (!record.file) return <Typography color="text.secondary">{translate('reports:slots.sentFile.none')}</Typography>
  return (
    <Button
      variant="outlined"
      loading={isFetching}
      onClick={() => void fetchFile(`/reports/deliveries/${record.id}/file`)}
    >
      {translate('reports:slots.sentFile.download')}
    </Button>
  )
}
