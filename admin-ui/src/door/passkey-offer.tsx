import { Button, Typography } from '@mui/material'
import { browserSupportsWebAuthn } from '@simplewebauthn/browser'
import { useState } from 'react'
import { browserOf } from '../pages/sessions/browser.ts'
import { type Creation, isHere, makePasskey } from '../passkeys/ceremony.ts'
import { ask } from './ask.ts'
import { Doorway } from './doorway.tsx'
import { Form } from './form.tsx'
import { useAsking } from './use-asking.ts'
import { useWords } from './words.ts'

const path = '/api/auth/passkeys'

/** Whether it is worth asking: this browser knows passkeys, and this address is the one they are for. */
export async function canHavePasskeys(language: string): Promise<boolean> {
  if (!browserSupportsWebAuthn()) return false
  const found = await ask<{ host: string | null }>(language, path)
  return 'answer' in found && isHere(found.answer.host)
}

export interface PasskeyOfferProps {
  /** The one just chosen; it is not asked for twice. */
  readonly password: string
  readonly onDone: () => void
}

/** Somebody is in for the first time and may make it easier for himself from now on. */
export function PasskeyOffer({ password, onDone }: PasskeyOfferProps) {
  const { translate } = useWords()
  const { isBusy, error, send } = useAsking()
  const [isMaking, setMaking] = useState(false)
  const [why, setWhy] = useState<string | null>(null)

  const add = async () => {
    setWhy(null)
    const begun = await send<{ options: Creation }>(`${path}/begin`, { password })
    if (!begun) return
    setMaking(true)
    const made = await makePasskey(begun.answer.options)
    setMaking(false)
    if ('why' in made)
      return setWhy(translate(made.why === 'declined' ? 'door.passkeys.notDone' : 'door.passkeys.failed'))
    const name = browserOf(navigator.userAgent) ?? translate('door.passkeys.name')
    if (await send(path, { name, credential: made.credential })) onDone()
  }
  return (
    <Doorway title={translate('door.passkeys.offerTitle')}>
      <Typography sx={{ mb: 2 }}>{translate('door.passkeys.offer')}</Typography>
      <Form
        error={error ?? why}
        isBusy={isBusy || isMaking}
        submit={translate('shell.account.passkeys.add')}
        onSubmit={() => void add()}
      >
        <Button size="large" onClick={onDone} sx={{ order: 1, minHeight: 44 }}>
          {translate('door.passkeys.later')}
        </Button>
      </Form>
    </Doorway>
  )
}
