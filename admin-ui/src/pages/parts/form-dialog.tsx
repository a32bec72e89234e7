import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  useMediaQuery,
  useTheme,
} from '@mui/material'
import { type FormEvent, type ReactNode, useId } from 'react'
import { useTranslate } from 'react-admin'
import type { Refused } from './use-form.ts'

export interface FormDialogProps {
  readonly title: string
  /** What the button that sends it says; without it, that it saves. */
  readonly submit?: string
  readonly isBusy: boolean
  /** Whether there is enough to be sent. */
  readonly isReady?: boolean
  /** What is refused of no single field stands above them all. */
  readonly refused?: Refused | undefined
  readonly width?: 'xs' | 'sm'
  readonly children: ReactNode
  onSubmit(): void
  onClose(): void
}

/** Some fields to be filled in and sent; on a phone they have the whole screen. */
export function FormDialog({ title, submit, isBusy, isReady = true, refused, ...props }: FormDialogProps) {
  const translate = useTranslate()
  const id = useId()
  const isPhone = useMediaQuery(useTheme().breakpoints.down('sm'))
  const { width = 'sm', children, onSubmit, onClose } = props
  const send = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <Dialog open onClose={onClose} maxWidth={width} fullWidth fullScreen={isPhone} aria-labelledby={id}>
      <form onSubmit={send} noValidate style={{ display: 'contents' }}>
        <DialogTitle id={id}>{title}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, pt: '8px !important', alignContent: 'start' }}>
          {refused && Object.keys(refused.errors).length === 0 && <Alert severity="error">{refused.message}</Alert>}
          {children}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{translate('ra.action.cancel')}</Button>
          <Button type="submit" variant="contained" loading={isBusy} disabled={!isReady}>
            {submit ?? translate('ra.action.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
