import { readInTenant } from '../../database/enter.ts'
import type { WireRecord } from '../codec.ts'
import { type Context, entryOf } from '../context.ts'
import type { Engine } from '../engine.ts'
import type { ResourceModel } from '../model.ts'
import { historyOfReading } from '../record-act.ts'

/**
 * Keeps that somebody was shown fields whose reading is kept (`audited.reads`), once for all records of an answer and before it is sent.
 * Costs nothing where the resource does not ask for it.
 */
export async function keepReading(
  engine: Engine,
  context: Context,
  model: ResourceModel,
  records: readonly Readonly<Partial<WireRecord>>[],
): Promise<void> {
  const asked = model.definition.audited?.reads
  if (!asked) return
  const shown = records.filter((record) => asked.some((name) => name in record))
  if (shown.length === 0) return
  const fields = asked.filter((name) => shown.some((record) => name in record))
  const [only] = shown
  const input = { fields, ...(records.length > 1 && { records: shown.map(({ id }) => id) }) }
  const record = records.length === 1 && only?.id ? only.id : context.tenant.id
  await keep(engine, context, historyOfReading(context, { resource: model.name, record, action: 'read', input }))
}

/** Keeps that somebody took the records away as a file (`audited.exports`), before he has it. */
export async function keepExport(
  engine: Engine,
  context: Context,
  model: ResourceModel,
  asked: { readonly fields: readonly string[]; readonly where?: unknown },
): Promise<void> {
  if (!model.definition.audited?.exports) return
  const reading = { resource: model.name, record: context.tenant.id, action: 'export' as const, input: asked }
  await keep(engine, context, historyOfReading(context, reading))
}

const keep = (engine: Engine, context: Context, entry: ReturnType<typeof historyOfReading>) =>
  readInTenant(engine.database, entryOf(context), [entry])
