import { Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material'
import type { ReactNode } from 'react'
import { useTranslate } from 'react-admin'

export interface ConfirmProps {
  readonly isOpen: boolean
  readonly title: string
  readonly children?: ReactNode
  /** What will be done, as the button says it. */
  readonly action: string
  readonly isDestructive?: boolean
  readonly isBusy?: boolean
  readonly isDisabled?: boolean
  readonly onClose: () => void
  readonly onConfirm: () => void
}

/** Asks before something is done; the button says what. */
export function Confirm(props: ConfirmProps) {
  const { isOpen, title, children, action, isDestructive = false, isBusy = false, isDisabled = false } = props
  const translate = useTranslate()
  return (
    <Dialog open={isOpen} onClose={props.onClose} maxWidth="sm" fullWidth aria-labelledby="confirm-title">
      <DialogTitle id="confirm-title">{title}</DialogTitle>
      {children && <DialogContent>{children}</DialogContent>}
      <DialogActions>
        <Button onClick={props.onClose}>{translate('ra.action.cancel')}</Button>
        <Button
          variant="contained"
          color={isDestructive ? 'error' : 'primary'}
          loading={isBusy}
          disabled={isDisabled}
          onClick={props.onConfirm}
        >
          {action}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
