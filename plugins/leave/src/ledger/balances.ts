import { leaveKinds, leaveRequests } from '@guildhall/contract-leave'
import { type RouteDefinition, type Scope, type Static, Type } from '@guildhall/sdk'
import { quantityOf } from '../kinds/measure.ts'
import { leaveLedger } from './ledger.ts'
import { movesOf } from './settle.ts'
import { sumOf } from './sums.ts'

const query = Type.Object({ person: Type.Optional(Type.String({ format: 'uuid' })) }, { additionalProperties: false })
const balance = Type.Object({
  ...{ kind: Type.String(), name: Type.String(), color: Type.String(), unit: Type.String() },
  /** What is left until the end of the year, pending requests taken off; days, or hours of a kind that counts hours. */
  left: Type.Number(),
  /** Taken or still to be taken this year, and of that what waits for a decision. */
  used: Type.Number(),
  pending: Type.Number(),
})

/** A person's balances, the reader's own unless told: each a sum over the ledger as the reader may read it. */
export const balancesRoute: RouteDefinition = {
  ...{ method: 'GET', path: '/balances', query, response: Type.Array(balance), seeAs: 'seen' },
  access: { action: 'read', resource: leaveLedger.name },
  summary: 'leave:openapi.balances',
  async run({ scope, query: asked }) {
    const { person = scope.me } = asked as Static<typeof query>
    return person ? balancesOf(scope, person) : []
  },
}

export async function balancesOf(scope: Scope, person: string): Promise<Static<typeof balance>[]> {
  const year = scope.clock.today(scope.tenant.zone).slice(0, 4)
  const moves = (await movesOf(scope, person)).filter(({ on }) => on <= `${year}-12-31`)
  const waiting = scope.may(leaveRequests.name, 'read', 'amount')
    ? await scope.records(leaveRequests).list({ where: { person, status: 'pending' } })
    : []
  const kinds = await scope.records(leaveKinds).list({ where: { consumes: true }, sort: ['name', 'ASC'] })
  return kinds.map(({ id, name, color, unit }) => {
    const own = moves.filter(({ kind }) => kind === id)
    const used = own.filter(({ on, request }) => request !== null && on >= `${year}-01-01`)
    const pending = waiting.filter(({ kind }) => kind === id).map(({ startsOn: on, amount }) => ({ on, amount }))
    return {
      ...{ kind: id, name, color, unit, left: quantityOf(sumOf(own), unit) },
      ...{ used: quantityOf(-sumOf(used), unit) + 0, pending: quantityOf(sumOf(pending), unit) },
    }
  })
}
