import { useTell } from '@guildhall/admin-ui'
import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Link as Look,
  Stack,
  TextField,
  Typography,
} from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'

/** An address for another calendar program, shown once. */
export function Subscribe() {
  const translate = useTranslate()
  const text = (key: string) => translate(`leave:slots.calendar.subscribe.${key}`)
  const [isOpen, setOpen] = useState(false)
  const [path, setPath] = useState<string>()
  const { mutate, isPending } = useTell<{ path: string }>({ onDone: (made) => setPath(made.path) })
  const make = (covers: 'own' | 'team') => mutate({ path: '/leave/feeds', body: { covers } })
  const close = () => {
    setOpen(false)
    setPath(undefined)
  }
  return (
    <>
      <Button variant="outlined" onClick={() => setOpen(true)}>
        {text('open')}
      </Button>
      <Dialog open={isOpen} onClose={close} fullWidth maxWidth="sm" aria-labelledby="leave-subscribe">
        <DialogTitle id="leave-subscribe">{text('open')}</DialogTitle>
        <DialogContent>
          <Stack sx={{ gap: 2 }}>
            <Typography>{text('text')}</Typography>
            {!path && (
              <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap' }}>
                <Button variant="outlined" disabled={isPending} onClick={() => make('own')}>
                  {text('own')}
                </Button>
                <Button variant="outlined" disabled={isPending} onClick={() => make('team')}>
                  {text('team')}
                </Button>
              </Stack>
            )}
            {path && (
              <>
                <Alert severity="warning">{text('once')}</Alert>
                <TextField
                  fullWidth
                  label={text('address')}
                  value={`${window.location.origin}${path}`}
                  onFocus={({ target }) => target.select()}
                  slotProps={{ input: { readOnly: true } }}
                />
              </>
            )}
            <Look component={Link} to="/leave-feeds" variant="body2">
              {text('manage')}
            </Look>
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>{text('close')}</Button>
        </DialogActions>
      </Dialog>
    </>
  )
}
