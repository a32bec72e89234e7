import { useManifest } from '@guildhall/admin-ui'
import { useEffect, useState } from 'react'

/** The present moment, again each second while it matters. */
export function useNow(isOn: boolean): number {
  const [now, setNow] = useState(Date.now())
  useEffect(() => {
    if (!isOn) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [isOn])
  return now
}

/** The time on the wall, where the business is, whatever the day; nothing for nothing. */
export function useWallClock(): (instant: string | null) => string {
  const { language, zone } = useManifest()
  const form = new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone: zone })
  return (instant) => (instant ? form.format(new Date(instant)) : '')
}

/** The time of day, where the business is; with its date where that is not today's. */
export function useTimeOfDay(): (instant: string) => string {
  const { language, zone } = useManifest()
  const form = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: zone })
  const dayOf = (at: Date) => form({ dateStyle: 'short' }).format(at)
  return (instant) => {
    const at = new Date(instant)
    const isToday = dayOf(at) === dayOf(new Date())
    return form(isToday ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' }).format(at)
  }
}

/** `0:07:30`. */
export function clockText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}
