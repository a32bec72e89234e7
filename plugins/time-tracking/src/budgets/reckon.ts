import { budgetReached, timeEntries } from '@guildhall/contract-time-tracking'
import type { DraftOf, PluginSetup, RecordOf, Scope } from '@guildhall/sdk'
import { timeBudgets } from './budgets.ts'

type Budget = RecordOf<typeof timeBudgets.fields>

/** In percent. */
const shares = [80, 100] as const

/** What is used of a budget follows every entry; near its end and at its end that is told once each. */
export function reckonBudgets({ after }: PluginSetup) {
  after.write(timeEntries, async ({ record, previous, scope }) => {
    const isSame = previous && record.time === previous.time && record.project === previous.project
    if (isSame || (!record.endedAt && !previous?.endedAt)) return
    for (const project of new Set([record.project, previous?.project])) if (project) await reckon(scope, project)
  })
  after.delete(timeEntries, async ({ record, scope }) => {
    if (record.project && record.endedAt) await reckon(scope, record.project)
  })
  after.create(timeBudgets, ({ record, scope }) => reckon(scope, record.project))
}

async function reckon(scope: Scope, project: string): Promise<void> {
  await scope.asSystem('time-tracking.budget', async (system) => {
    const budget = await system.records(timeBudgets).first({ where: { project } })
    if (!budget) return
    const used = await usedOf(system, budget)
    const share = shareOf(budget, used)
    const now = system.clock.now()
    const [isNear, isFull] = [share >= shares[0], share >= shares[1]]
    await system.records(timeBudgets).update(budget.id, {
      ...used,
      nearAt: isNear ? (budget.nearAt ?? now) : null,
      fullAt: isFull ? (budget.fullAt ?? now) : null,
    })
    if (isFull && !budget.fullAt) await system.emit(budgetReached, { id: budget.id, share: shares[1] })
    else if (isNear && !budget.nearAt) await system.emit(budgetReached, { id: budget.id, share: shares[0] })
  })
}

type Used = Pick<DraftOf<typeof timeBudgets.fields>, 'usedTime' | 'usedAmount'>

async function usedOf(scope: Scope, { project, amount }: Budget): Promise<Used> {
  const [, id = ''] = project.split('/')
  const rows = await scope.sql<{ currency: string | null; time: string | null; amount: string | null }>(
    timeEntries,
    (entries) =>
      entries
        .where('project_id', id)
        .sum({ time: 'time', amount: 'amount_amount' })
        .groupBy('amount_currency')
        .select({ currency: 'amount_currency' }),
  )
  const currency = amount?.currency
  return {
    usedTime: rows.reduce((sum, row) => sum + Number(row.time ?? 0), 0),
    // Amounts of another currency are none of this budget's.
    usedAmount: currency
      ? { amount: Number(rows.find((row) => row.currency === currency)?.amount ?? 0), currency }
      : null,
  }
}

/** How much of the tighter of the two is used, in percent. */
function shareOf({ time, amount }: Budget, { usedTime, usedAmount }: Used): number {
  const ofTime = time ? ((usedTime ?? 0) / time) * 100 : 0
  const ofAmount = amount?.amount ? ((usedAmount?.amount ?? 0) / amount.amount) * 100 : 0
  return Math.max(ofTime, ofAmount)
}
