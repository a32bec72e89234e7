import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  TextField,
} from '@mui/material'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslate } from 'react-admin'

interface NameDialogProps {
  readonly title: string
  readonly isOpen: boolean
  readonly name?: string
  /** Whether to ask for whom it is. */
  readonly mayShare?: boolean
  onClose(): void
  onName(name: string, shared: boolean): Promise<unknown>
}

export function NameDialog({ title, isOpen, name: before = '', mayShare = false, onClose, onName }: NameDialogProps) {
  const translate = useTranslate()
  const [name, setName] = useState(before)
  const [shared, setShared] = useState(false)
  const [isBusy, setBusy] = useState(false)
  useEffect(() => {
    if (isOpen) setName(before)
  }, [isOpen, before])

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!name.trim()) return
    setBusy(true)
    await onName(name.trim(), shared)
    setBusy(false)
  }
  return (
    <Dialog open={isOpen} onClose={onClose} fullWidth maxWidth="xs">
      <form onSubmit={(event) => void submit(event)}>
        <DialogTitle>{title}</DialogTitle>
        <DialogContent>
          <TextField
            autoFocus
            fullWidth
            required
            margin="dense"
            label={translate('lists.views.name')}
            value={name}
            onChange={({ target }) => setName(target.value)}
            slotProps={{ htmlInput: { maxLength: 100 } }}
          />
          {mayShare && (
            <FormControlLabel
              control={<Checkbox checked={shared} onChange={(_event, checked) => setShared(checked)} />}
              label={translate('lists.views.for_all')}
            />
          )}
        </DialogContent>
        <DialogActions>
          <Button color="inherit" onClick={onClose}>
            {translate('ra.action.cancel')}
          </Button>
          <Button type="submit" variant="contained" disabled={!name.trim() || isBusy}>
            {translate('ra.action.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
