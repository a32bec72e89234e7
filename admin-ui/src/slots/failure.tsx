import ErrorIcon from '@mui/icons-material/ErrorOutlineOutlined'
import { Alert, Button, IconButton, Tooltip } from '@mui/material'
import { useTranslate } from 'react-admin'
import { useManifest } from '../server/manifest.ts'
import type { PlacedSlot } from './use-slots.ts'

export interface FailureProps {
  readonly placed: PlacedSlot
  readonly onRetry: () => void
}

/** In place of what a plugin could not draw: whose it is, and another try. Where there is little room, a sign of it. */
export function Failure({ placed: { module, slot }, onRetry }: FailureProps) {
  const translate = useTranslate()
  const { plugins } = useManifest()
  const label = plugins.find(({ name }) => name === module.plugin)?.label
  const text = translate('slots.failed', { plugin: label ? translate(label, { _: module.plugin }) : module.plugin })
  if (slot.kind === 'bar' || slot.kind === 'field')
    return (
      <Tooltip title={`${text} ${translate('slots.retry')}`}>
        <IconButton size="small" color="inherit" onClick={onRetry} aria-label={`${text} ${translate('slots.retry')}`}>
          <ErrorIcon fontSize="small" />
        </IconButton>
      </Tooltip>
    )
  return (
    <Alert
      severity="warning"
      variant="outlined"
      action={
        <Button color="inherit" size="small" onClick={onRetry}>
          {translate('slots.retry')}
        </Button>
      }
    >
      {text}
    </Alert>
  )
}
