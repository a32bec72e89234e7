import { type GuildhallData, useManifest } from '@guildhall/admin-ui'
import { Button, Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useDataProvider, useTranslate } from 'react-admin'
import type { Period, Report } from '../api.ts'
import { Address } from './address.tsx'
import { ShareForm, type Wish } from './share-form.tsx'

interface Made {
  readonly path: string
  readonly expiresAt: string
}

/** Gives a report to somebody without an account, by an address that ends. */
export function ShareButton({ report, period }: { readonly report: Report; readonly period: Period }) {
  const translate = useTranslate()
  const data = useDataProvider<GuildhallData>()
  const mayShare = useManifest().resource('report-links') !== undefined
  const [isOpen, setOpen] = useState(false)
  const make = useMutation({
    mutationFn: (wish: Wish) =>
      data.call<Made>(`/reports/${report.id}/links`, { method: 'POST', body: { ...wish, ...period } }),
  })
  const close = () => {
    setOpen(false)
    make.reset()
  }
  if (!mayShare) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>{translate('reports:slots.share.open')}</Button>
      <Dialog open={isOpen} onClose={close} fullWidth maxWidth="sm" aria-labelledby="share-title">
        <DialogTitle id="share-title">{translate('reports:slots.share.title')}</DialogTitle>
        <DialogContent>
          {make.data ? (
            <Address url={`${location.origin}${make.data.path}`} expiresAt={make.data.expiresAt} onClose={close} />
          ) : (
            <ShareForm
              report={report}
              problem={make.error?.message}
              isPending={make.isPending}
              onMake={make.mutate}
              onClose={close}
            />
          )}
        </DialogContent>
      </Dialog>
    </>
  )
}
