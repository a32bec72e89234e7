import type { Cell } from '@guildhall/sdk'
import type { ResultColumn, ResultLine } from '../query/result.ts'
import { amountOf } from './amount.ts'
import type { Sheet } from './paper.ts'

const most = 16

/** The first figure of each line as a bar, where there are few enough to be taken in at a glance. */
export function drawBars(
  sheet: Sheet,
  columns: readonly ResultColumn[],
  lines: readonly ResultLine[],
  say: (cell: Cell) => string,
  color: string,
): void {
  const at = columns.findIndex(({ isFigure }) => isFigure)
  const values = lines.map(({ cells }) => amountOf(cells[at] ?? null) ?? 0)
  const largest = Math.max(...values)
  if (at < 1 || lines.length < 2 || lines.length > most || largest <= 0 || values.some((value) => value < 0)) return
  const { left, right } = sheet.page.margins
  const [names, figures] = [150, 80]
  const room = sheet.page.width - left - right - names - figures
  sheet
    .font('bold')
    .fontSize(9)
    .fillColor('#1d2433')
    .text(columns[at]?.label ?? '', left, sheet.y)
  sheet.moveDown(0.4)
  for (const [index, { cells }] of lines.entries()) {
    const top = sheet.y
    const width = (room * (values[index] ?? 0)) / largest
    const name = cells.slice(0, at).map(say).filter(Boolean).join(' · ')
    sheet.font('regular').fontSize(8).fillColor('#1d2433')
    sheet.text(name, left, top + 2, { width: names - 8, height: 10, ellipsis: true })
    if (width > 0) sheet.rect(left + names, top + 1, width, 10).fill(color)
    sheet
      .fillColor('#1d2433')
      .text(say(cells[at] ?? null), left + names + width + 4, top + 2, { width: figures, height: 10, ellipsis: true })
    sheet.y = top + 15
  }
  sheet.x = left
  sheet.moveDown(1)
}
