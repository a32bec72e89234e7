import { createRequire } from 'node:module'
import type { Look, Scope } from '@guildhall/sdk'
import type PDFDocument from 'pdfkit'
import { type SheetDay, timeOfDay } from './month.ts'

const resolve = createRequire(import.meta.url).resolve
const fonts = {
  regular: resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  bold: resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
}
const columns = ['day', 'firstIn', 'lastOut', 'breaks', 'present', 'worked', 'away'] as const
const widths = [92, 58, 58, 62, 62, 72, 107]
const rowHeight = 18

type Pdf = InstanceType<typeof PDFDocument>

export interface MonthSheet {
  readonly name: string
  /** `2026-03`. */
  readonly month: string
  readonly days: readonly SheetDay[]
}

/** A month on one page, to be printed and signed. DejaVu is embedded: the fonts every reader has know no ș and no Cyrillic. */
export async function* paperOf(scope: Scope, look: Look, sheet: MonthSheet): AsyncGenerator<Buffer> {
  const { default: Document } = await import('pdfkit')
  const pdf: Pdf = new Document({
    size: 'A4',
    margins: { top: 40, bottom: 30, left: 42, right: 42 },
    lang: scope.language,
    info: {
      Title: scope.t('time-tracking:sheet.title'),
      Author: look.name,
      Producer: 'Guildhall',
      Creator: 'Guildhall',
    },
  })
  pdf.registerFont('regular', fonts.regular).registerFont('bold', fonts.bold)
  drawHead(pdf, scope, look, sheet)
  drawRow(
    pdf,
    columns.map((name) => scope.t(`time-tracking:sheet.${name}`)),
    'bold',
  )
  for (const day of sheet.days) drawRow(pdf, textsOf(scope, day), 'regular', isWeekend(day.day))
  drawRow(pdf, totalsOf(scope, sheet.days), 'bold')
  drawSigns(pdf, scope)
  pdf.end()
  for await (const chunk of pdf) yield chunk as Buffer
}

function drawHead(pdf: Pdf, scope: Scope, look: Look, { name, month }: MonthSheet): void {
  const form = new Intl.DateTimeFormat(scope.language, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const when = scope.format('capitalized', form.format(new Date(`${month}-01T00:00:00Z`)))
  pdf
    .font('regular')
    .fontSize(9)
    .fillColor(look.color ?? '#5b6576')
    .text(look.name)
  pdf.font('bold').fontSize(16).fillColor('#1d2433').text(scope.t('time-tracking:sheet.title'))
  pdf.font('regular').fontSize(11).text(`${name} · ${when}`).moveDown(0.6)
}

function drawRow(pdf: Pdf, texts: readonly string[], font: 'regular' | 'bold', isShaded = false): void {
  const { left } = pdf.page.margins
  const top = pdf.y
  const width = widths.reduce((sum, one) => sum + one, 0)
  if (isShaded) pdf.rect(left, top - 3, width, rowHeight).fill('#f1f3f6')
  let x = left
  for (const [at, value] of texts.entries()) {
    pdf
      .font(font)
      .fontSize(8.5)
      .fillColor('#1d2433')
      .text(value, x + 3, top, { width: (widths[at] ?? 0) - 6, height: 12, ellipsis: true, lineBreak: false })
    x += widths[at] ?? 0
  }
  pdf
    .moveTo(left, top + rowHeight - 4)
    .lineTo(left + width, top + rowHeight - 4)
    .lineWidth(0.4)
    .strokeColor('#d5dae2')
    .stroke()
  pdf.x = left
  pdf.y = top + rowHeight
}

function textsOf(scope: Scope, { day, firstIn, lastOut, breaks, present, worked, away }: SheetDay): string[] {
  const weekday = new Intl.DateTimeFormat(scope.language, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  })
  return [
    weekday.format(new Date(`${day}T00:00:00Z`)),
    timeOfDay(scope, firstIn),
    timeOfDay(scope, lastOut),
    ...[breaks, present, worked].map((seconds) => timeText(scope, seconds)),
    away.map(({ label }) => label).join(', '),
  ]
}

function totalsOf(scope: Scope, days: readonly SheetDay[]): string[] {
  const sum = (of: 'breaks' | 'present' | 'worked') =>
    timeText(
      scope,
      days.reduce((total, day) => total + day[of], 0),
    )
  const away = days.filter((day) => day.away.length > 0).length
  return [
    scope.t('time-tracking:sheet.total'),
    '',
    '',
    sum('breaks'),
    sum('present'),
    sum('worked'),
    away > 0 ? String(away) : '',
  ]
}

const timeText = (scope: Scope, seconds: number) =>
  seconds > 0 ? scope.format('duration', seconds, { durationStyle: 'clock' }) : ''

function drawSigns(pdf: Pdf, scope: Scope): void {
  const { left } = pdf.page.margins
  pdf.moveDown(1.5).font('regular').fontSize(9).fillColor('#5b6576')
  const top = pdf.y
  for (const [at, who] of (['person', 'approver'] as const).entries())
    pdf.text(`${scope.t(`time-tracking:sheet.${who}`)}: ____________________`, left + at * 260, top, { width: 250 })
}

const isWeekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())
