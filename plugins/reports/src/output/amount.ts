import type { Cell } from '@guildhall/sdk'
import { majorUnits } from '@guildhall/sdk/formats'

/** What a picture draws for a cell: major units of money, hours of a duration; nothing for texts. */
export function amountOf(cell: Cell): number | null {
  switch (cell?.kind) {
    case 'number':
      return cell.value
    case 'money':
      return Number(majorUnits(cell.amount, cell.currency))
    case 'duration':
      return Math.round((cell.seconds / 3600) * 100) / 100
    default:
      return null
  }
}
