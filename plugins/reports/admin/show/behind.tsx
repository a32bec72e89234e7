import type { Definition } from '@guildhall/contract-reports'
import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Skeleton, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { type Line, type Period, useRows } from '../api.ts'
import { Figures } from './figures.tsx'

interface BehindProps {
  readonly definition: Definition
  readonly line: Line | null
  readonly period: Period
  readonly onClose: () => void
}

/** The records behind a line or a bar. */
export function Behind({ definition, line, period, onClose }: BehindProps) {
  const translate = useTranslate()
  const { data } = useRows(definition, line, period)
  const title = line?.texts.filter((_, at) => at < line.keys.length).join(' · ') ?? ''
  return (
    <Dialog open={line !== null} onClose={onClose} maxWidth="lg" fullWidth aria-labelledby="behind-title">
      <DialogTitle id="behind-title">{title}</DialogTitle>
      <DialogContent>
        {data ? <Figures result={data} title={title} /> : <Skeleton variant="rounded" height={160} />}
        {data?.more && <Typography variant="body2">{translate('reports:slots.reports.more')}</Typography>}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate('reports:slots.reports.close')}</Button>
      </DialogActions>
    </Dialog>
  )
}
