import { Alert, Box, Button, CircularProgress } from '@mui/material'

/** Before there are words, a wheel says it. */
export function Waiting() {
  return (
    <Box sx={{ display: 'grid', placeItems: 'center', minHeight: '100dvh' }}>
      <CircularProgress aria-label="…" />
    </Box>
  )
}

/** The server's own sentence; without a server there is nobody to say one. */
export function Trouble({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  return (
    <Box sx={{ display: 'grid', placeItems: 'center', minHeight: '100dvh', p: 2 }}>
      <Alert
        severity="error"
        action={
          <Button color="inherit" onClick={onRetry} aria-label="Retry">
            ↻
          </Button>
        }
      >
        {error.message}
      </Alert>
    </Box>
  )
}
