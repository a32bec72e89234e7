import ExportIcon from '@mui/icons-material/FileDownloadOutlined'
import { Box, Button, LinearProgress, TextField, Typography } from '@mui/material'
import { useRef, useState } from 'react'
import { useTranslate } from 'react-admin'
import { download } from '../../records/list/download.ts'
import { useRefusal } from '../../records/refusal.ts'
import { useSay } from '../../words/use-words.ts'
import { Card } from '../parts/card.tsx'
import type { Tenant } from './tenants.ts'

/** All of a business as one file. */
export function ExportCard({ tenant }: { readonly tenant: Tenant }) {
  const translate = useTranslate()
  const say = useSay()
  const refusal = useRefusal()
  const [passphrase, setPassphrase] = useState('')
  const [received, setReceived] = useState<number | null>(null)
  const stop = useRef<AbortController | null>(null)
  const isShort = passphrase !== '' && passphrase.length < 12

  async function run() {
    const controller = new AbortController()
    stop.current = controller
    setReceived(0)
    try {
      await download(`/api/tenants/${tenant.id}/archive`, {
        signal: controller.signal,
        onProgress: setReceived,
        body: passphrase ? { passphrase } : {},
      })
    } catch (error) {
      if (!controller.signal.aborted) refusal.tell(error)
    }
    setReceived(null)
  }

  return (
    <Card title={translate('pages.tenant.export.title')} lead={translate('pages.tenant.export.lead')}>
      <Box sx={{ display: 'grid', gap: 2 }}>
        <TextField
          type="password"
          autoComplete="new-password"
          label={translate('pages.tenant.passphrase')}
          value={passphrase}
          onChange={({ target }) => setPassphrase(target.value)}
          error={isShort}
          helperText={translate(isShort ? 'pages.tenant.passphrase_short' : 'pages.tenant.export.passphrase_hint')}
        />
        {received === null ? (
          <Button
            variant="outlined"
            startIcon={<ExportIcon />}
            disabled={isShort}
            onClick={() => void run()}
            sx={{ justifySelf: 'start' }}
          >
            {translate('pages.tenant.export.start')}
          </Button>
        ) : (
          <Box role="status" sx={{ display: 'grid', gap: 1 }}>
            <LinearProgress aria-label={translate('pages.tenant.export.title')} />
            <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
              <Typography variant="body2" sx={{ flex: 1 }}>
                {translate('lists.exporting', { size: say('number', Math.ceil(received / 1024)) })}
              </Typography>
              <Button onClick={() => stop.current?.abort()}>{translate('ra.action.cancel')}</Button>
            </Box>
          </Box>
        )}
      </Box>
    </Card>
  )
}
