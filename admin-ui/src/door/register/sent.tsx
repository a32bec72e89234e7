import { Alert, Typography } from '@mui/material'
import { Doorway } from '../doorway.tsx'
import { useWords } from '../words.ts'

/** The same for everybody, known or not. */
export function Sent({ email }: { readonly email: string }) {
  const { translate } = useWords()
  return (
    <Doorway title={translate('door.register.sent')}>
      <Alert severity="success" role="status" sx={{ overflowWrap: 'anywhere' }}>
        {translate('door.register.sentText', { email })}
      </Alert>
      <Typography variant="body2" color="text.secondary" sx={{ mt: 2 }}>
        {translate('door.register.sentHint')}
      </Typography>
    </Doorway>
  )
}
