import { isArchive, requireBounded } from './archive.ts'
import { csvTable } from './csv.ts'
import type { Table } from './table.ts'
import { xlsxTables } from './xlsx.ts'

/** How many times its own size a workbook may unpack to, and what is always allowed. */
const unpacked = { times: 40, least: 64 * 1_048_576 }

/** The tables of a file, by what is in it; its name says nothing but what it is called. */
export async function* tablesIn(name: string, bytes: Buffer, largest: number): AsyncGenerator<Table> {
  const called = name.replace(/\.[^.]{1,5}$/, '').slice(0, 100) || name
  if (!isArchive(bytes)) {
    yield csvTable(called, bytes)
    return
  }
  await requireBounded(bytes, Math.min(Math.max(bytes.length * unpacked.times, unpacked.least), largest * 20))
  yield* xlsxTables(bytes)
}
