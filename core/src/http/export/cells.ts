import type { Cell } from '@guildhall/sdk'
import { majorUnits } from '@guildhall/sdk/formats'
import { escapeFormula } from './csv.ts'

/** Numbers, dates and instants in the form that every program reads alike (ISO 8601, a point before decimals); texts and labels as a person reads them. */
export function csvText(cell: Cell): string {
  if (!cell) return ''
  switch (cell.kind) {
    case 'text':
      return escapeFormula(cell.text)
    case 'number':
      return cell.value.toFixed(cell.scale)
    case 'money':
      return majorUnits(cell.amount, cell.currency)
    case 'boolean':
      return String(cell.value)
    case 'duration':
      return hours(cell.seconds)
    default:
      return cell.text
  }
}

/** 5,430 seconds are `1:30:30`, exact however long. */
export function hours(seconds: number): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}
