import { Chip } from '@mui/material'
import { useTranslate } from 'react-admin'
import type { DeliveryState, JobRun } from './operations.ts'

const tones = {
  later: 'default',
  waiting: 'default',
  running: 'info',
  retrying: 'warning',
  done: 'success',
  parked: 'default',
  failed: 'error',
} as const

/** How something stands that runs by itself. */
export function StateChip({ state }: { readonly state: JobRun['state'] | DeliveryState }) {
  const translate = useTranslate()
  return (
    <Chip size="small" variant="outlined" color={tones[state]} label={translate(`pages.operations.state.${state}`)} />
  )
}
