import CheckIcon from '@mui/icons-material/CheckCircleOutlined'
import { Alert, Box, LinearProgress, Typography } from '@mui/material'
import { useWords } from '../words.ts'

/** That the browser is at work, how far it is, and what to do where it cannot. */
export function ProvingProgress({ share }: { readonly share: number | null }) {
  const { translate } = useWords()
  if (share === null) return <Alert severity="warning">{translate('door.register.noWorker')}</Alert>
  const isDone = share === 1
  return (
    <Box sx={{ display: 'grid', gap: 0.75, order: 1 }}>
      <Typography
        role="status"
        variant="body2"
        color="text.secondary"
        sx={{ display: 'flex', gap: 0.75, alignItems: 'center' }}
      >
        {isDone && <CheckIcon fontSize="small" color="success" aria-hidden />}
        {translate(isDone ? 'door.register.checked' : 'door.register.checking')}
      </Typography>
      {!isDone && (
        <LinearProgress
          variant="determinate"
          value={Math.round(share * 100)}
          aria-label={translate('door.register.checking')}
        />
      )}
    </Box>
  )
}
