import { Link } from '@mui/material'
import { useState } from 'react'
import { Doorway } from './doorway.tsx'
import { PasswordField } from './field.tsx'
import { Form } from './form.tsx'
import { useAsking } from './use-asking.ts'
import { useWords } from './words.ts'

/** Reached from a mail. The link is used up by saving, not by looking. */
export function NewPassword({ token }: { readonly token: string }) {
  const { translate } = useWords()
  const { isBusy, error, errorOf, send } = useAsking()
  const [password, setPassword] = useState('')
  const save = async () => {
    if (await send('/api/auth/reset/confirm', { token, password })) location.assign('/sign-in?done=reset')
  }
  return (
    <Doorway title={translate('door.reset.choose')}>
      <Form
        error={error ?? errorOf('token') ?? null}
        isBusy={isBusy}
        submit={translate('door.reset.save')}
        onSubmit={() => void save()}
      >
        <PasswordField
          label={translate('door.reset.newPassword')}
          autoComplete="new-password"
          autoFocus
          value={password}
          onText={setPassword}
          error={errorOf('password')}
        />
      </Form>
      <Link href="/reset" variant="body2" sx={{ display: 'inline-block', mt: 2 }}>
        {translate('door.reset.another')}
      </Link>
    </Doorway>
  )
}
