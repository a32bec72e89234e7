import type { Cell } from '@guildhall/sdk'
import type { ResultColumn, ResultLine } from '../query/result.ts'
import type { Sheet } from './paper.ts'

const size = 9
const padding = 4

/** A table that goes on over pages; its heading stands on each. Long texts break, at most three lines of them. */
export function layTable(sheet: Sheet, columns: readonly ResultColumn[], say: (cell: Cell) => string) {
  const { left, right } = sheet.page.margins
  const room = sheet.page.width - left - right
  // Figures need little room, texts share the rest.
  const weights = columns.map(({ isFigure, label }) => (isFigure ? Math.min(14, Math.max(9, label.length * 0.7)) : 22))
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const widths = weights.map((weight) => (room * weight) / whole)
  let isBegun = false

  function drawCells(texts: readonly string[], font: 'regular' | 'bold'): void {
    sheet.font(font).fontSize(size)
    const line = sheet.currentLineHeight(true)
    const heights = texts.map((text, at) =>
      text === '' ? line : Math.min(line * 3, sheet.heightOfString(text, { width: (widths[at] ?? 0) - padding * 2 })),
    )
    const height = Math.max(line, ...heights) + padding * 2
    if (sheet.y + height > sheet.page.height - sheet.page.margins.bottom) {
      sheet.addPage()
      drawHeading()
      sheet.font(font).fontSize(size)
    }
    const top = sheet.y
    let x = left
    for (const [at, text] of texts.entries()) {
      const width = widths[at] ?? 0
      const align = columns[at]?.isFigure ? 'right' : 'left'
      sheet
        .fillColor('#1d2433')
        .text(text, x + padding, top + padding, { width: width - padding * 2, height: line * 3, align, ellipsis: true })
      x += width
    }
    sheet
      .moveTo(left, top + height)
      .lineTo(left + room, top + height)
      .lineWidth(0.5)
      .strokeColor('#d5dae3')
      .stroke()
    sheet.x = left
    sheet.y = top + height
  }

  function drawHeading(): void {
    isBegun = true
    drawCells(
      columns.map(({ label }) => label),
      'bold',
    )
  }

  return {
    draw({ cells, isTotal }: ResultLine): void {
      if (!isBegun) drawHeading()
      drawCells(cells.map(say), isTotal ? 'bold' : 'regular')
    },
  }
}
