import { Alert, Link, Typography } from '@mui/material'
import { useState } from 'react'
import { Doorway } from './doorway.tsx'
import { Field } from './field.tsx'
import { Form } from './form.tsx'
import { useAsking } from './use-asking.ts'
import { useWords } from './words.ts'

/** Asks for a link; the answer never tells whether anybody has the address. */
export function Reset() {
  const { translate } = useWords()
  const { isBusy, error, errorOf, send } = useAsking()
  const [email, setEmail] = useState('')
  const [isSent, setSent] = useState(false)
  const ask = async () => {
    if (await send('/api/auth/reset', { email })) setSent(true)
  }
  return (
    <Doorway title={translate('door.reset.title')}>
      {isSent ? (
        <Alert severity="success" role="status">
          {translate('door.reset.sent')}
        </Alert>
      ) : (
        <>
          <Typography color="text.secondary" variant="body2" sx={{ mb: 2 }}>
            {translate('door.reset.text')}
          </Typography>
          <Form error={error} isBusy={isBusy} submit={translate('door.reset.send')} onSubmit={() => void ask()}>
            <Field
              label={translate('door.reset.email')}
              type="email"
              autoComplete="username"
              autoFocus
              value={email}
              onText={setEmail}
              error={errorOf('email')}
            />
          </Form>
        </>
      )}
      <Link href="/sign-in" variant="body2" sx={{ display: 'inline-block', mt: 2 }}>
        {translate('door.back')}
      </Link>
    </Doorway>
  )
}
