import { defineError, type PluginSetup } from '@guildhall/sdk'
import { interactions } from './interactions.ts'

export const partyNeeded = defineError('interactions.party_needed', 422)
export const authorIsYou = defineError('interactions.author_is_you', 422)

/** An interaction is with somebody, and nobody writes in another's name. What a plugin brings in may name whom it is from. */
export function attributeInteractions({ before }: PluginSetup) {
  before.write(interactions, ({ next }) => {
    if (!next.client && !next.company) throw partyNeeded({}, [{ path: 'client', code: partyNeeded.code }])
  })
  before.create(interactions, ({ next, scope }) => {
    const isForeign = scope.me !== null && next.author !== scope.me
    if (isForeign) throw authorIsYou({}, [{ path: 'author', code: authorIsYou.code }])
  })
}
