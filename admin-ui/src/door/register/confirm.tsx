import { Alert, Link, Typography } from '@mui/material'
import { useEffect, useState } from 'react'
import { ask } from '../ask.ts'
import { Doorway } from '../doorway.tsx'
import { PasswordField } from '../field.tsx'
import { Form } from '../form.tsx'
import { useAsking } from '../use-asking.ts'
import { useWords } from '../words.ts'
import { Making } from './making.tsx'
import { useEntering } from './use-entering.ts'

interface Held {
  readonly email: string
  readonly name: string
  readonly hasPassword: boolean
  readonly tenant: { readonly slug: string; readonly name: string } | null
  readonly business?: string
  readonly step?: string
}

const path = (at: string | null) => `/api/auth/registration${at === null ? '/businesses' : ''}`

/** Reached from a mail: whoever has it and knows the password is in, waits, or sees his business being made. */
export function Confirm({ token, at }: { readonly token: string; readonly at: string | null }) {
  const { translate, language } = useWords()
  const [held, setHeld] = useState<Held | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  useEffect(() => {
    void ask<Held>(language, `${path(at)}/link`, { token, ...(at && { at }) }).then((asked) => {
      if ('answer' in asked) return setHeld(asked.answer)
      setRefused(asked.refusal?.message ?? translate('door.unreachable'))
    })
  }, [token, at, language, translate])

  if (held) return <Entering token={token} at={at} held={held} />
  if (!refused) return null
  return (
    <Doorway title={translate('door.register.confirm.title')}>
      <Alert severity="error">{refused}</Alert>
      <Link href="/sign-in" variant="body2" sx={{ display: 'inline-block', mt: 2 }}>
        {translate('door.back')}
      </Link>
    </Doorway>
  )
}

interface Outcome {
  readonly outcome?: 'admitted' | 'waiting'
  readonly tenant: Held['tenant']
}

function Entering({ token, at, held }: { readonly token: string; readonly at: string | null; readonly held: Held }) {
  const { translate } = useWords()
  const { isBusy, error, errorOf, send } = useAsking()
  const [password, setPassword] = useState('')
  const [stage, setStage] = useState<'asked' | 'waiting' | 'making'>('asked')
  const enter = useEntering()
  const { email, name, hasPassword, business, tenant } = held

  const confirm = async () => {
    const found = await send<Outcome>(`${path(at)}/confirm`, { token, password, ...(at && { at }) })
    if (!found) return
    if (at === null) return setStage('making')
    if (found.answer.outcome === 'waiting') return setStage('waiting')
    await enter(email, password, found.answer.tenant)
  }

  if (stage === 'making')
    return <Making token={token} name={business ?? ''} onMade={(made) => enter(email, password, made)} />
  if (stage === 'waiting')
    return (
      <Doorway title={translate('door.register.waiting.title')}>
        <Alert severity="success" role="status">
          {translate('door.register.waiting.text', { tenant: tenant?.name ?? '', email })}
        </Alert>
      </Doorway>
    )
  const where = business ?? tenant?.name ?? ''
  return (
    <Doorway title={translate('door.register.confirm.welcome', { name })}>
      <Typography sx={{ mb: 2, overflowWrap: 'anywhere' }}>
        {translate(`door.register.confirm.${business ? 'business' : 'tenant'}`, { name: where, email })}
      </Typography>
      <Form
        error={error}
        isBusy={isBusy}
        submit={translate('door.register.confirm.send')}
        onSubmit={() => void confirm()}
      >
        <PasswordField
          label={translate(`door.register.confirm.${hasPassword ? 'present' : 'chosen'}`)}
          autoComplete="current-password"
          autoFocus
          value={password}
          onText={setPassword}
          error={errorOf('password')}
        />
      </Form>
    </Doorway>
  )
}
