import type { Cell } from '@guildhall/sdk'
import type { ResultColumn, ResultLine } from '../query/result.ts'
import type { Sheet } from './paper.ts'

const size = 9
const padding = 4

/** A table that goes on over pages; its heading stands on each. Long texts break, at most three lines of them. */
export function layTable(sheet: Sheet, columns: readonly ResultColumn[], say: (cell: Cell) => string) {
  const { left, right } = sheet.page.margins
  const room = sheet.page.width - left - right
  let widths: readonly number[] = columns.map(() => room / columns.length)
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
    /** How wide each column is, by the first lines. */
    measure(lines: readonly ResultLine[]): void {
      const texts = lines
        .slice(-1)
        .concat(lines.slice(0, mostMeasured))
        .map(({ cells }) => cells.map(say))
      sheet.font('bold').fontSize(size)
      widths = shareOut(
        columns.map(({ label, isFigure }, at) => ({
          isFigure,
          wanted:
            padding * 2 + 1 + widest(sheet, [...longestPart(label, isFigure), ...texts.map((line) => line[at] ?? '')]),
        })),
        room,
      )
    },
    draw({ cells, isTotal }: ResultLine): void {
      if (!isBegun) drawHeading()
      drawCells(cells.map(say), isTotal ? 'bold' : 'regular')
    },
  }
}

const mostMeasured = 100

/** The name of a figure may break between its words, a figure itself never does. */
const longestPart = (label: string, isFigure: boolean) => (isFigure ? label.split(/[\s-]+/) : [label])

const widest = (sheet: Sheet, texts: readonly string[]) =>
  Math.max(...texts.map((text) => sheet.widthOfString(text.slice(0, 80))))

interface Wish {
  readonly isFigure: boolean
  readonly wanted: number
}

/** Figures get what they need, as far as texts keep a third; texts share the rest by how long they are, within measure. */
function shareOut(wishes: readonly Wish[], room: number): number[] {
  const sum = (isFigure: boolean) =>
    wishes.reduce((all, wish) => all + (wish.isFigure === isFigure ? weightOf(wish) : 0), 0)
  const [figures, texts] = [sum(true), sum(false)]
  const most = texts > 0 ? (room * 2) / 3 : room
  const spare = texts > 0 ? 1 : room / figures
  const ofFigures = figures > most ? most / figures : spare
  const ofTexts = (room - figures * ofFigures) / texts
  return wishes.map((wish) => weightOf(wish) * (wish.isFigure ? ofFigures : ofTexts))
}

const weightOf = ({ isFigure, wanted }: Wish) => (isFigure ? Math.max(wanted, 56) : Math.min(200, Math.max(wanted, 60)))
