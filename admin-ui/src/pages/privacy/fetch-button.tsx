import { Button } from '@mui/material'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { download } from '../../records/list/download.ts'
import { useManifest } from '../../server/manifest.ts'

/** Fetches the file of a copy. */
export function FetchButton({ id }: { readonly id: string }) {
  const translate = useTranslate()
  const notify = useNotify()
  const { tenant } = useManifest()
  const [isBusy, setBusy] = useState(false)
  const fetchIt = () => {
    setBusy(true)
    const options = { tenant: tenant.slug, signal: new AbortController().signal, onProgress: () => {} }
    download(`/api/privacy/requests/${id}/file`, options)
      .catch((error: Error) => notify(error.message, { type: 'error' }))
      .finally(() => setBusy(false))
  }
  return (
    <Button variant="contained" size="small" loading={isBusy} onClick={fetchIt}>
      {translate('pages.privacy.fetch')}
    </Button>
  )
}
