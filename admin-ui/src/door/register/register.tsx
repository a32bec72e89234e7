import { Alert, Link, Typography } from '@mui/material'
import { Doorway } from '../doorway.tsx'
import { Form } from '../form.tsx'
import { useWords } from '../words.ts'
import { BusinessForm } from './business-form.tsx'
import { type Open, useOpen } from './open.ts'
import { Sent } from './sent.tsx'
import { useRegistering } from './use-registering.ts'
import { YourselfFields } from './yourself.tsx'

/** Where newcomers register: with the business of the address, or a business of their own. */
export function Register() {
  const open = useOpen()
  if (!open) return null
  if (location.pathname === '/register' && open.tenant) return <TenantForm tenant={open.tenant} />
  return open.businesses ? <BusinessForm {...open.businesses} /> : <Closed />
}

function TenantForm({ tenant }: { readonly tenant: NonNullable<Open['tenant']> }) {
  const { translate } = useWords()
  const registering = useRegistering('/api/auth/registration')
  const { slug, name, needsApproval, domains, terms } = tenant
  if (registering.isSent) return <Sent email={registering.values.email} />
  return (
    <Doorway title={translate('door.register.title', { name })}>
      {needsApproval && (
        <Typography color="text.secondary" variant="body2" sx={{ mb: 2 }}>
          {translate('door.register.approval')}
        </Typography>
      )}
      <Form
        error={registering.error}
        isBusy={registering.isBusy}
        submit={translate('door.register.send')}
        onSubmit={() => void registering.submit({ at: slug })}
      >
        <YourselfFields
          autoFocus
          registering={registering}
          terms={terms}
          hint={domains.length > 0 ? translate('door.register.domains', { domains: domains.join(', ') }) : undefined}
        />
      </Form>
      <Back />
    </Doorway>
  )
}

function Closed() {
  const { translate } = useWords()
  return (
    <Doorway title={translate('door.register.closed')}>
      <Alert severity="info">{translate('door.register.closedText')}</Alert>
      <Back />
    </Doorway>
  )
}

function Back() {
  const { translate } = useWords()
  return (
    <Link href="/sign-in" variant="body2" sx={{ display: 'inline-block', mt: 2 }}>
      {translate('door.back')}
    </Link>
  )
}
