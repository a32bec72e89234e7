import type { Definition } from '@guildhall/contract-reports'
import { answerFile, answerSheet, type FileAnswer, type Scope, type Sheet } from '@guildhall/sdk'
import { type Plan, type PlanOptions, planOf } from '../query/plan.ts'
import { columnsOfPlan, type ResultLine } from '../query/result.ts'
import { readLines, runPlan } from '../query/run.ts'
import { paperOf } from './paper.ts'

export const forms = ['pdf', 'xlsx', 'csv'] as const
export type Form = (typeof forms)[number]

export const typeOf: Readonly<Record<Form, string>> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
}

export interface FileWish extends PlanOptions {
  readonly name: string
  readonly definition: Definition
}

/** A report as a file, for whoever reads: the same figures in the same words as on his screen. */
export async function fileOf(scope: Scope, wish: FileWish, form: Form): Promise<FileAnswer> {
  const plan = planOf(scope, wish.definition, wish)
  if (form !== 'pdf') return answerSheet(sheetOf(scope, plan, wish.name, form))
  return answerFile({
    name: `${fileName(scope, plan, wish.name)}.pdf`,
    type: typeOf.pdf,
    content: await pdfOf(scope, plan, wish),
  })
}

/** Called after each portion of lines with how many they were. */
export type OnLines = (count: number) => Promise<void>

export async function pdfOf(
  scope: Scope,
  plan: Plan,
  { name, definition }: FileWish,
  onLines?: OnLines,
): Promise<AsyncIterable<Buffer>> {
  const isPicture = definition.chart !== undefined && definition.chart !== 'table' && definition.chart !== 'pivot'
  const bars = isPicture && plan.figures.length > 0 ? (await runPlan(scope, plan)).lines : []
  return paperOf(scope, await scope.look(), {
    title: name,
    subtitle: periodText(scope, plan),
    notes: plan.notes,
    columns: columnsOfPlan(scope, plan),
    bars,
    lines: counted(readLines(scope, plan), onLines),
  })
}

export function sheetOf(scope: Scope, plan: Plan, name: string, form: 'csv' | 'xlsx', onLines?: OnLines): Sheet {
  return {
    name: fileName(scope, plan, name),
    form,
    labels: columnsOfPlan(scope, plan).map(({ label }) => label),
    rows: cellsOf(counted(readLines(scope, plan), onLines)),
  }
}

/** "1–31 March 2026"; empty where the report has no period. */
export function periodText(scope: Scope, { period }: Plan): string {
  if (!period) return ''
  const { from, to } = period.days
  const isOpen = from === '0001-01-01' || to === '9999-12-31'
  const day = (date: string) => scope.format('date', date)
  const days = isOpen
    ? scope.t(from === '0001-01-01' ? 'reports:until' : 'reports:since', {
        day: day(from === '0001-01-01' ? to : from),
      })
    : new Intl.DateTimeFormat(scope.language, { dateStyle: 'long', timeZone: 'UTC' }).formatRange(
        new Date(`${from}T00:00:00Z`),
        new Date(`${to}T00:00:00Z`),
      )
  return period.field ? `${period.field.label}: ${days}` : days
}

export function fileName(scope: Scope, { period }: Plan, name: string): string {
  const day = scope.clock.today(scope.tenant.zone)
  return `${name} ${period && period.days.to < day ? period.days.to : day}`
}

async function* cellsOf(portions: AsyncIterable<readonly ResultLine[]>) {
  for await (const lines of portions) yield lines.map(({ cells }) => cells)
}

async function* counted(portions: AsyncIterable<readonly ResultLine[]>, onLines?: OnLines) {
  for await (const lines of portions) {
    yield lines
    await onLines?.(lines.length)
  }
}
