import { bind } from '../database/statement.ts'
import { csvLines, escapeFormula } from '../http/export/csv.ts'
import type { Context } from '../records/context.ts'
import type { Engine } from '../records/engine.ts'
import { inside } from '../tenancy/load.ts'
import { type Cell, isBlank } from './files/table.ts'
import type { Problem } from './row.ts'
import { type Import, type Phase, refusedParts, selectPart, selectResult } from './statements.ts'

/** What is wrong with one row, as its reader is told. */
export interface Complaint {
  readonly sheet: number
  readonly row: number
  readonly column: string | null
  readonly value: string | null
  readonly code: string
  readonly reason: string
}

/** The phase whose refusals count: what was written wins over what was tried. */
const phaseOf = ({ parts }: Import): Phase => (parts > 0 ? 'run' : 'check')

/** The first refusals, in order. */
export async function complaintsOf(
  engine: Engine,
  context: Context,
  found: Import,
  limit: number,
): Promise<Complaint[]> {
  const complaints: Complaint[] = []
  for await (const refusal of refusals(engine, context, found)) {
    complaints.push(...refusal.problems.map((problem) => described(context, found, refusal, problem)))
    if (complaints.length >= limit) break
  }
  return complaints.slice(0, limit)
}

/** The refused rows of a sheet as they came, each with the reason, to be put right and brought in again. */
export async function* refusedRows(
  engine: Engine,
  context: Context,
  found: Import,
  sheet: number,
): AsyncGenerator<string> {
  const { labels = [] } = found.sheets[sheet] ?? {}
  yield `\uFEFF${csvLines([[...labels, context.translate('core:imports.reason')].map(escapeFormula)])}`
  for await (const refusal of refusals(engine, context, found, sheet)) {
    const reasons = refusal.problems.map((problem) => {
      const { column, reason } = described(context, found, refusal, problem)
      return column ? `${column}: ${reason}` : reason
    })
    yield csvLines([[...labels.map((_, at) => textOf(refusal.cells[at])), reasons.join(' ')].map(escapeFormula)])
  }
}

async function* refusals({ database }: Engine, { tenant }: Context, found: Import, only?: number) {
  const phase = phaseOf(found)
  const [, { rows: parts }] = await database.run([inside(tenant.id), bind(refusedParts, tenant.id, found.id, phase)])
  for (const { sheet, part } of parts) {
    if (only !== undefined && sheet !== only) continue
    const [, results, rows] = await database.run([
      inside(tenant.id),
      bind(selectResult, tenant.id, found.id, phase, sheet, part),
      bind(selectPart, tenant.id, found.id, sheet, part),
    ])
    const cells = new Map((rows.rows[0] ?? []).map((row) => [row.number, row.cells]))
    for (const { row, outcome, problems = [] } of results.rows[0] ?? [])
      if (outcome === 'refused') yield { sheet, row, problems, cells: cells.get(row) ?? [] }
  }
}

interface Refused {
  readonly sheet: number
  readonly row: number
  readonly cells: readonly Cell[]
}

function described({ translate }: Context, found: Import, { sheet, row, cells }: Refused, problem: Problem): Complaint {
  const { labels = [], mapping } = found.sheets[sheet] ?? {}
  const { column, field, code, params } = problem
  const value = problem.value ?? (textOf(cells[column ?? -1]).slice(0, 200) || null)
  const resource = mapping?.resource ?? ''
  return {
    sheet,
    row,
    column: column !== null ? (labels[column] ?? null) : field ? translate.field(resource, field) : null,
    value,
    code,
    reason: translate.error(code, { resource, ...(field && { field }), ...params }),
  }
}

const textOf = (cell: Cell | undefined) => (isBlank(cell) ? '' : String(cell))
