import { staff } from '@guildhall/contract-directory'
import { leaveKinds } from '@guildhall/contract-leave'
import type { RecordOf, Scope, ShortJob } from '@guildhall/sdk'
import { amountOf, quantityOf } from '../kinds/measure.ts'
import { leavePolicies } from '../kinds/policies.ts'
import { seedKinds } from '../kinds/seed.ts'
import { holdAccount } from '../ledger/accounts.ts'
import { leaveLedger } from '../ledger/ledger.ts'
import { type Booked, movesOf } from '../ledger/settle.ts'
import { sumOf } from '../ledger/sums.ts'
import { teamOf } from '../people.ts'
import { type Allowance, dayIn, type Employment, entitledTo, later } from './entitlement.ts'

type Kind = RecordOf<typeof leaveKinds.fields>
type Policy = Allowance & Pick<Kind, 'carryOver' | 'carryUntil'>

/**
 * Gives everybody what the year has given him so far, and takes what did not go over. Each is a difference to what the ledger says, under a
 * name that is written once: run twice, by two nodes or after a pause, it comes to the same.
 */
export const turn: ShortJob = {
  cron: '5 0 * * *',
  async run(scope, { data, progress }) {
    if ((data as { seeds?: boolean } | null)?.seeds) await seedKinds(scope)
    const team = await teamOf(scope)
    for (const [index, { id }] of team.entries()) {
      await turnFor(scope, id)
      await progress(index + 1, team.length)
    }
  },
}

export async function turnFor(scope: Scope, person: string): Promise<void> {
  await scope.asSystem('leave.turn', async (system) => {
    const kinds = await system.records(leaveKinds).list({ where: { consumes: true } })
    await holdAccount(system, person)
    const card = await system.records(staff).first({ where: { person } })
    const policies = await system.records(leavePolicies).list({ where: { person } })
    for (const kind of kinds) {
      const policy = policies.find((each) => each.kind === kind.id) ?? kind
      const moves = (await movesOf(system, person)).filter((move) => move.kind === kind.id)
      const expired = await expire(system, { person, kind, policy, moves })
      await grant(system, { person, kind, policy, moves: [...moves, ...expired], card })
    }
  })
}

interface Turning {
  readonly person: string
  readonly kind: Kind
  readonly policy: Policy
  readonly moves: readonly Booked[]
}

async function grant(
  system: Scope,
  { person, kind, policy, card }: Turning & { readonly card: Employment | null },
): Promise<void> {
  const today = system.clock.today(system.tenant.zone)
  const year = today.slice(0, 4)
  const where = { person, kind: kind.id, cause: 'grant', on_gte: `${year}-01-01`, on_lte: `${year}-12-31` } as const
  const given = await system.records(leaveLedger).list({ where })
  const employed = { startsOn: card?.startsOn ?? null, endsOn: card?.endsOn ?? null }
  const missing = entitledTo(policy, kind.unit, employed, today) - sumOf(given)
  if (missing === 0) return
  const first = later(`${year}-01-01`, employed.startsOn)
  const on = given.length === 0 ? first : policy.accrual === 'monthly' ? later(first, `${today.slice(0, 7)}-01`) : today
  await write(system, { person, kind, on, amount: missing, cause: 'grant', once: `${year} ${given.length + 1}` })
}

/** At the turn of the year what is above the cap, and after the last day of what went over what of it is left. */
async function expire(system: Scope, { person, kind, policy, moves }: Turning): Promise<Booked[]> {
  const today = system.clock.today(system.tenant.zone)
  const year = Number(today.slice(0, 4))
  const lastOfOld = `${year - 1}-12-31`
  const over = Math.max(0, sumOf(moves.filter(({ on }) => on <= lastOfOld)))
  const cap = policy.carryOver === null ? over : amountOf(policy.carryOver, kind.unit)
  const lines: Booked[] = []
  const lose = async (on: string, amount: number, once: string) => {
    if (amount <= 0 || !(await write(system, { person, kind, on, amount: -amount, cause: 'expiry', once }))) return
    lines.push({ on, amount: -amount, kind: kind.id, request: null })
  }
  await lose(lastOfOld, over - cap, `${year} cap`)
  const until = policy.carryUntil && dayIn(year, policy.carryUntil)
  if (until && until < today) {
    const taken = moves.filter(({ on, request }) => request !== null && on > lastOfOld && on <= until)
    await lose(until, Math.min(over, cap) + sumOf(taken), `${year} carried`)
  }
  return lines
}

interface Line {
  readonly person: string
  readonly kind: Kind
  readonly on: string
  readonly amount: number
  readonly cause: 'grant' | 'expiry'
  readonly once: string
}

async function write(system: Scope, { person, kind, on, amount, cause, once }: Line): Promise<boolean> {
  const origin = `${cause} ${once} ${kind.id} ${person}`
  if (await system.records(leaveLedger).first({ where: { origin } })) return false
  const quantity = quantityOf(amount, kind.unit)
  await system.records(leaveLedger).create({ person, kind: kind.id, on, amount, quantity, cause, origin } as never)
  return true
}
