import { Cron } from 'croner'

/**
 * The last moment a five-field cron expression names after one instant and not after another, in a zone; null when there is none.
 * A local time that does not exist (clocks set forward) is the moment after the gap; one that comes twice is its first.
 */
export function lastOccurrence(cron: string, zone: string, after: Date, until: Date): Date | null {
  const expression = parseCron(cron, zone)
  const first = expression.nextRun(after)
  if (!first || first > until) return null
  const recent = expression.previousRuns(2, new Date(until.getTime() + 1000))
  return recent.find((moment) => moment <= until && moment > after) ?? first
}

/** @throws Error when the expression is wrong */
export function checkCron(cron: string): void {
  parseCron(cron, 'UTC')
}

/** When it runs next, for people to see. */
export function nextOccurrence(cron: string, zone: string, after: Date): Date | null {
  return parseCron(cron, zone).nextRun(after)
}

function parseCron(cron: string, zone: string): Cron {
  return new Cron(cron, { mode: '5-part', timezone: zone, paused: true })
}
