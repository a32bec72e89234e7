import HideIcon from '@mui/icons-material/VisibilityOffOutlined'
import ShowIcon from '@mui/icons-material/VisibilityOutlined'
import { IconButton, InputAdornment, TextField, type TextFieldProps } from '@mui/material'
import { useState } from 'react'
import { useWords } from './words.ts'

export interface FieldProps
  extends Pick<TextFieldProps, 'label' | 'autoComplete' | 'autoFocus' | 'type' | 'slotProps'> {
  readonly value: string
  readonly error?: string | undefined
  /** What helps to fill it in, until there is something wrong. */
  readonly hint?: string | undefined
  readonly onText: (text: string) => void
}

export function Field({ error, hint, onText, ...rest }: FieldProps) {
  return (
    <TextField
      {...rest}
      required
      slotProps={{ ...rest.slotProps, inputLabel: { required: false } }}
      fullWidth
      size="medium"
      error={error !== undefined}
      helperText={error ?? hint}
      onChange={({ target }) => onText(target.value)}
    />
  )
}

/** A password one may look at: on a phone nobody types a long one blindly. */
export function PasswordField(props: FieldProps) {
  const [isShown, setShown] = useState(false)
  const { translate } = useWords()
  const label = translate(isShown ? 'door.hide' : 'door.show')
  const eye = (
    <InputAdornment position="end">
      <IconButton edge="end" aria-label={label} aria-pressed={isShown} onClick={() => setShown(!isShown)}>
        {isShown ? <HideIcon fontSize="small" /> : <ShowIcon fontSize="small" />}
      </IconButton>
    </InputAdornment>
  )
  return <Field {...props} type={isShown ? 'text' : 'password'} slotProps={{ input: { endAdornment: eye } }} />
}
