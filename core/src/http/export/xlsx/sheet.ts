import type { Cell } from '@guildhall/sdk'
import { majorUnits } from '@guildhall/sdk/formats'
import { csvText } from '../cells.ts'
import { serialOfDate, serialOfInstant } from './serial.ts'
import type { Styles } from './styles.ts'
import { xmlText } from './xml.ts'

/** Programs take no more of a text in one cell. */
const longestText = 32_767

/** `A`, `Z`, `AA`. */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}

/** What stands before the rows: the heading stays in sight, columns are wide enough to read. */
export function sheetHead(labels: readonly string[], styles: Styles): string {
  const widths = labels.map((label, at) => {
    const width = Math.min(40, Math.max(14, label.length + 4))
    return `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`
  })
  const cells = labels.map((label, at) => inline(`${columnName(at)}1`, label, styles.heading))
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData><row r="1">${cells.join('')}</row>`
}

/** A row; every text is a text by its type, so that none is ever a formula. */
export function sheetRow(cells: readonly Cell[], number: number, styles: Styles, zone: string): string {
  const written = cells.map((cell, at) => (cell ? cellXml(cell, `${columnName(at)}${number}`, styles, zone) : ''))
  return `<row r="${number}">${written.join('')}</row>`
}

export function sheetFoot(columns: number, rows: number): string {
  return `</sheetData><autoFilter ref="A1:${columnName(Math.max(0, columns - 1))}${rows}"/></worksheet>`
}

function cellXml(cell: NonNullable<Cell>, place: string, styles: Styles, zone: string): string {
  const number = numberOf(cell, zone)
  if (number !== null) return `<c r="${place}" s="${styles.of(cell)}"><v>${number}</v></c>`
  if (cell.kind === 'boolean') return `<c r="${place}" t="b"><v>${cell.value ? 1 : 0}</v></c>`
  return inline(place, cell.kind === 'text' ? cell.text : csvText(cell), 0)
}

function numberOf(cell: NonNullable<Cell>, zone: string): number | string | null {
  switch (cell.kind) {
    case 'number':
      return cell.value
    case 'money':
      return majorUnits(cell.amount, cell.currency)
    case 'date':
      return serialOfDate(cell.text)
    case 'instant':
      return serialOfInstant(cell.text, zone)
    case 'duration':
      return cell.seconds / 86_400
    default:
      return null
  }
}

function inline(place: string, text: string, style: number): string {
  const kept = text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(kept)}</t></is></c>`
}
