import { defineError } from '@guildhall/sdk'

export const administratorsOnly = defineError('words.administrators_only', 403)
export const unknownWord = defineError('words.unknown_key', 404)
export const unknownLanguage = defineError('words.language_not_offered', 404)
export const languageThere = defineError<{ language: string }>('words.language_there', 409)
/** It came with the installation's files. */
export const languageShipped = defineError<{ language: string }>('words.language_shipped', 409)
export const languageInUse = defineError<{ language: string; tenants: readonly string[] }>('words.language_in_use', 409)
