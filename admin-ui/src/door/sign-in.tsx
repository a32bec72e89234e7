import { Alert, Link, Typography } from '@mui/material'
import { useState } from 'react'
import { ask } from './ask.ts'
import { Doorway } from './doorway.tsx'
import { Field, PasswordField } from './field.tsx'
import { Form } from './form.tsx'
import { type Tenant, TenantList } from './tenant-list.tsx'
import { useAsking } from './use-asking.ts'
import { ownPath, tenantPath } from './way.ts'
import { useWords } from './words.ts'

interface SignedIn {
  readonly user: { readonly language: string | null }
  readonly tenant: Tenant | null
}

/** `done` says what brought one here: an invitation taken up, a new password. */
export function SignIn() {
  const { translate, language, isChosen } = useWords()
  const { isBusy, error, errorOf, send } = useAsking({ onRefused: ({ code }) => askForCode(code) })
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [isCodeAsked, setCodeAsked] = useState(false)
  const [tenants, setTenants] = useState<readonly Tenant[] | null>(null)
  const query = new URLSearchParams(location.search)
  const done = { invitation: 'door.invitation.accepted', reset: 'door.reset.done' }[query.get('done') ?? '']

  const signIn = async () => {
    const found = await send<SignedIn>('/api/auth/login', { email, password, ...(isCodeAsked && { code }) })
    if (!found) return
    if (isChosen) await ask(language, '/api/auth/me', { language }, 'PATCH')
    const next = ownPath(query.get('next'))
    if (next) return location.assign(next)
    const me = await ask<{ tenants: Tenant[] }>(language, '/api/auth/me')
    const open = 'answer' in me ? me.answer.tenants.filter(({ isOpen }) => isOpen) : []
    const [only = found.answer.tenant] = open
    if (open.length > 1) return setTenants(open)
    location.assign(only ? tenantPath(only.slug) : '/')
  }

  /** The password was right, and there is a second step. */
  const askForCode = (refusal: string | undefined) => {
    if (refusal === 'identity.code_required') setCodeAsked(true)
    return refusal === 'identity.code_required'
  }

  if (tenants) return <TenantList tenants={tenants} />
  if (isCodeAsked)
    return (
      <Doorway title={translate('door.secondStep')}>
        <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
          {translate('door.secondStepHint')}
        </Typography>
        <Form key="code" error={error} isBusy={isBusy} submit={translate('door.enter')} onSubmit={() => void signIn()}>
          <Field
            label={translate('door.code')}
            autoComplete="one-time-code"
            autoFocus
            value={code}
            onText={setCode}
            error={errorOf('code')}
          />
        </Form>
      </Doorway>
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
          autoComplete="username"
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
    </Doorway>
  )
}
