import { clients, companies } from '@guildhall/contract-directory'
import type { PluginSetup, Scope } from '@guildhall/sdk'
import { allDigits } from './phone-digits.ts'
import { type Reachable, similarTo } from './similar.ts'

/** Each save says who else has the same number or address: a warning, never a refusal. */
export function watchForDuplicates({ before }: PluginSetup) {
  before.write(clients, async ({ next, previous, scope }) => {
    if (previous && isReachedAlike(previous, next)) return
    const similar = await scope.asSystem('clients.similar', (system) => similarTo(next, searchClients(system)))
    return {
      phoneDigits: allDigits(next.phones),
      similar: similar.map(({ id }) => id),
    }
  })
  before.write(companies, async ({ next, previous, scope }) => {
    if (previous && isReachedAlike(previous, next)) return
    const similar = await scope.asSystem('companies.similar', (system) => similarTo(next, searchCompanies(system)))
    return {
      phoneDigits: allDigits(next.phones),
      similar: similar.map(({ id }) => id),
    }
  })
}

/** Enough for a warning: who has more namesakes than this has another problem. */
const limit = 20

export const searchClients = (scope: Scope) => (search: string) => scope.records(clients).list({ search, limit })
export const searchCompanies = (scope: Scope) => (search: string) => scope.records(companies).list({ search, limit })

function isReachedAlike(one: Pick<Reachable, 'phones' | 'email'>, other: Pick<Reachable, 'phones' | 'email'>): boolean {
  return one.email === other.email && allDigits(one.phones) === allDigits(other.phones)
}
