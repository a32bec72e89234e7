import type { Scope, Static } from '@guildhall/sdk'
import { amountOf } from '../output/amount.ts'
import { periodText } from '../output/file.ts'
import { cellText, type ResultLine } from '../query/result.ts'
import type { Result } from '../query/run.ts'
import type { resultSchema } from './schemas.ts'

/** A result as it goes to a screen. */
export function shown(scope: Scope, { plan, columns, lines, totals, more }: Result): Static<typeof resultSchema> {
  const line = ({ cells, keys, id }: ResultLine) => ({
    texts: cells.map((cell) => cellText(scope, cell)),
    values: cells.map(amountOf),
    keys: [...keys],
    ...(id && { id }),
  })
  return {
    resource: plan.catalogue.dataset.resource,
    columns: columns.map(({ label, isFigure, unit }) => ({ label, isFigure, unit })),
    lines: lines.map(line),
    totals: totals.map(line),
    more,
    period: periodText(scope, plan),
    notes: [...plan.notes],
  }
}
