import { v7 as uuid } from 'uuid'
import { bind } from '../database/statement.ts'
import type { Context } from '../records/context.ts'
import type { Engine } from '../records/engine.ts'
import { invalid } from '../records/errors.ts'
import { inside } from '../tenancy/load.ts'
import { empty, tooMany } from './errors.ts'
import { tablesIn } from './files/read.ts'
import { type Cell, isBlank, mostColumns, type Table, type TableRow } from './files/table.ts'
import type { Sheet } from './mapping.ts'
import { countOpen, insertImport, insertPart, setSheets } from './statements.ts'

export interface GivenFile {
  readonly name: string
  readonly bytes: Buffer
}

/** Rows of one part: as many as are looked up, judged and written together. */
const partSize = 1000
const mostSheets = 50
const mostOpen = 20
const sampled = 5
const daysKept = 7

/** Takes up a file: its rows are kept with the tenant's data until they are written or a week is over. */
export async function keepFile(engine: Engine, context: Context, file: GivenFile, largest: number): Promise<string> {
  const { tenant, actor, clock, userId } = context
  const [, { rows }] = await engine.database.run([inside(tenant.id), bind(countOpen, tenant.id, actor.id, clock.now())])
  if ((rows[0] ?? 0) >= mostOpen) throw tooMany({ limit: mostOpen })
  const id = uuid()
  const until = new Date(Date.parse(clock.now()) + daysKept * 86_400_000).toISOString()
  await engine.database.run([
    inside(tenant.id),
    bind(insertImport, tenant.id, id, actor.id, userId, clock.now(), until),
  ])
  await addFile(engine, context, { id, sheets: [] }, file, largest)
  return id
}

/** Puts the sheets of one more file beside those that are there. */
export async function addFile(
  { database }: Engine,
  { tenant }: Context,
  { id, sheets: before }: { readonly id: string; readonly sheets: readonly Sheet[] },
  { name, bytes }: GivenFile,
  largest: number,
): Promise<void> {
  const sheets = [...before]
  for await (const table of tablesIn(name, bytes, largest)) {
    if (sheets.length >= mostSheets) throw tooMany({ limit: mostSheets })
    const sheet = await keepTable(table, sheets.length)
    if (sheet) sheets.push(sheet)
  }
  if (sheets.length === before.length) throw empty()
  const total = sheets.reduce((sum, { rows }) => sum + rows, 0)
  await database.run([inside(tenant.id), bind(setSheets, tenant.id, id, JSON.stringify(sheets), total)])

  async function keepTable(table: Table, index: number): Promise<Sheet | null> {
    const rows = table.rows[Symbol.asyncIterator]()
    const head = await nextFull(rows)
    if (!head) return null
    const labels = labelsIn(head.cells)
    const samples: (readonly Cell[])[] = []
    let [parts, count] = [0, 0]
    let waiting: TableRow[] = []
    const flush = async () => {
      const [first] = waiting
      if (!first) return
      const text = JSON.stringify(waiting.map(({ number, cells }) => [number, ...cells.slice(0, labels.length)]))
      await database.run([
        inside(tenant.id),
        bind(insertPart, tenant.id, id, index, parts, first.number, text.replaceAll('\\u0000', '')),
      ])
      parts++
      waiting = []
    }
    for (let row = await nextFull(rows); row; row = await nextFull(rows)) {
      count++
      if (samples.length < sampled) samples.push(labels.map((_, at) => row.cells[at] ?? null))
      if (waiting.push(row) >= partSize) await flush()
    }
    await flush()
    return count === 0 ? null : { name: table.name, labels, rows: count, parts, samples, mapping: null }
  }
}

async function nextFull(rows: AsyncIterator<TableRow>): Promise<TableRow | null> {
  for (let next = await rows.next(); !next.done; next = await rows.next())
    if (next.value.cells.some((cell) => !isBlank(cell))) return next.value
  return null
}

function labelsIn(cells: readonly Cell[]): string[] {
  const last = cells.findLastIndex((cell) => !isBlank(cell))
  if (last >= mostColumns)
    throw invalid({}, [{ path: 'file', code: 'validation.max_items', params: { limit: mostColumns } }])
  return cells.slice(0, last + 1).map((cell) => (isBlank(cell) ? '' : String(cell).slice(0, 200)))
}
