import type { Cell, Scope } from '@guildhall/sdk'
import { token } from './place.ts'
import type { Plan } from './plan.ts'
import { lineOf, type RawLine } from './result.ts'
import { linesStatement } from './statements.ts'
import { added } from './totals.ts'

/** The figures of each dataset beside a report's records, by the record they belong to. */
export async function figuresBeside(scope: Scope, { beside }: Plan, most: number): Promise<Map<string, Cell[]>[]> {
  const found: Map<string, Cell[]>[] = []
  for (const { plan } of beside) {
    const raw = await scope.sql<RawLine>(token(plan.catalogue.dataset.resource), linesStatement(scope, plan, most))
    const figures = new Map<string, Cell[]>()
    for (const line of raw.map((one) => lineOf(scope, plan, one))) {
      const [key] = line.keys
      if (line.isTotal || key === null || key === undefined) continue
      const cells = line.cells.slice(-plan.figures.length)
      // Amounts of several currencies have a line for each.
      const before = figures.get(key)
      figures.set(key, before ? cells.map((cell, at) => added(scope, before[at] ?? null, cell)) : [...cells])
    }
    found.push(figures)
  }
  return found
}
