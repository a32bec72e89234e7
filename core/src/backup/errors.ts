import { defineError } from '@guildhall/sdk'

/** A backup is brought back into an installation that has nothing yet. */
export const notEmpty = defineError<{ users: number }>('archives.not_empty', 409)
/** It was made with another GUILDHALL_SECRET, without which much of it cannot be read. */
export const otherSecret = defineError('archives.other_secret', 409)
