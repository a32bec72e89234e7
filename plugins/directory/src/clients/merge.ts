import { clients } from '@guildhall/contract-directory'
import { defineError } from '@guildhall/sdk'
import { merging } from '../duplicates/merging.ts'

export const sameClient = defineError('clients.same', 422)
export const bothSignIn = defineError('clients.both_sign_in', 409)

/** His login and his companies come along as well. */
export const mergeClients = merging(clients, {
  same: sameClient,
  prepare(duplicate, { record }) {
    if (!duplicate.person) return undefined
    if (record.person) throw bothSignIn()
    // A login stands on one card only, so the duplicate gives it up first.
    return (system) => system.records(clients).update(duplicate.id, { person: null })
  },
  more: (winner, duplicate) => ({
    person: winner.person ?? duplicate.person,
    companies: [...new Set([...winner.companies, ...duplicate.companies])],
  }),
})
