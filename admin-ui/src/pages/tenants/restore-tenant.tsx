import {
  Alert,
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  LinearProgress,
  TextField,
  Typography,
} from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { FileButton } from '../parts/file-button.tsx'
import { usePercent } from '../parts/use-percent.ts'
import { sendArchive, type Uploading } from './send-archive.ts'

/** Brings a business back from its file: first it is looked through, then it is restored whole or not at all. */
export function RestoreTenant({ onClose }: { readonly onClose: () => void }) {
  const translate = useTranslate()
  const notify = useNotify()
  const percent = usePercent()
  const queries = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [passphrase, setPassphrase] = useState('')
  const [slug, setSlug] = useState('')
  const [sent, setSent] = useState<number | null>(null)
  const [refusal, setRefusal] = useState<Uploading['refusal']>()
  const isBusy = sent !== null
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!file) return
    setRefusal(undefined)
    setSent(0)
    const { answer, refusal } = await sendArchive({ file, passphrase, slug, onProgress: setSent })
    setSent(null)
    if (!answer) return setRefusal(refusal)
    notify('pages.tenant.restore.done', { type: 'success', messageArgs: { name: answer.name } })
    await queries.invalidateQueries({ queryKey: ['core'] })
    onClose()
  }
  const slugError = refusal?.errors?.['slug']
  return (
    <Dialog open onClose={isBusy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="restore-title">
      <form onSubmit={(event) => void submit(event)} noValidate>
        <DialogTitle id="restore-title">{translate('pages.tenant.restore.title')}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2 }}>
          <Typography color="textSecondary">{translate('pages.tenant.restore.lead')}</Typography>
          {refusal && <Alert severity="error">{refusal.message || translate('pages.tenant.restore.failed')}</Alert>}
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, minWidth: 0 }}>
            <FileButton isDisabled={isBusy} onFile={setFile}>
              {translate('pages.tenant.restore.choose')}
            </FileButton>
            <Typography noWrap>{file?.name ?? translate('pages.tenant.restore.no_file')}</Typography>
          </Box>
          <TextField
            type="password"
            autoComplete="off"
            disabled={isBusy}
            label={translate('pages.tenant.passphrase')}
            value={passphrase}
            onChange={({ target }) => setPassphrase(target.value)}
            helperText={translate('pages.tenant.restore.passphrase_hint')}
          />
          <TextField
            disabled={isBusy}
            label={translate('pages.tenants.slug')}
            value={slug}
            onChange={({ target }) => setSlug(target.value)}
            error={slugError !== undefined}
            helperText={slugError ?? translate('pages.tenant.restore.slug_hint')}
          />
          {isBusy && (
            <Box role="status" sx={{ display: 'grid', gap: 1 }}>
              <LinearProgress
                aria-label={translate('pages.tenant.restore.title')}
                variant={sent < 1 ? 'determinate' : 'indeterminate'}
                value={sent * 100}
              />
              <Typography variant="body2">
                {translate(sent < 1 ? 'pages.tenant.restore.sending' : 'pages.tenant.restore.working', {
                  share: percent(sent),
                })}
              </Typography>
            </Box>
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} disabled={isBusy}>
            {translate('ra.action.cancel')}
          </Button>
          <Button type="submit" variant="contained" loading={isBusy} disabled={!file}>
            {translate('pages.tenant.restore.start')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
