import Download from '@mui/icons-material/FileDownloadOutlined'
import { Alert, Box, Button, Typography } from '@mui/material'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { download } from '../../records/list/download.ts'
import { useManifest } from '../../server/manifest.ts'
import { Card } from '../parts/card.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { useCore, useTell } from '../parts/use-core.ts'
import { Complaints } from './complaints.tsx'
import type { Import } from './imports.ts'
import { Undo } from './undo.tsx'
import { useCounts } from './use-counts.ts'

/** What would become of the rows, or what became of them, and what may be done next. */
export function Outcome({ found, onMapping }: { readonly found: Import; onMapping(): void }) {
  const translate = useTranslate()
  const notify = useNotify()
  const navigate = useNavigate()
  const told = useCounts()
  const { tenant } = useManifest()
  const [isDiscarding, setDiscarding] = useState(false)
  const { id, counts, state, parts, isOpen } = found
  const { refused = 0 } = counts
  const isWritten = parts > 0
  const sound = (counts.created ?? 0) + (counts.updated ?? 0)
  const { data: complaints } = useCore<Parameters<typeof Complaints>[0]['complaints']>(`/imports/${id}/complaints`, {
    isOn: refused > 0,
  })
  const { mutate, isPending } = useTell<Import>()
  const { mutate: discard, isPending: isGoing } = useTell({ onDone: () => navigate('/imports') })
  const run = (whole: boolean) => mutate({ path: `/imports/${id}/run`, body: { whole } })
  const sheets = [...new Set(complaints?.map(({ sheet }) => sheet))]
  const keep = (sheet: number) =>
    download(`/api/imports/${id}/refused?sheet=${sheet}`, {
      tenant: tenant.slug,
      signal: new AbortController().signal,
      onProgress: () => {},
    }).catch((error: Error) => notify(error.message, { type: 'error' }))
  return (
    <>
      <Card>
        <Box sx={{ display: 'grid', gap: 2 }}>
          <Alert severity={refused > 0 ? 'warning' : 'success'} role="status">
            {translate(`pages.imports.outcome.${isWritten || state === 'refused' ? state : 'checked'}`)} {told(counts)}
          </Alert>
          {!isWritten && isOpen && (
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
              {refused === 0 && (
                <Button variant="contained" loading={isPending} disabled={sound === 0} onClick={() => run(true)}>
                  {translate('pages.imports.run_all')}
                </Button>
              )}
              {refused > 0 && (
                <Button variant="contained" loading={isPending} disabled={sound === 0} onClick={() => run(false)}>
                  {translate('pages.imports.run_good', { smart_count: sound })}
                </Button>
              )}
              <Button variant="outlined" color="inherit" disabled={isPending} onClick={onMapping}>
                {translate('pages.imports.change')}
              </Button>
              <Button color="error" disabled={isPending} onClick={() => setDiscarding(true)}>
                {translate('pages.imports.discard')}
              </Button>
            </Box>
          )}
          {isWritten && (state === 'cancelled' || state === 'failed') && isOpen && (
            <Box>
              <Button variant="contained" loading={isPending} onClick={() => run(false)}>
                {translate('pages.imports.go_on')}
              </Button>
            </Box>
          )}
          {isWritten && ['done', 'cancelled', 'failed'].includes(state) && <Undo found={found} />}
        </Box>
      </Card>
      {complaints && complaints.length > 0 && (
        <Card
          isFlush
          title={translate('pages.imports.refused')}
          actions={
            isOpen &&
            sheets.map((sheet) => (
              <Button key={sheet} startIcon={<Download />} onClick={() => void keep(sheet)}>
                {translate('pages.imports.download', { name: found.sheets[sheet]?.name ?? '' })}
              </Button>
            ))
          }
        >
          <Complaints complaints={complaints} names={found.sheets.map(({ name }) => name)} />
        </Card>
      )}
      {refused > 0 && !isWritten && (
        <Typography variant="body2" color="textSecondary">
          {translate('pages.imports.good_hint')}
        </Typography>
      )}
      <Confirm
        isOpen={isDiscarding}
        title={translate('pages.imports.discard_title')}
        action={translate('pages.imports.discard')}
        isDestructive
        isBusy={isGoing}
        onClose={() => setDiscarding(false)}
        onConfirm={() => discard({ path: `/imports/${id}`, method: 'DELETE' })}
      >
        {translate('pages.imports.discard_hint')}
      </Confirm>
    </>
  )
}
