import { Alert, Link } from '@mui/material'
import { useState } from 'react'
import { Doorway } from './doorway.tsx'
import { Field, PasswordField } from './field.tsx'
import { Form } from './form.tsx'
import { Offered } from './offered.tsx'
import { WayIn } from './register/way-in.tsx'
import { SecondStep } from './second-step.tsx'
import { TenantList } from './tenant-list.tsx'
import { type Arrived, useArrival } from './use-arrival.ts'
import { useAsking } from './use-asking.ts'
import { usePasskey } from './use-passkey.ts'
import { useWords } from './words.ts'

/** `done` says what brought one here: an invitation taken up, a new password. */
export function SignIn() {
  const { translate } = useWords()
  const { isBusy, error, errorOf, send } = useAsking({ onRefused: ({ code }) => askForCode(code) })
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [isCodeAsked, setCodeAsked] = useState(false)
  const { tenants, arrive } = useArrival()
  const passkey = usePasskey(arrive)
  const query = new URLSearchParams(location.search)
  const done = { invitation: 'door.invitation.accepted', reset: 'door.reset.done', registration: 'door.register.done' }[
    query.get('done') ?? ''
  ]

  const signIn = async () => {
    const found = await send<Arrived>('/api/auth/login', { email, password, ...(isCodeAsked && { code }) })
    if (!found) return
    await arrive(found.answer)
  }

  /** The password was right, and there is a second step. */
  const askForCode = (refusal: string | undefined) => {
    if (refusal === 'identity.code_required') setCodeAsked(true)
    return refusal === 'identity.code_required'
  }

  if (tenants) return <TenantList tenants={tenants} />
  if (isCodeAsked)
    return (
      <SecondStep
        error={error}
        isBusy={isBusy}
        code={code}
        refusal={errorOf('code')}
        onCode={setCode}
        onSubmit={() => void signIn()}
      />
    )
  return (
    <Doorway title={translate('door.signIn')}>
      {done && (
        <Alert severity="success" sx={{ mb: 2 }}>
          {translate(done)}
        </Alert>
      )}
      <Form error={error} isBusy={isBusy} submit={translate('door.enter')} onSubmit={() => void signIn()}>
        <Field
          label={translate('door.name')}
          autoComplete="username webauthn"
          autoFocus
          value={email}
          onText={setEmail}
          error={errorOf('email')}
        />
        <PasswordField
          label={translate('door.password')}
          autoComplete="current-password"
          value={password}
          onText={setPassword}
          error={errorOf('password')}
        />
        <Link href="/reset" variant="body2" sx={{ justifySelf: 'start', order: 1 }}>
          {translate('door.forgotten')}
        </Link>
      </Form>
      <Offered passkey={passkey} />
      <WayIn />
    </Doorway>
  )
}
