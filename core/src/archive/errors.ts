import { defineError } from '@guildhall/sdk'

/** Cut off, changed, or no archive at all. */
export const damaged = defineError<{ part: string }>('archives.damaged', 422)
export const formatUnknown = defineError<{ format: string }>('archives.format_unknown', 422)
export const passphraseNeeded = defineError('archives.passphrase_needed', 422)
export const passphraseWrong = defineError('archives.passphrase_wrong', 422)
export const pluginsMissing = defineError<{ plugins: string }>('archives.plugins_missing', 409)
export const pluginsOlder = defineError<{ plugins: string }>('archives.plugins_older', 409)
export const pluginsOther = defineError<{ plugins: string }>('archives.plugins_differ', 409)
/** What was read back is not what was written. */
export const notEqual = defineError<{ tables: string }>('archives.not_equal', 409)
