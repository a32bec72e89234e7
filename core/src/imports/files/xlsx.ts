import { Readable } from 'node:stream'
import type ExcelJS from 'exceljs'
import { hours } from '../../http/export/cells.ts'
import { unreadable } from '../errors.ts'
import type { Cell, Table, TableRow } from './table.ts'

/** The sheets of a workbook, one after the other; each is to be read before the next is asked for. */
export async function* xlsxTables(bytes: Buffer): AsyncGenerator<Table> {
  // Large, and only needed here: a process that reads no workbook does not carry it.
  const { default: excel } = await import('exceljs')
  const reader = new excel.stream.xlsx.WorkbookReader(Readable.from([bytes]), {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  })
  try {
    for await (const sheet of reader) {
      const { name } = sheet as unknown as { name?: string }
      yield { name: name ?? 'Sheet', rows: rowsOf(sheet) }
    }
  } catch (error) {
    throw error instanceof Error && 'code' in error && String(error.code).startsWith('imports.') ? error : unreadable()
  }
}

async function* rowsOf(sheet: ExcelJS.stream.xlsx.WorksheetReader): AsyncGenerator<TableRow> {
  for await (const row of sheet) {
    const values = row.values as ExcelJS.CellValue[]
    yield { number: row.number, cells: Array.from(values.slice(1), cellOf) }
  }
}

/** Of a formula its result counts, of a link its text. */
function cellOf(value: ExcelJS.CellValue | undefined): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'number' || typeof value === 'boolean') return value
  if (value instanceof Date) return momentOf(value)
  if ('richText' in value) return value.richText.map(({ text }) => text).join('')
  if ('text' in value) return cellOf(value.text as ExcelJS.CellValue)
  if ('result' in value) return cellOf(value.result as ExcelJS.CellValue)
  return null
}

const epoch = Date.UTC(1899, 11, 30)

/** What a cell with a time's format shows: spans are counted from the epoch of spreadsheets, dates have no time of day. */
function momentOf(value: Date): Cell {
  const milliseconds = value.getTime()
  if (Number.isNaN(milliseconds)) return null
  if (value.getUTCFullYear() < 1905) return hours(Math.round((milliseconds - epoch) / 1000))
  const text = new Date(Math.round(milliseconds / 1000) * 1000).toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19)
}
