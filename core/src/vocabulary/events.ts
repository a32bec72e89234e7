import { defineEvent, Type } from '@guildhall/sdk'

/** A tenant said something in its own words, or took it back. */
export const wordsChanged = defineEvent(
  'core.words.changed',
  Type.Object({ language: Type.String(), count: Type.Integer() }),
)
