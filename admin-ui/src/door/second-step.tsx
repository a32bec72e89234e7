import { Typography } from '@mui/material'
import { Doorway } from './doorway.tsx'
import { Field } from './field.tsx'
import { Form } from './form.tsx'
import { useWords } from './words.ts'

export interface SecondStepProps {
  readonly error: string | null
  readonly isBusy: boolean
  readonly code: string
  readonly refusal: string | undefined
  readonly onCode: (code: string) => void
  readonly onSubmit: () => void
}

/** The code of an authenticator, after a password or a provider. */
export function SecondStep({ error, isBusy, code, refusal, onCode, onSubmit }: SecondStepProps) {
  const { translate } = useWords()
  return (
    <Doorway title={translate('door.secondStep')}>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
        {translate('door.secondStepHint')}
      </Typography>
      <Form key="code" error={error} isBusy={isBusy} submit={translate('door.enter')} onSubmit={onSubmit}>
        <Field
          label={translate('door.code')}
          autoComplete="one-time-code"
          autoFocus
          value={code}
          onText={onCode}
          error={refusal}
        />
      </Form>
    </Doorway>
  )
}
