import { Field, PasswordField } from '../field.tsx'
import { useWords } from '../words.ts'
import { Consent } from './consent.tsx'
import type { Terms } from './open.ts'
import { ProvingProgress } from './proving.tsx'
import { Trap } from './trap.tsx'
import type { Registering } from './use-registering.ts'

export interface YourselfProps {
  readonly registering: Registering
  readonly terms: Terms | null
  readonly hint?: string | undefined
  readonly autoFocus?: boolean
}

/** Who one is, what one agrees to, and the browser's work. */
export function YourselfFields({ registering, terms, hint, autoFocus = false }: YourselfProps) {
  const { translate } = useWords()
  const { values, put, errorOf, proving } = registering
  return (
    <>
      <Field
        label={translate('door.register.name')}
        autoComplete="name"
        autoFocus={autoFocus}
        value={values.name}
        onText={(name) => put({ name })}
        error={errorOf('name')}
      />
      <Field
        label={translate('door.register.email')}
        type="email"
        autoComplete="email"
        value={values.email}
        onText={(email) => put({ email })}
        error={errorOf('email')}
        hint={hint}
      />
      <PasswordField
        label={translate('door.register.password')}
        autoComplete="new-password"
        value={values.password}
        onText={(password) => put({ password })}
        error={errorOf('password')}
        hint={translate('door.register.passwordHint')}
      />
      <Trap value={values.website} onText={(website) => put({ website })} />
      {terms && (
        <Consent
          terms={terms}
          value={values.consent}
          error={errorOf('consent')}
          onChange={(consent) => put({ consent })}
        />
      )}
      <ProvingProgress share={proving.share} />
    </>
  )
}
