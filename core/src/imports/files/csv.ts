import { parse } from 'csv-parse'
import { unreadable } from '../errors.ts'
import { decodeText } from './decode.ts'
import type { Table, TableRow } from './table.ts'

/** A text with values between delimiters (RFC 4180, and what programs make of it). */
export function csvTable(name: string, bytes: Buffer): Table {
  const text = decodeText(bytes).replace(/^\uFEFF/, '')
  return { name, rows: rowsOf(text, delimiterOf(text)) }
}

async function* rowsOf(text: string, delimiter: string): AsyncGenerator<TableRow> {
  const parser = parse(text, { delimiter, relax_column_count: true, relax_quotes: true })
  let number = 0
  try {
    for await (const record of parser) {
      number++
      yield { number, cells: (record as string[]).map(plainText) }
    }
  } catch {
    throw unreadable()
  }
}

/** The apostrophe that an export puts before what looks like a formula is not part of the text. */
function plainText(text: string): string {
  return /^'[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? text.slice(1) : text.trim()
}

const delimiters = [',', ';', '\t', '|']

/** What stands most often, and equally often, in the first lines outside quotes. */
export function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\r|\n/)
    .filter(Boolean)
    .slice(0, 20)
  const scores = delimiters.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1)
    const [first = 0] = counts
    return first * counts.filter((count) => count === first).length
  })
  return delimiters[scores.indexOf(Math.max(...scores))] ?? ','
}
