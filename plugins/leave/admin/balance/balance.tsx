import { Box, Button } from '@mui/material'
import { useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { Balances } from './balances.tsx'

/** My balances, and the way to ask for leave. */
export function Balance() {
  const translate = useTranslate()
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Balances />
      <Button
        component={Link}
        to="/leave-requests/create"
        size="small"
        variant="outlined"
        sx={{ justifySelf: 'start' }}
      >
        {translate('leave:slots.calendar.ask')}
      </Button>
    </Box>
  )
}
