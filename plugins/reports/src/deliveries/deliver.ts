import type { Definition } from '@guildhall/contract-reports'
import { DomainError, type JobDefinition, type Scope, type Work } from '@guildhall/sdk'
import { collect, type KeptFile, keepFile, keptUntil } from '../files/files.ts'
import { type Form, pdfOf, periodText, sheetOf, typeOf } from '../output/file.ts'
import { narrowing } from '../query/narrow.ts'
import { token } from '../query/place.ts'
import { planOf } from '../query/plan.ts'
import { countStatement } from '../query/statements.ts'
import { reports } from '../reports/reports.ts'
import { reportSchedules } from '../schedules/schedules.ts'
import { reportDeliveries } from './deliveries.ts'
import { wasSurelyRefused } from './refused.ts'
import { unsubscribePath } from './unsubscribe.ts'

interface Task {
  readonly tries: number
  readonly reader: string | null
  readonly name: string
  readonly definition: Definition
  readonly format: Form
  readonly sendEmpty: boolean
  readonly days: { readonly from: string; readonly to: string }
  readonly about: string | null
  readonly to: { readonly name: string; readonly address: string } | null
  readonly report: string
  readonly schedule: string
  readonly recipient: string
}

interface Made extends KeptFile {
  readonly isEmpty: boolean
  readonly letter: Awaited<ReturnType<Work['letter']>>
  readonly unsubscribe: string
}

/** Makes one report as its receiver may see it, and sends it: at most once, whatever stops in between. */
export const deliver: JobDefinition = {
  async steps(work) {
    const { delivery: id } = work.data as { delivery: string }
    const task = await work.within((scope) => begin(scope, id))
    if (!task) return
    const made = await make(work, task).catch((error: unknown) => {
      if (error instanceof DomainError) return error
      throw error
    })
    if (made instanceof DomainError)
      return work.within((scope) => mark(scope, id, { status: 'failed', reason: made.code }))
    if (made.isEmpty && !task.sendEmpty) return work.within((scope) => mark(scope, id, { status: 'skipped' }))
    if (!task.to) return work.within((scope) => mark(scope, id, { status: 'failed', reason: 'records.not_found' }))
    const isOurs = await work.within((scope) => depart(scope, id, made))
    if (!isOurs) return
    try {
      await work.mail({
        to: task.to,
        ...made.letter,
        headers: {
          'Message-ID': `<report-${id}-${task.tries + 1}@${new URL(work.publicUrl).hostname}>`,
          'List-Unsubscribe': `<${work.publicUrl}${made.unsubscribe}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        },
        attachments: [{ name: made.name, type: made.type, content: made.bytes }],
      })
    } catch (error) {
      // Only what the server surely did not take is tried again.
      const isSure = wasSurelyRefused(error)
      await work.within((scope) => mark(scope, id, { status: isSure ? 'waiting' : 'uncertain' }))
      if (isSure) throw error
      return
    }
    await work.within((scope) => mark(scope, id, { status: 'sent', sentAt: work.clock.now() }))
  },
}

async function begin(scope: Scope, id: string): Promise<Task | null> {
  const delivery = await scope.records(reportDeliveries).find(id)
  // An earlier try ended between the mail and its note: nobody knows whether it left.
  if (delivery?.status === 'sending') await mark(scope, id, { status: 'uncertain' })
  if (delivery?.status !== 'waiting') return null
  const schedule = await scope.records(reportSchedules).find(delivery.schedule)
  const report = schedule && (await scope.records(reports).find(schedule.report))
  if (!report) return null
  const person =
    delivery.person &&
    (await scope.asSystem('The address of a receiver', (all) =>
      all.records(token('people')).find(delivery.person ?? ''),
    ))
  const { name, email, status } = (person ?? {}) as { name?: string; email?: string; status?: string }
  const inside = name && email && status !== 'deactivated' ? { name, address: email } : null
  return {
    tries: delivery.tries,
    reader: delivery.person ?? schedule.owner,
    name: report.name,
    definition: report.definition,
    format: schedule.format,
    sendEmpty: schedule.sendEmpty,
    days: { from: delivery.periodFrom, to: delivery.periodTo },
    about: delivery.about,
    to: delivery.about === null ? inside : { name: delivery.name ?? '', address: delivery.address ?? '' },
    report: report.id,
    schedule: schedule.id,
    recipient: delivery.recipient,
  }
}

/** Under the receiver's rights; for somebody outside under those of who sends, narrowed to what is his. */
async function make(work: Work, task: Task): Promise<Made> {
  if (!task.reader) throw new DomainError('records.not_found', 404)
  return work.withinAs(
    task.reader,
    async (scope) => {
      const { definition, name, format, days } = task
      const wish = { name, definition, period: { range: 'between', ...days }, conditions: narrowing(scope, task) }
      const plan = planOf(scope, definition, wish)
      const [counted] = await scope.sql<{ count: number }>(
        token(plan.catalogue.dataset.resource),
        countStatement(scope, plan),
      )
      const isEmpty = (counted?.count ?? 0) === 0
      const period = periodText(scope, plan)
      const unsubscribe = unsubscribePath(scope, task)
      const letter = await work.letter({
        language: scope.language,
        subject: [name, period].filter(Boolean).join(' — '),
        ...(task.to && { name: task.to.name }),
        paragraphs: [
          ...[scope.t('reports:letter.attached', { report: name, tenant: scope.tenant.name }), period].filter(Boolean),
          scope.t('reports:letter.itself'),
        ],
        notes: [{ text: scope.t('reports:unsubscribe.button'), path: unsubscribe }],
      })
      const said = { isEmpty, letter, unsubscribe }
      if (isEmpty && !task.sendEmpty) return { ...said, name: '', type: '', bytes: Buffer.alloc(0) }
      const fileName = `${name} ${days.to}.${format}`
      if (format === 'pdf')
        return {
          ...said,
          name: fileName,
          type: typeOf.pdf,
          bytes: await collect(await pdfOf(scope, plan, wish)),
        }
      const bytes = await collect(work.bytesOf(sheetOf(scope, plan, name, format)))
      return { ...said, name: fileName, type: typeOf[format], bytes }
    },
    { reads: 'apart' },
  )
}

/** Written before the mail leaves. False where somebody else was quicker. */
async function depart(scope: Scope, id: string, made: Made): Promise<boolean> {
  const delivery = await scope.records(reportDeliveries).find(id)
  if (delivery?.status !== 'waiting') return false
  const file = await keepFile(scope, made, keptUntil(scope))
  await scope
    .records(reportDeliveries)
    .update(id, { status: 'sending', file, tries: delivery.tries + 1 }, { version: delivery.version })
  return true
}

async function mark(scope: Scope, id: string, changes: Readonly<Record<string, unknown>>): Promise<void> {
  await scope.records(reportDeliveries).update(id, changes as never)
}
