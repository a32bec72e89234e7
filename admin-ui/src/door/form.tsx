import { Alert, Box, Button } from '@mui/material'
import { type ReactNode, useEffect, useRef } from 'react'

export interface FormProps {
  readonly error: string | null
  readonly isBusy: boolean
  readonly submit: string
  readonly onSubmit: () => void
  readonly children: ReactNode
}

/** Fields, the server's sentence above them, and one button. */
export function Form({ error, isBusy, submit, onSubmit, children }: FormProps) {
  const alert = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (error) alert.current?.focus()
  }, [error])
  return (
    <Box
      component="form"
      noValidate
      sx={{ display: 'grid', gap: 2 }}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isBusy) onSubmit()
      }}
    >
      {error && (
        <Alert severity="error" ref={alert} tabIndex={-1}>
          {error}
        </Alert>
      )}
      {children}
      <Button type="submit" variant="contained" size="large" loading={isBusy} sx={{ minHeight: 44 }}>
        {submit}
      </Button>
    </Box>
  )
}
