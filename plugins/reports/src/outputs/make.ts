import type { Definition } from '@guildhall/contract-reports'
import { DomainError, type JobDefinition, type Scope, type Work } from '@guildhall/sdk'
import { keepStream, keptUntil } from '../files/files.ts'
import { type Form, fileName, type OnLines, pdfOf, sheetOf, typeOf } from '../output/file.ts'
import { narrowing } from '../query/narrow.ts'
import { token } from '../query/place.ts'
import { type Plan, planOf } from '../query/plan.ts'
import { mostInFile } from '../query/run.ts'
import { countStatement } from '../query/statements.ts'
import { reportOutputs } from './outputs.ts'
import { outputReady } from './ready.ts'

export interface OutputWish {
  readonly name: string
  readonly definition: Definition
  readonly format: Form
  readonly period?: { readonly range: string; readonly from?: string; readonly to?: string } | undefined
  readonly about?: string | null
  /** Its owner waits for it, and wants to be told. */
  readonly isTold: boolean
}

/** Asks the worker for a report as a file, for whoever asks. Gives the id of what will be made. */
export async function askForOutput(scope: Scope, { period, about = null, isTold, ...wish }: OutputWish) {
  return scope.asSystem('A report is to be made', async (system) => {
    const values = { ...wish, ...period, about, owner: scope.me }
    const { id } = await system.records(token(reportOutputs.name)).create(values as never)
    await system.later('reports.make', { output: id, isTold }, { lane: `output ${id}` })
    return id
  })
}

type Output = Awaited<ReturnType<ReturnType<Scope['records']>['get']>> & {
  readonly owner: string
  readonly status: string
  readonly name: string
  readonly definition: Definition
  readonly format: Form
  readonly about: string | null
  readonly range: string | null
  readonly from: string | null
  readonly to: string | null
}

const between = 500

/** Makes it line by line: done from its beginning when it is stopped, and there only when it is whole. */
export const make: JobDefinition = {
  async steps(work) {
    const { output: id, isTold } = work.data as { output: string; isTold: boolean }
    const output = (await work.within((scope) => scope.records(reportOutputs).find(id))) as Output | null
    if (output?.status !== 'making') return
    const mark = (changes: object) => work.within((scope) => scope.records(reportOutputs).update(id, changes))
    try {
      const file = await work.withinAs(output.owner, (scope) => write(work, scope, output, mark), { reads: 'apart' })
      await work.within(async (scope) => {
        await scope.records(reportOutputs).update(id, { status: 'ready', file })
        if (isTold) await scope.emit(outputReady, { id })
      })
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      await mark({ status: 'failed', reason: error.code })
    }
  },
}

async function write(work: Work, scope: Scope, output: Output, mark: (changes: object) => Promise<unknown>) {
  const { name, definition, format, range, from, to } = output
  const period = range === null ? undefined : { range, ...(from && { from }), ...(to && { to }) }
  const wish = { name, definition, period, conditions: narrowing(scope, output) }
  const plan = planOf(scope, definition, wish)
  const total = await linesOf(scope, plan)
  let [done, told] = [0, 0]
  const onLines: OnLines = async (count) => {
    done += count
    await work.giveWay()
    if (Date.now() - told < between) return
    told = Date.now()
    await mark({ done: Math.min(done, total), total })
    await work.progress(Math.min(done, total), total)
  }
  const content =
    format === 'pdf'
      ? await pdfOf(scope, plan, wish, onLines)
      : work.bytesOf(sheetOf(scope, plan, name, format, onLines))
  const file = { name: `${fileName(scope, plan, name)}.${format}`, type: typeOf[format] }
  const kept = await keepStream(work, file, content, await work.within(async (own) => keptUntil(own)))
  await mark({ done: total, total })
  return kept
}

/** How many lines there will be; of one with groups nobody knows before, and they are few. */
async function linesOf(scope: Scope, plan: Plan): Promise<number> {
  if (plan.figures.length > 0) return 1
  const resource = token(plan.catalogue.dataset.resource)
  const [counted] = await scope.sql<{ count: number }>(resource, countStatement(scope, plan))
  return Math.min(mostInFile, counted?.count ?? 0)
}
