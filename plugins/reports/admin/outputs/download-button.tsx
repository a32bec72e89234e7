import type { GuildhallData } from '@guildhall/admin-ui'
import type { Definition } from '@guildhall/contract-reports'
import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Menu, MenuItem } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useDataProvider, useNotify, useTranslate } from 'react-admin'
import { type Period, useDownload, useResult } from '../api.ts'
import { Made } from './made.tsx'

const forms = ['pdf', 'xlsx', 'csv'] as const

interface DownloadButtonProps {
  readonly report: string
  readonly definition: Definition
  readonly period: Period
}

/** A report as a file: at once where the screen has all of it, else from the worker, with its progress. */
export function DownloadButton({ report, definition, period }: DownloadButtonProps) {
  const translate = useTranslate()
  const notify = useNotify()
  const data = useDataProvider<GuildhallData>()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const { fetchFile, isFetching } = useDownload()
  const { data: result } = useResult(definition, period)
  const make = useMutation({
    mutationFn: (format: string) =>
      data.call<{ id: string }>(`/reports/${report}/outputs`, { method: 'POST', body: { format, ...period } }),
    onError: (error) => notify(error.message, { type: 'error' }),
  })
  const get = (format: string) => {
    setAnchor(null)
    if (result?.more) make.mutate(format)
    else void fetchFile(`/reports/${report}/file?${new URLSearchParams({ format, ...period })}`)
  }
  return (
    <>
      <Button
        variant="contained"
        loading={isFetching || make.isPending}
        aria-haspopup="menu"
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
      >
        {translate('reports:slots.reports.download')}
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {forms.map((format) => (
          <MenuItem key={format} onClick={() => get(format)}>
            {translate(`reports:resources.report-schedules.values.format.${format}`)}
          </MenuItem>
        ))}
      </Menu>
      <Dialog open={make.data !== undefined} onClose={make.reset} fullWidth maxWidth="xs" aria-labelledby="made-title">
        <DialogTitle id="made-title">{translate('reports:slots.madeFile.title')}</DialogTitle>
        <DialogContent>{make.data && <Made id={make.data.id} />}</DialogContent>
        <DialogActions>
          <Button onClick={make.reset}>{translate('reports:slots.madeFile.close')}</Button>
        </DialogActions>
      </Dialog>
    </>
  )
}
