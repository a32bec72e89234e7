import { Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material'
import { useEffect } from 'react'
import { useTranslate } from 'react-admin'
import { useFormContext, useFormState } from 'react-hook-form'
import { useBlocker } from 'react-router-dom'

/** With this state one leaves a form whose values are saved. */
export const saved = { isSaved: true } as const

const isSaved = (state: unknown) => (state as Partial<typeof saved> | null)?.isSaved === true

/** Whoever leaves a form with changes is asked first: by a link, by going back, by closing the window. */
export function LeaveGuard() {
  const translate = useTranslate()
  const { control } = useFormContext()
  const { dirtyFields } = useFormState({ control })
  const isDirty = Object.keys(dirtyFields).length > 0
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isDirty && currentLocation.pathname !== nextLocation.pathname && !isSaved(nextLocation.state),
  )
  useEffect(() => {
    if (!isDirty) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isDirty])
  if (blocker.state !== 'blocked') return null
  return (
    <Dialog open onClose={() => blocker.reset()} aria-labelledby="leave-guard">
      <DialogTitle id="leave-guard">{translate('records.form.leave_title')}</DialogTitle>
      <DialogContent>{translate('records.form.leave_text')}</DialogContent>
      <DialogActions>
        <Button onClick={() => blocker.proceed()} color="error">
          {translate('records.form.leave')}
        </Button>
        <Button onClick={() => blocker.reset()} variant="contained" autoFocus>
          {translate('records.form.stay')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
