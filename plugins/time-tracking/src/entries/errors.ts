import { defineError } from '@guildhall/sdk'

export const overlap = defineError('time.overlap', 409)
export const endMissing = defineError('time.end_missing', 422)
export const endsBeforeStart = defineError('time.ends_before_start', 422)
export const inFuture = defineError('time.in_future', 422)
export const tooOld = defineError<{ count: number }>('time.too_old', 422)
export const taskRequired = defineError<{ parts: readonly string[] }>('time.task_required', 422)
export const locked = defineError('time.locked', 409)
export const billed = defineError('time.billed', 409)
export const sheetApproved = defineError('time.sheet_approved', 409)
export const windowOver = defineError<{ count: number }>('time.window_over', 403)
export const alreadyRunning = defineError<{ subject: string; since: string }>('time.already_running', 409)
export const nothingRuns = defineError('time.nothing_runs', 409)
