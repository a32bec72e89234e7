import { Alert, Link, Typography } from '@mui/material'
import { useEffect, useState } from 'react'
import { ask } from './ask.ts'
import { Doorway } from './doorway.tsx'
import { PasswordField } from './field.tsx'
import { Form } from './form.tsx'
import { canHavePasskeys, PasskeyOffer } from './passkey-offer.tsx'
import { useAsking } from './use-asking.ts'
import { tenantPath } from './way.ts'
import { useWords } from './words.ts'

interface Invited {
  readonly email: string
  readonly name: string
  readonly tenant: { readonly slug: string; readonly name: string } | null
  readonly needsPassword: boolean
}

/** Reached from a mail. Who is known here keeps his password and signs in with it; who is not chooses one and is in. */
export function Invitation({ token }: { readonly token: string }) {
  const { translate, language } = useWords()
  const [invited, setInvited] = useState<Invited | null>(null)
  const [refused, setRefused] = useState<string | null>(null)

  useEffect(() => {
    void ask<Invited>(language, '/api/auth/invitation', { token }).then((asked) => {
      if ('answer' in asked) return setInvited(asked.answer)
      setRefused(asked.refusal?.message ?? translate('door.unreachable'))
    })
  }, [token, language, translate])

  if (invited) return <Welcome token={token} invited={invited} />
  if (!refused) return null
  return (
    <Doorway title={translate('door.invitation.one')}>
      <Alert severity="error">{refused}</Alert>
      <Link href="/sign-in" variant="body2" sx={{ display: 'inline-block', mt: 2 }}>
        {translate('door.back')}
      </Link>
    </Doorway>
  )
}

function Welcome({ token, invited }: { readonly token: string; readonly invited: Invited }) {
  const { translate, language, isChosen } = useWords()
  const { isBusy, error, errorOf, send } = useAsking()
  const [password, setPassword] = useState('')
  const [isIn, setIn] = useState(false)
  const { email, name, tenant, needsPassword } = invited
  const next = tenant ? tenantPath(tenant.slug) : '/'

  const accept = async () => {
    const body = { token, ...(needsPassword && { password }) }
    const taken = await send<{ user: object | null }>('/api/auth/invitation/accept', body)
    if (!taken) return
    if (!taken.answer.user) return location.assign(`/sign-in?done=invitation&next=${encodeURIComponent(next)}`)
    if (isChosen) await ask(language, '/api/auth/me', { language }, 'PATCH')
    if (!(await canHavePasskeys(language))) return location.assign(next)
    setIn(true)
  }

  if (isIn) return <PasskeyOffer password={password} onDone={() => location.assign(next)} />
  return (
    <Doorway title={translate('door.invitation.title', { name })}>
      <Typography sx={{ mb: 2 }}>
        {tenant
          ? translate('door.invitation.text', { tenant: tenant.name, email })
          : translate('door.invitation.textAlone', { email })}
      </Typography>
      <Form error={error} isBusy={isBusy} submit={translate('door.invitation.accept')} onSubmit={() => void accept()}>
        {needsPassword ? (
          <PasswordField
            label={translate('door.invitation.password')}
            autoComplete="new-password"
            autoFocus
            value={password}
            onText={setPassword}
            error={errorOf('password')}
          />
        ) : (
          <Typography variant="body2" color="text.secondary">
            {translate('door.invitation.known')}
          </Typography>
        )}
      </Form>
    </Doorway>
  )
}
