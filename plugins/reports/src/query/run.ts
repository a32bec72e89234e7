import type { Definition } from '@guildhall/contract-reports'
import type { Scope } from '@guildhall/sdk'
import { figuresBeside } from './beside.ts'
import { token } from './place.ts'
import { type Plan, type PlanOptions, planOf } from './plan.ts'
import { columnsOfPlan, lineOf, type RawLine, type ResultColumn, type ResultLine, rowOf } from './result.ts'
import { linesStatement, rowsStatement } from './statements.ts'
import { footOf } from './totals.ts'

export interface Result {
  readonly plan: Plan
  readonly columns: readonly ResultColumn[]
  readonly lines: readonly ResultLine[]
  /** One for each currency. */
  readonly totals: readonly ResultLine[]
  /** There is more than is shown. */
  readonly more: boolean
}

/** As many as a screen shows; a file has them all. */
export const mostLines = 500
/** As many as a file has. */
export const mostInFile = 100_000

/** Runs a report for whoever reads. */
export async function runReport(
  scope: Scope,
  definition: Definition,
  options: PlanOptions & { readonly most?: number } = {},
): Promise<Result> {
  return runPlan(scope, planOf(scope, definition, options), options.most)
}

export async function runPlan(scope: Scope, plan: Plan, most = mostLines): Promise<Result> {
  const resource = token(plan.catalogue.dataset.resource)
  const columns = columnsOfPlan(scope, plan)
  if (plan.figures.length === 0) {
    if (plan.columns.length === 0) return { plan, columns, lines: [], totals: [], more: false }
    const rows = await scope.sql<RawLine>(resource, rowsStatement(scope, plan, most + 1))
    const beside = await figuresBeside(scope, plan, mostInFile)
    const more = rows.length > most
    const lines = rows.slice(0, most).map((row) => rowOf(scope, plan, row, beside))
    const foot = footOf(scope, plan)
    if (!more) lines.forEach(foot.add)
    return { plan, columns, lines, totals: foot.lines(), more }
  }
  const isSpread = plan.groups.some(({ field }) => field.kind === 'refs')
  // Totals come first, one a currency, and are never cut off.
  const raw = await scope.sql<RawLine>(resource, linesStatement(scope, plan, most + 51))
  const apart = isSpread ? await scope.sql<RawLine>(resource, linesStatement(scope, { ...plan, groups: [] }, 50)) : []
  const all = [...apart, ...raw].map((line) => lineOf(scope, plan, line))
  const lines = plan.groups.length === 0 ? all : all.filter(({ isTotal }) => !isTotal)
  const totals = plan.groups.length === 0 ? [] : all.filter(({ isTotal }) => isTotal)
  return {
    plan,
    columns,
    lines: lines.slice(0, most),
    totals: lines.length === 0 ? [] : totals,
    more: lines.length > most,
  }
}

/** All the lines in portions: records are read by a cursor, so that their number does not matter to memory. */
export async function* readLines(scope: Scope, plan: Plan): AsyncGenerator<readonly ResultLine[]> {
  if (plan.figures.length > 0) {
    const { lines, totals } = await runPlan(scope, plan, mostInFile)
    yield [...lines, ...totals]
    return
  }
  if (plan.columns.length === 0) return
  const statement = rowsStatement(scope, plan, mostInFile)
  const beside = await figuresBeside(scope, plan, mostInFile)
  const foot = footOf(scope, plan)
  for await (const rows of scope.sqlInPortions<RawLine>(token(plan.catalogue.dataset.resource), statement)) {
    const lines = rows.map((row) => rowOf(scope, plan, row, beside))
    lines.forEach(foot.add)
    yield lines
  }
  yield foot.lines()
}
