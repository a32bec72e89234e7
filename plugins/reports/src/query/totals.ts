import type { Cell, Scope } from '@guildhall/sdk'
import type { Plan } from './plan.ts'
import { cellText, type ResultLine } from './result.ts'

/** Of amounts that are not added up. */
const between = ' · '

/** Two figures together. Amounts of different currencies stand one after the other, and shares are not added up. */
export function added(scope: Scope, one: Cell, other: Cell): Cell {
  if (!one || !other) return one ?? other
  if (one.kind === 'duration' && other.kind === 'duration') return { ...one, seconds: one.seconds + other.seconds }
  if (one.kind === 'number' && other.kind === 'number') return { ...one, value: one.value + other.value }
  if (one.kind === 'money' && other.kind === 'money' && one.currency === other.currency)
    return { ...one, amount: one.amount + other.amount }
  return { kind: 'plain', text: [one, other].map((cell) => cellText(scope, cell)).join(between) }
}

/** The foot of a list of records: what its durations, its amounts and the figures beside it come to, currency by currency. */
export function footOf(scope: Scope, plan: Plan) {
  const sums = plan.columns.map(({ kind }) => kind === 'duration' || kind === 'money')
  const beside = plan.beside.flatMap(({ plan: { figures } }) =>
    figures.map(({ of, metric }) => (metric ? !('share' in metric.formula) : of === 'sum' || of === 'count')),
  )
  const isSummed = [...sums, ...beside]
  const amounts = isSummed.map(() => new Map<string, Cell>())
  return {
    add({ cells }: ResultLine): void {
      for (const [at, cell] of cells.entries()) {
        if (!cell || !isSummed[at]) continue
        const key = cell.kind === 'money' ? cell.currency : ''
        amounts[at]?.set(key, added(scope, amounts[at]?.get(key) ?? null, cell))
      }
    },
    /** None where nothing can be added up. */
    lines(): ResultLine[] {
      if (!amounts.some(({ size }) => size > 0)) return []
      const cells = amounts.map((byCurrency, at): Cell => {
        const sum = [...byCurrency.values()].reduce<Cell>((all, cell) => added(scope, all, cell), null)
        return sum ?? (at === 0 ? { kind: 'plain', text: scope.t('reports:total') } : null)
      })
      return [{ cells, keys: [], isTotal: true }]
    },
  }
}
