import type { Scope } from '@guildhall/sdk'
import { inFuture, tooOld } from '../entries/errors.ts'
import { settingOf } from '../settings.ts'

/** How far a browser's clock may go ahead of ours, in milliseconds. */
const ahead = 60_000

/**
 * When something happened. The clock of the server says it; a browser that was offline says it itself, within bounds.
 * @throws `time.in_future`, `time.too_old` (422)
 */
export function momentOf(scope: Scope, given: string | undefined): string {
  const now = scope.clock.now()
  if (given === undefined) return now
  const distance = Date.parse(now) - Date.parse(given)
  if (distance < -ahead) throw inFuture({}, [{ path: 'at', code: inFuture.code }])
  const hours = settingOf<number>(scope, 'offlineHours')
  if (distance > hours * 3_600_000)
    throw tooOld({ count: hours }, [{ path: 'at', code: tooOld.code, params: { count: hours } }])
  return distance < 0 ? now : new Date(Date.parse(given)).toISOString()
}
