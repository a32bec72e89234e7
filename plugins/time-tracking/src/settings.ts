import { boolean, date, enumeration, integer, type Scope, text } from '@guildhall/sdk'

import { networkLines } from './networks.ts'

export const settings = {
  /** What a second start does: ends the first timer, or asks. */
  secondTimer: enumeration(['switch', 'ask'], { default: 'switch' }),
  /** Time on a project is booked on one of its tasks. */
  taskRequired: boolean({ default: false }),
  /** So many hours after it ended, a person may still change time of his own. */
  editHours: integer({ default: 48, minimum: 0, maximum: 8_760 }),
  /** How old may be what a browser kept while it was offline. */
  offlineHours: integer({ default: 24, minimum: 1, maximum: 720 }),
  rounding: enumeration(['none', 'up', 'nearest'], { default: 'none' }),
  roundingMinutes: integer({ default: 15, minimum: 1, maximum: 60 }),
  /** What a timesheet spans. */
  timesheet: enumeration(['week', 'month'], { default: 'week' }),
  /** Up to this day nothing is added or changed any more, once the days of grace are over. */
  lockedUntil: date({ optional: true }),
  graceDays: integer({ default: 0, minimum: 0, maximum: 60 }),
  /** A timer that runs longer was forgotten. */
  longestHours: integer({ default: 10, minimum: 1, maximum: 48 }),
  /** What becomes of it: its person is asked, or it is ended there. */
  forgotten: enumeration(['ask', 'stop'], { default: 'ask' }),
  /** Minutes without a key or a movement, after which the browser asks. */
  idleMinutes: integer({ default: 15, minimum: 1, maximum: 240 }),
  /** The networks people come from to clock in and start timers, as CIDR, one on each line; from anywhere where there is none. */
  networks: text({ optional: true, multiline: true, maxLength: 4000, pattern: networkLines }),
} as const

export const settingOf = <T>(scope: Scope, name: keyof typeof settings): T => scope.setting<T>('time-tracking', name)
