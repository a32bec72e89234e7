import { Box, Button, ListItem, ListItemText } from '@mui/material'
import { useState } from 'react'
import { useDataProvider, useNotify, useTranslate } from 'react-admin'
import type { GuildhallData } from '../../../server/data-provider.ts'
import { useSay } from '../../../words/use-words.ts'
import { WithPassword } from '../second-factor/with-password.tsx'
import { RenamePasskey } from './rename-passkey.tsx'

export interface Passkey {
  readonly id: string
  readonly name: string
  readonly createdAt: string
  readonly usedAt: string | null
  readonly stoppedAt: string | null
}

export interface PasskeyEntryProps {
  readonly passkey: Passkey
  readonly hasPassword: boolean
  readonly onChanged: () => Promise<void>
}

/** One passkey: since when, last used when, another name, away with it. */
export function PasskeyEntry({ passkey, hasPassword, onChanged }: PasskeyEntryProps) {
  const { id, name, createdAt, usedAt, stoppedAt } = passkey
  const translate = useTranslate()
  const notify = useNotify()
  const say = useSay()
  const data = useDataProvider<GuildhallData>()
  const [step, setStep] = useState<'rest' | 'rename' | 'remove'>('rest')
  const rest = () => setStep('rest')

  const rename = async (wanted: string) => {
    await data.call(`/auth/passkeys/${id}`, { method: 'PATCH', body: { name: wanted } })
    rest()
    await onChanged()
    notify('shell.account.passkeys.renamed', { type: 'success' })
  }
  const remove = async (password?: string) => {
    const body = password === undefined ? {} : { password }
    await data.call(`/auth/passkeys/${id}/remove`, { method: 'POST', body })
    await onChanged()
    notify('shell.account.passkeys.removed', { type: 'success' })
  }
  const askToRemove = () => {
    if (hasPassword) return setStep('remove')
    void remove().catch((error: Error) => notify(error.message, { type: 'error' }))
  }
  const dates = [
    translate('shell.account.passkeys.since', { at: say('instant', createdAt) }),
    usedAt && translate('shell.account.passkeys.used', { at: say('instant', usedAt) }),
  ]
  return (
    <ListItem disableGutters sx={{ display: 'grid', gap: 1.5 }}>
      {step === 'rename' ? (
        <RenamePasskey name={name} onRename={rename} onCancel={rest} />
      ) : (
        <Box sx={{ display: 'flex', alignItems: 'center', columnGap: 1, flexWrap: 'wrap' }}>
          <ListItemText
            primary={name}
            secondary={
              stoppedAt
                ? translate('shell.account.passkeys.stopped', { at: say('instant', stoppedAt) })
                : dates.filter(Boolean).join(' · ')
            }
            slotProps={{ secondary: { color: stoppedAt ? 'error' : undefined } }}
            sx={{ flex: '1 1 180px', overflowWrap: 'anywhere' }}
          />
          <Box sx={{ display: 'flex', mx: -1 }}>
            {button('rename', () => setStep('rename'))}
            {button('remove', askToRemove)}
          </Box>
        </Box>
      )}
      {step === 'remove' && (
        <WithPassword submit={translate('shell.account.passkeys.remove')} onSend={remove} onCancel={rest} />
      )}
    </ListItem>
  )

  function button(verb: 'rename' | 'remove', onClick: () => void) {
    const label = translate(`shell.account.passkeys.${verb}`)
    return (
      <Button color={verb === 'remove' ? 'error' : 'primary'} aria-label={`${label}: ${name}`} onClick={onClick}>
        {label}
      </Button>
    )
  }
}
