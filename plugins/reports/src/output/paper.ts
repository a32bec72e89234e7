import { createRequire } from 'node:module'
import type { Cell, Look, Scope } from '@guildhall/sdk'
import type PDFDocument from 'pdfkit'
import { cellText, type ResultColumn, type ResultLine } from '../query/result.ts'
import { drawBars } from './bars.ts'
import { layTable } from './table.ts'

/** What a report on paper says besides its lines. */
export interface Paper {
  readonly title: string
  /** The period, and for whom it was narrowed. */
  readonly subtitle: string
  readonly notes: readonly string[]
  readonly columns: readonly ResultColumn[]
  /** For a picture above the table. */
  readonly bars: readonly ResultLine[]
  readonly lines: AsyncIterable<readonly ResultLine[]>
}

const resolve = createRequire(import.meta.url).resolve
const fonts = {
  regular: resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  bold: resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
}

export type Sheet = InstanceType<typeof PDFDocument>

/**
 * A report as a PDF, page after page: what is written is handed on, so that memory does not grow with the pages. DejaVu is embedded, because
 * the fonts every reader has know no Romanian ș and ț and no Cyrillic.
 */
export async function* paperOf(scope: Scope, look: Look, paper: Paper): AsyncGenerator<Buffer> {
  const { default: PDFDocument } = await import('pdfkit')
  const layout = paper.columns.length > 5 ? 'landscape' : 'portrait'
  const sheet = new PDFDocument({
    size: 'A4',
    layout,
    margins: { top: 48, bottom: 54, left: 42, right: 42 },
    lang: scope.language,
    autoFirstPage: false,
    info: { Title: paper.title, Author: look.name, Producer: 'Guildhall', Creator: 'Guildhall' },
  })
  sheet.registerFont('regular', fonts.regular).registerFont('bold', fonts.bold)
  let page = 0
  sheet.on('pageAdded', () => {
    page++
    drawFoot(
      sheet,
      `${look.name} · ${scope.t('reports:paper.made', { at: scope.format('instant', scope.clock.now()) })}`,
      scope.t('reports:paper.page', { page }),
    )
  })
  const written = write(scope, look, paper, sheet).catch((error: Error) => sheet.destroy(error))
  for await (const chunk of sheet) yield chunk as Buffer
  await written
}

async function write(scope: Scope, look: Look, paper: Paper, sheet: Sheet): Promise<void> {
  sheet.addPage()
  drawHead(sheet, look, paper)
  const say = (cell: Cell) => cellText(scope, cell)
  drawBars(sheet, paper.columns, paper.bars, say, look.color ?? '#2f4b7c')
  const table = layTable(sheet, paper.columns, say)
  let isEmpty = true
  for await (const lines of paper.lines) {
    if (isEmpty && lines.length > 0) table.measure(lines)
    if (lines.length > 0) isEmpty = false
    for (const [at, line] of lines.entries()) {
      table.draw(line)
      // The other requests of this process get their turn, and what is written leaves it.
      if (at % 100 === 99) await new Promise((turn) => setImmediate(turn))
    }
    while (sheet.readableLength > sheet.readableHighWaterMark * 4) await new Promise((turn) => setTimeout(turn, 5))
  }
  if (isEmpty)
    sheet
      .font('regular')
      .fontSize(10)
      .fillColor('#5b6576')
      .text(scope.t('reports:paper.empty'), sheet.page.margins.left)
  sheet.end()
}

function drawHead(sheet: Sheet, look: Look, { title, subtitle, notes }: Paper): void {
  const { left, right, top } = sheet.page.margins
  const width = sheet.page.width - left - right
  const isDrawable = look.logo && (look.logo.type === 'image/png' || look.logo.type === 'image/jpeg')
  if (look.logo && isDrawable)
    sheet.image(look.logo.bytes, sheet.page.width - right - 120, top - 8, { fit: [120, 36], align: 'right' })
  else
    sheet
      .font('bold')
      .fontSize(10)
      .fillColor(look.color ?? '#5b6576')
      .text(look.name, left, top, { width, align: 'right' })
  sheet
    .font('bold')
    .fontSize(18)
    .fillColor('#1d2433')
    .text(title, left, top, { width: width - 140 })
  sheet.font('regular').fontSize(10).fillColor('#5b6576')
  if (subtitle) sheet.moveDown(0.2).text(subtitle, { width })
  for (const note of notes) sheet.moveDown(0.3).fontSize(9).text(note, { width })
  sheet.moveDown(1)
}

function drawFoot(sheet: Sheet, text: string, page: string): void {
  const { left, right, bottom } = sheet.page.margins
  const [x, y] = [sheet.x, sheet.y]
  const width = sheet.page.width - left - right
  // Below the margin, where text would begin a new page of its own accord.
  sheet.page.margins.bottom = 0
  const at = sheet.page.height - 34
  sheet
    .font('regular')
    .fontSize(8)
    .fillColor('#5b6576')
    .text(text, left, at, { width: width - 90, lineBreak: false, ellipsis: true })
  sheet.text(page, left, at, { width, align: 'right', lineBreak: false })
  sheet.page.margins.bottom = bottom
  sheet.x = x
  sheet.y = y
}
