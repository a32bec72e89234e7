import { Alert, Box, TextField, type TextFieldProps } from '@mui/material'
import type { ReactNode } from 'react'
import type { Sending } from './use-sending.ts'

export interface SmallFormProps {
  readonly sending: Sending
  readonly onSend: () => void
  /** What is to be read before one types. */
  readonly intro?: ReactNode
  readonly children: ReactNode
}

/** A few fields under each other; what the server says against the whole stands above them. */
export const SmallForm = ({ sending: { error }, onSend, intro, children }: SmallFormProps) => (
  <Box
    component="form"
    sx={{ display: 'grid', gap: 2 }}
    onSubmit={(event) => {
      event.preventDefault()
      onSend()
    }}
  >
    {intro}
    {error && <Alert severity="error">{error}</Alert>}
    {children}
  </Box>
)

export interface AskedFieldProps
  extends Pick<TextFieldProps, 'type' | 'label' | 'autoComplete' | 'autoFocus' | 'slotProps'> {
  readonly sending: Sending
  /** What the server calls it. */
  readonly name: string
  readonly value: string
  /** A line of help, where there is no complaint. */
  readonly hint?: string
  onText(text: string): void
}

/** A text that must be there, with the server's sentence under it. */
export const AskedField = ({ sending: { errorOf }, name, hint, onText, ...rest }: AskedFieldProps) => (
  <TextField
    {...rest}
    required
    helperText={errorOf(name) ?? hint}
    error={errorOf(name) !== undefined}
    onChange={({ target }) => onText(target.value)}
  />
)
