import { Box, Button } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { AskedField, SmallForm } from '../small-form.tsx'
import { useSending } from '../use-sending.ts'

export interface RenamePasskeyProps {
  readonly name: string
  onRename(name: string): Promise<void>
  onCancel(): void
}

export function RenamePasskey({ name, onRename, onCancel }: RenamePasskeyProps) {
  const translate = useTranslate()
  const [wanted, setWanted] = useState(name)
  const sending = useSending()
  return (
    <SmallForm sending={sending} onSend={() => void sending.send(() => onRename(wanted))}>
      <AskedField
        sending={sending}
        name="name"
        label={translate('shell.account.passkeys.name')}
        autoFocus
        autoComplete="off"
        slotProps={{ htmlInput: { maxLength: 60 } }}
        value={wanted}
        onText={setWanted}
      />
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button type="submit" variant="outlined" disabled={sending.isBusy}>
          {translate('ra.action.save')}
        </Button>
        <Button onClick={onCancel}>{translate('ra.action.cancel')}</Button>
      </Box>
    </SmallForm>
  )
}
