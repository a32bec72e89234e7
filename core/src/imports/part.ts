import { setImmediate as nextTurn } from 'node:timers/promises'
import { DomainError, type ErrorDefinition } from '@guildhall/sdk'
import { isUuid } from '../access/operand.ts'
import { bind, prepare } from '../database/statement.ts'
import { isUnavailable, isWorthRepeating } from '../database/violation.ts'
import type { WireRecord } from '../records/codec.ts'
import { changedFields, type Draft, normalize } from '../records/draft.ts'
import type { Operation } from '../records/engine.ts'
import { refusalOf } from '../records/refusals.ts'
import { createRecord } from '../records/write/create.ts'
import { isMadeTogether, prepareMany, prepareNew, type Ready, writeMany } from '../records/write/create-many.ts'
import type { Written } from '../records/write/hooks.ts'
import { updateRecord } from '../records/write/update.ts'
import { cellProblems } from './errors.ts'
import { isBlank, type TableRow } from './files/table.ts'
import { byExternal, byField, loadRecords, resolveReferences } from './references.ts'
import { type Problem, type Reading, rowReader, type Understood } from './row.ts'

export interface RowResult {
  readonly row: number
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'refused'
  readonly id?: string
  readonly version?: number
  readonly problems?: readonly Problem[]
}

type ReadyRow = readonly [Understood, Ready]

/** So many that a statement is worth its while, and so few that the database is not kept waiting for them. */
const writtenTogether = 250

/** Rows by what identifies them, over the whole sheet: a second row of the same key would undo what the first one said. */
export type Seen = Map<string, number>

const keepExternal = prepare(
  `insert into guildhall.external_ids (tenant_id, resource, source, external_id, record_id)
   select $1::uuid, $2, $3, e.key, e.id from unnest($4::text[], $5::uuid[]) as e(key, id)
   on conflict (tenant_id, resource, source, external_id) do update set record_id = excluded.record_id`,
)

/**
 * Judges and writes a part of a sheet in the transaction of the operation, as if somebody had done it by hand. A row that is refused leaves
 * nothing; the others stay. Gives what became of each row.
 */
export async function writePart(
  operation: Operation,
  reading: Reading,
  rows: readonly TableRow[],
  seen: Seen,
): Promise<RowResult[]> {
  const { engine, unit } = operation
  const { model, mapping } = reading
  const results = new Map<number, RowResult>()
  const understood = rows.filter(({ cells }) => cells.some((cell) => !isBlank(cell))).map(rowReader(reading))
  const refuse = ({ number }: Understood, problems: readonly Problem[]) =>
    void results.set(number, { row: number, outcome: 'refused', problems })
  const settle = ({ number }: Understood, outcome: RowResult['outcome'], id: string, version: number) =>
    void results.set(number, { row: number, outcome, id, version })

  await resolveReferences(operation, mapping.source, understood)
  const existing = await findExisting(operation, reading, understood, seen)
  const ids = [...new Set([...existing.values()])]
  const records = await loadRecords(operation, operation.context, model, ids)
  const [made, changed]: [Understood[], [Understood, string][]] = [[], []]
  for (const row of understood) {
    const id = existing.get(row)
    const wrong = [...row.problems, ...misplaced(row, id, mapping)]
    if (wrong.length > 0) refuse(row, wrong)
    else if (id) changed.push([row, id])
    else made.push(row)
  }
  await create(made)
  for (const [row, id] of changed) await update(row, id, records.get(id))
  keepExternalIds()
  return understood.flatMap(({ number }) => results.get(number) ?? [])

  async function create(rows: readonly Understood[]): Promise<void> {
    if (!isMadeTogether(operation, model)) {
      for (const row of rows) await alone(row, 'created', () => createRecord(operation, model, row.values))
      return
    }
    let writing: Promise<void> = Promise.resolve()
    for (let at = 0; at < rows.length; at += writtenTogether) {
      const ready = judged(rows.slice(at, at + writtenTogether))
      const prepared = preparedFor(ready)
      await writing
      writing = together(ready, prepared)
      // Once they are on their way to the database, the next are prepared.
      await Promise.race([writing, nextTurn()])
    }
    await writing
  }

  function judged(rows: readonly Understood[]): ReadyRow[] {
    return rows.flatMap((row) => {
      try {
        return [[row, prepareNew(operation.context, model, row.values)] as const]
      } catch (error) {
        refuse(row, problemsOf(error, mapping))
        return []
      }
    })
  }

  function preparedFor(ready: readonly ReadyRow[]) {
    return prepareMany(
      operation,
      model,
      ready.map(([, each]) => each),
    )
  }

  /** All at once; where the database refuses, half and half, until the rows are found that it refuses. */
  async function together(ready: readonly ReadyRow[], prepared = preparedFor(ready)): Promise<void> {
    if (ready.length === 0) return
    try {
      await unit.attempt(() => writeMany(operation, model, prepared))
      for (const [row, { id }] of ready) settle(row, 'created', id, 1)
    } catch (error) {
      const refusal = understoodRefusal(error)
      const [first] = ready
      if (ready.length === 1 && first) return refuse(first[0], problemsOf(refusal, mapping))
      const half = Math.ceil(ready.length / 2)
      await together(ready.slice(0, half))
      await together(ready.slice(half))
    }
  }

  async function update(row: Understood, id: string, record: WireRecord | undefined): Promise<void> {
    const values = record ? withoutSameStates(row.values, record) : row.values
    if (record && changedFields(model, record, normalize(model, values)).length === 0)
      return settle(row, 'unchanged', id, record.version)
    await alone(row, 'updated', () => updateRecord(operation, model, id, values))
  }

  async function alone(row: Understood, outcome: 'created' | 'updated', write: () => Promise<Written>): Promise<void> {
    try {
      const { id, version } = await unit.attempt(async () => {
        const written = await write()
        await unit.run()
        return written.record
      })
      settle(row, outcome, id, version)
    } catch (error) {
      refuse(row, problemsOf(understoodRefusal(error), mapping))
    }
  }

  /** A state that stays is no change of state. */
  function withoutSameStates(values: Draft, record: WireRecord): Draft {
    const same = (name: string) => model.fields.get(name)?.kind === 'state' && record[name] === values[name]
    return Object.fromEntries(Object.entries(values).filter(([name]) => !same(name)))
  }

  /** @throws what is no refusal of this row but concerns the whole */
  function understoodRefusal(error: unknown): DomainError {
    if (isWorthRepeating(error) || isUnavailable(error)) throw error
    const refusal = refusalOf(error, engine.registry, model)
    if (refusal instanceof DomainError) return refusal
    throw refusal
  }

  function keepExternalIds(): void {
    const kept = understood.filter((row) => row.external !== null && results.get(row.number)?.id)
    if (kept.length === 0) return
    const { id: tenantId } = operation.context.tenant
    const keys = kept.map(({ external }) => external)
    const ids = kept.map(({ number }) => results.get(number)?.id)
    unit.queue(bind(keepExternal, tenantId, model.name, mapping.source, keys, ids))
  }
}

/** The record each row is about, where it is there already. */
async function findExisting(
  operation: Operation,
  { model, mapping }: Reading,
  rows: readonly Understood[],
  seen: Seen,
): Promise<Map<Understood, string>> {
  const { match, source } = mapping
  const found = new Map<Understood, string>()
  if (!match) return found
  const keyed = rows.flatMap((row) => {
    const key = keyOf(row, match)
    if (key === null) return []
    const before = seen.get(key)
    if (before !== undefined && before !== row.number)
      row.problems.push(wholeRow(cellProblems.repeated, { row: before }))
    else seen.set(key, row.number)
    return [{ row, key }]
  })
  const keys = [...new Set(keyed.map(({ key }) => key))]
  if (keys.length === 0) return found
  const ids =
    match === 'id'
      ? new Map(keys.map((key) => [key, isUuid(key) ? [key] : []]))
      : match === 'external'
        ? await byExternal(operation, model, source, keys)
        : await byField(operation, model, match, keys)
  for (const { row, key } of keyed) {
    const [id, other] = ids.get(key) ?? []
    if (other) row.problems.push(wholeRow(cellProblems.ambiguous, { value: key }))
    else if (id) found.set(row, id)
  }
  return found
}

export function keyOf(row: Understood, match: string): string | null {
  if (match === 'external') return row.external
  if (match === 'id') return row.id?.toLowerCase() ?? null
  const value = row.values[match]
  return value === null || value === undefined ? null : String(value)
}

/** What the chosen manner does not allow. */
function misplaced(row: Understood, id: string | undefined, { mode, match }: Reading['mapping']): Problem[] {
  if (match && mode !== 'create' && !id && keyOf(row, match) === null && mode === 'update')
    return [wholeRow(cellProblems.unnamed)]
  if (mode === 'create' && id) return [wholeRow(cellProblems.exists)]
  if (!id && (mode === 'update' || (match === 'id' && row.id !== null))) return [wholeRow(cellProblems.missing)]
  return []
}

const wholeRow = ({ code }: ErrorDefinition<never>, params?: Problem['params']): Problem => ({
  column: null,
  code,
  ...(params && { params }),
})

/** A refusal as what is wrong with the columns its fields came from. */
function problemsOf(error: unknown, { columns }: Reading['mapping']): Problem[] {
  if (!(error instanceof DomainError)) throw error
  const { code, params, fields } = error
  if (fields.length === 0) return [{ column: null, code, params }]
  return fields.map(({ path, code, params }) => {
    const at = columns.findIndex((target) => target && (path === target.field || path.startsWith(`${target.field}.`)))
    return { column: at < 0 ? null : at, field: columns[at]?.field ?? path, code, ...(params && { params }) }
  })
}
