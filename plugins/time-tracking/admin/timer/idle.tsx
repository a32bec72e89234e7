import type { GuildhallData } from '@guildhall/admin-ui'
import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material'
import { useEffect, useState } from 'react'
import { useDataProvider, useNotify, useTranslate } from 'react-admin'
import { useTimeOfDay } from './use-now.ts'
import type { Running } from './use-timer.ts'

interface IdleProps {
  readonly running: Running
  readonly minutes: number
  readonly stop: (at?: string) => Promise<void>
}

/** Asks whoever has not touched anything for a while what becomes of that time; the board tells that he is not there. */
export function Idle({ running, minutes, stop }: IdleProps) {
  const translate = useTranslate()
  const timeOfDay = useTimeOfDay()
  const notify = useNotify()
  const data = useDataProvider<GuildhallData>()
  const [since, setSince] = useState<string | null>(null)

  useEffect(() => {
    let last = Date.now()
    const touched = () => {
      last = Date.now()
    }
    const events = ['pointermove', 'pointerdown', 'keydown', 'scroll'] as const
    for (const name of events) addEventListener(name, touched, { passive: true })
    const timer = setInterval(() => {
      if (Date.now() - last >= minutes * 60_000) setSince((before) => before ?? new Date(last).toISOString())
    }, 15_000)
    return () => {
      for (const name of events) removeEventListener(name, touched)
      clearInterval(timer)
    }
  }, [minutes])

  const tell = (at: string | null) =>
    data.call('/time-tracking/timer/idle', { method: 'POST', body: { since: at } }).catch(() => {})
  // Told once, when it begins.
  useEffect(() => {
    if (since) void tell(since)
  }, [since])

  if (!since) return null
  async function keepOn() {
    setSince(null)
    await tell(null)
  }
  async function discard(at: string) {
    setSince(null)
    await stop(at < running.startedAt ? running.startedAt : at).catch((error: Error) =>
      notify(error.message, { type: 'error' }),
    )
  }
  return (
    <Dialog open onClose={() => void keepOn()} aria-labelledby="idle">
      <DialogTitle id="idle">{translate('time-tracking:slots.timer.idle')}</DialogTitle>
      <DialogContent>
        <Typography>
          {translate('time-tracking:slots.timer.idleText', { at: timeOfDay(since), title: running.title ?? '' })}
        </Typography>
      </DialogContent>
      <DialogActions>
        <Button onClick={() => void discard(since)}>{translate('time-tracking:slots.timer.discard')}</Button>
        <Button variant="contained" onClick={() => void keepOn()}>
          {translate('time-tracking:slots.timer.keep')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
