import { download, PageFrame, useManifest } from '@guildhall/admin-ui'
import { Button } from '@mui/material'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { Chain } from './chain.tsx'
import { Filters } from './filters.tsx'
import { Timeline } from './timeline.tsx'
import { useFilters } from './use-filters.ts'

/** What happened in the business, to all records. */
export function Past() {
  const filters = useFilters()
  return (
    <PageFrame
      isNarrow
      actions={['csv', 'xlsx'].map((form) => <Export key={form} form={form} query={filters.query} />)}
    >
      <Chain />
      <Filters filters={filters} />
      <Timeline key={filters.query} query={filters.query} />
    </PageFrame>
  )
}

function Export({ form, query }: { readonly form: string; readonly query: string }) {
  const translate = useTranslate()
  const notify = useNotify()
  const { tenant } = useManifest()
  const [received, setReceived] = useState<number | null>(null)
  async function fetchFile() {
    setReceived(0)
    await download(`/api/audit/export?form=${form}${query && `&${query}`}`, {
      tenant: tenant.slug,
      signal: new AbortController().signal,
      onProgress: setReceived,
    })
      .catch((error: Error) => notify(error.message, { type: 'error' }))
      .finally(() => setReceived(null))
  }
  return (
    <Button variant="outlined" loading={received !== null} onClick={() => void fetchFile()}>
      {translate('audit:slots.past.export')} {form.toUpperCase()}
    </Button>
  )
}
