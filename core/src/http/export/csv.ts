import { stringify } from 'csv-stringify/sync'

/** Lines of RFC 4180. */
export function csvLines(rows: readonly (readonly string[])[]): string {
  return stringify(rows as string[][], { record_delimiter: '\r\n' })
}

/**
 * A text that a spreadsheet would take for a formula gets an apostrophe before it, so that what somebody typed into a form
 * runs on nobody's machine (OWASP, CSV Injection; the full-width signs count too).
 */
export function escapeFormula(text: string): string {
  return /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? `'${text}` : text
}
