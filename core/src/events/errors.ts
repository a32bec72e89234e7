import { defineError } from '@guildhall/sdk'

export const administratorsOnly = defineError('events.administrators_only', 403)
export const unknownDeadLetter = defineError('events.dead_letter_unknown', 404)
export const unknownJob = defineError<{ job: string }>('events.job_unknown', 404)
export const pluginOff = defineError<{ plugin: string }>('events.plugin_off', 409)
export const tooManyStreams = defineError<{ limit: number }>('events.too_many_streams', 429)
/** Why a delivery became a dead letter, where no refusal says it. */
export const interrupted = defineError('events.interrupted', 500)
export const failed = defineError('events.failed', 500)
