import type { Sheet } from '@guildhall/sdk'
import { csvText } from './cells.ts'
import { csvLines, escapeFormula } from './csv.ts'
import { workbook } from './xlsx/workbook.ts'

/** The forms rows are written in. Same columns, same rights, same words. */
export type FormName = 'csv' | 'xlsx'

export const formTypes: Readonly<Record<FormName, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

export const isFormName = (name: unknown): name is FormName =>
  typeof name === 'string' && Object.hasOwn(formTypes, name)

/** A file of rows as its form has it, written as they are read. `zone` is the reader's. */
export function writeSheet({ name, form, labels, rows }: Sheet, zone: string): AsyncIterable<Buffer> {
  return form === 'xlsx' ? workbook({ name, labels, rows, zone }) : csvFile(labels, rows)
}

async function* csvFile(labels: Sheet['labels'], rows: Sheet['rows']): AsyncGenerator<Buffer> {
  yield Buffer.from(byteOrderMark + csvLines([labels.map(escapeFormula)]))
  for await (const portion of rows) yield Buffer.from(csvLines(portion.map((cells) => cells.map(csvText))))
}

/** UTF-8, said in the way spreadsheets understand. */
const byteOrderMark = '\uFEFF'

/** In ASCII for old programs, and as it is called for the others (RFC 6266). `name` has no end. */
export function dispositionOf(name: string, plain: string, end: string): string {
  const safe = name.replace(/[^\p{L}\p{N} _.-]/gu, '').trim() || plain
  return `attachment; filename="${plain}.${end}"; filename*=UTF-8''${encodeURIComponent(`${safe}.${end}`)}`
}
