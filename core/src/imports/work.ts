import { DomainError } from '@guildhall/sdk'
import { bind } from '../database/statement.ts'
import { isUnavailable, isWorthRepeating } from '../database/violation.ts'
import type { Vocabulary } from '../i18n/vocabulary.ts'
import type { Context } from '../records/context.ts'
import type { Engine, Operation } from '../records/engine.ts'
import { type ContextSource, transact } from '../records/transact.ts'
import { inside } from '../tenancy/load.ts'
import { gone } from './errors.ts'
import { type Step, stepsOf } from './order.ts'
import { keyOf, type RowResult, type Seen, writePart } from './part.ts'
import { type Reading, rowReader } from './row.ts'
import {
  begin,
  type Counts,
  clearResults,
  finish,
  type Import,
  insertResult,
  keepPart,
  type Phase,
  type State,
  selectImport,
  selectPart,
  takeStock,
  tellDone,
} from './statements.ts'
import { undoImport } from './undo.ts'

export interface Work {
  readonly engine: Engine
  readonly vocabulary: Vocabulary
  readonly tenantId: string
  /** The rights of who asked, as they are now; their work is known by the import's id. */
  readonly source: ContextSource
  readonly found: Import
}

/** Somebody asked to stop. */
export class Stopped extends Error {}

/** What a trial found out; thrown so that nothing of it stays. */
class Tried extends Error {
  readonly outcome: Outcome
  constructor(outcome: Outcome) {
    super('tried')
    this.outcome = outcome
  }
}

interface Outcome {
  readonly counts: Counts
  readonly parts: readonly (Step & { readonly results: readonly RowResult[] })[]
}

export interface WorkOptions {
  readonly engine: Engine
  readonly vocabulary: Vocabulary
  /** A person's context, or the system's for nobody's. */
  readonly contextOf: (tenantId: string, userId: string | null, fresh: boolean) => Promise<Context>
}

/** What the worker does with an import that was asked for: checks, writes or undoes it, from where a process that died had left it. */
export async function workOn(
  { engine, vocabulary, contextOf }: WorkOptions,
  tenantId: string,
  id: string,
): Promise<void> {
  const { database, clock } = engine
  const [, { rows }] = await database.run([inside(tenantId), bind(selectImport, tenantId, id)])
  const [found] = rows
  if (!found || !['checking', 'running', 'undoing'].includes(found.state)) return
  await database.run([inside(tenantId), bind(begin, tenantId, id, clock.now())])
  const source: ContextSource = async (fresh) => ({
    ...(await contextOf(tenantId, found.userId, fresh)),
    requestId: requestOf(id),
  })
  const work = { engine, vocabulary, tenantId, source, found }
  try {
    if (found.state === 'checking') await check(work)
    else if (found.state === 'undoing') await undoImport(work)
    else if (found.whole) await runWhole(work)
    else await runParts(work)
  } catch (error) {
    if (error instanceof Stopped) return end(work, 'cancelled', null)
    // Worth another try: the worker comes back to it.
    if (isUnavailable(error) || isWorthRepeating(error)) throw error
    if (!(error instanceof DomainError)) {
      await end(work, 'failed', null, 'events.failed')
      throw error
    }
    await end(work, 'failed', null, error.code)
  }
}

/** What the history says of everything an import wrote. */
export const requestOf = (id: string) => `import:${id}`

/** Everything is done as if it were meant, and undone. */
async function check(work: Work): Promise<void> {
  const { counts, parts } = await tried(work)
  await tellResults(work, 'check', parts)
  await end(work, 'checked', counts)
}

/** All rows or none, in one transaction: a process that dies leaves nothing and begins again. */
async function runWhole(work: Work): Promise<void> {
  try {
    await transact(work.engine, work.source, async (operation) => {
      const outcome = await writeAll(work, operation)
      if (outcome.counts.refused > 0) throw new Tried(outcome)
      const { tenantId, found } = work
      for (const part of outcome.parts) operation.unit.queue(resultOf(work, 'run', part))
      operation.unit.queue(bind(keepPart, tenantId, found.id, 0, found.total, JSON.stringify(outcome.counts)))
      operation.unit.queue(finishing(work, 'done', outcome.counts))
    })
  } catch (error) {
    if (!(error instanceof Tried)) throw error
    await tellResults(work, 'check', error.outcome.parts)
    await end(work, 'refused', error.outcome.counts)
  }
}

/** Part by part, each with the note that it is done: a process that dies does none twice. */
async function runParts(work: Work): Promise<void> {
  const { engine, found, tenantId } = work
  const steps = stepsOf(found.sheets, engine.registry)
  const seen = openSeen()
  let counts: Counts = { ...none, ...found.counts, ...(found.parts === 0 && none) }
  let done = 0
  const ask = async (step: Step | undefined) => (step ? rowsOf(work, step) : [])
  let coming = ask(steps[0])
  for (const [at, step] of steps.entries()) {
    const rows = await coming
    // Read while these are written.
    coming = ask(steps[at + 1])
    coming.catch(() => {})
    if (at < found.parts) await rememberKeys(work, step, rows, seen.of(step))
    else {
      const sum = await transact(engine, work.source, async (operation) => {
        const known = new Map(seen.of(step))
        const reading = readingOf(work, operation.context, step)
        const results = await writePart(operation, reading, rows, known)
        const next = added(counts, results)
        for (const look of takeStock(reading.model, at + 1)) operation.unit.queue(look)
        const kept = await operation.unit.run(
          resultOf(work, 'run', { ...step, results }),
          bind(keepPart, tenantId, found.id, at, done + rows.length, JSON.stringify(next)),
        )
        const [stopping] = kept[1].rows
        // Another process is at it.
        if (stopping === undefined) throw new Stopped()
        return { next, known, stopping }
      })
      counts = sum.next
      seen.set(step, sum.known)
      if (sum.stopping && at < steps.length - 1) throw new Stopped()
    }
    done += rows.length
  }
  await end(work, 'done', counts)
}

async function tried(work: Work): Promise<Outcome> {
  try {
    return await transact<Outcome>(work.engine, work.source, async (operation) => {
      throw new Tried(await writeAll(work, operation))
    })
  } catch (error) {
    if (error instanceof Tried) return error.outcome
    throw error
  }
}

async function writeAll(work: Work, operation: Operation): Promise<Outcome> {
  const { engine, found, tenantId } = work
  const seen = openSeen()
  const parts: (Step & { results: readonly RowResult[] })[] = []
  let counts = none
  let done = 0
  for (const step of stepsOf(found.sheets, engine.registry)) {
    const rows = await rowsOf(work, step)
    const reading = readingOf(work, operation.context, step)
    const results = await writePart(operation, reading, rows, seen.of(step))
    for (const look of takeStock(reading.model, parts.length + 1)) operation.unit.queue(look)
    counts = added(counts, results)
    done += rows.length
    // A trial keeps what it has to say, not the ids of what will not be there.
    parts.push({ ...step, results })
    const [, { rows: told }] = await engine.database.run([inside(tenantId), bind(tellDone, tenantId, found.id, done)])
    if (told[0]) throw new Stopped()
  }
  return { counts, parts }
}

async function rowsOf({ engine, tenantId, found }: Work, { sheet, part }: Step) {
  const [, { rows }] = await engine.database.run([inside(tenantId), bind(selectPart, tenantId, found.id, sheet, part)])
  if (!rows[0]) throw gone()
  return rows[0]
}

export function readingOf(
  { vocabulary, found }: Pick<Work, 'vocabulary' | 'found'>,
  context: Context,
  { sheet }: Step,
): Reading {
  const mapping = found.sheets[sheet]?.mapping
  if (!mapping) throw gone()
  const { tenant, zone, plugins, plan } = context
  const model = plan.registry.model(mapping.resource)
  if (!plugins.has(model.plugin)) throw gone()
  const translators = vocabulary
    .languagesOffered()
    .map(({ language }) => vocabulary.translator(language, { tenant, zone }))
  return { model, mapping, zone, translators }
}

/** Keys of rows that another process had written, so that a later one is known to repeat them. */
async function rememberKeys(
  work: Work,
  step: Step,
  rows: Awaited<ReturnType<typeof rowsOf>>,
  seen: Seen,
): Promise<void> {
  const reading = readingOf(work, await work.source(false), step)
  const { match } = reading.mapping
  if (!match) return
  for (const row of rows.map(rowReader(reading))) {
    const key = keyOf(row, match)
    if (key !== null && !seen.has(key)) seen.set(key, row.number)
  }
}

function openSeen() {
  const sheets = new Map<number, Seen>()
  return {
    of({ sheet }: Step): Seen {
      const known = sheets.get(sheet) ?? new Map()
      sheets.set(sheet, known)
      return known
    },
    set: ({ sheet }: Step, seen: Seen) => void sheets.set(sheet, seen),
  }
}

const none: Counts = { created: 0, updated: 0, unchanged: 0, refused: 0 }

export function added(counts: Counts, results: readonly RowResult[]): Counts {
  const sum = { ...counts }
  for (const { outcome } of results) sum[outcome]++
  return sum
}

function resultOf({ tenantId, found }: Work, phase: Phase, { sheet, part, results }: Outcome['parts'][number]) {
  const refused = results.filter(({ outcome }) => outcome === 'refused').length
  return bind(insertResult, tenantId, found.id, phase, sheet, part, refused, JSON.stringify(results))
}

async function tellResults(work: Work, phase: Phase, parts: Outcome['parts']): Promise<void> {
  const { engine, tenantId, found } = work
  const refused = parts
    .map((part) => ({ ...part, results: part.results.filter(({ outcome }) => outcome === 'refused') }))
    .filter(({ results }) => results.length > 0)
  await engine.database.run([
    inside(tenantId),
    bind(clearResults, tenantId, found.id, phase),
    ...refused.map((part) => resultOf(work, phase, part)),
  ])
}

const finishing = (
  { tenantId, found, engine }: Work,
  state: State,
  counts: Counts | null,
  error: string | null = null,
) => bind(finish, tenantId, found.id, state, counts && JSON.stringify(counts), error, engine.clock.now())

export async function end(work: Work, state: State, counts: Counts | null, error: string | null = null): Promise<void> {
  await work.engine.database.run([inside(work.tenantId), finishing(work, state, counts, error)])
}
