import { Alert, Snackbar, Stack } from '@mui/material'
import { useSyncExternalStore } from 'react'
import { useTranslate } from 'react-admin'
import { warnings } from '../../server/warnings.ts'

/** Long enough to be read: it says what to look at. */
const shownFor = 15_000

/** Tells what writes had to say besides being done; above the line that says they are, so that neither waits for the other. */
export function Warnings() {
  const translate = useTranslate()
  const told = useSyncExternalStore(warnings.subscribe, warnings.now)
  if (told.length === 0) return null
  return (
    <Snackbar
      // Whoever hears another has the time for it.
      key={told.length}
      open
      autoHideDuration={shownFor}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}
      onClose={(_, reason) => reason !== 'clickaway' && warnings.remove(told)}
      sx={{ mb: 9, maxWidth: 600 }}
    >
      <Stack spacing={1}>
        {told.map((message) => (
          <Alert
            key={message}
            severity="warning"
            elevation={6}
            closeText={translate('ra.action.close')}
            onClose={() => warnings.remove([message])}
          >
            {message}
          </Alert>
        ))}
      </Stack>
    </Snackbar>
  )
}
