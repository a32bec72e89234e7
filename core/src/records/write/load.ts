import type { Judgement } from '../../access/judge.ts'
import type { AccessPlan } from '../../access/plan.ts'
import { bindValues } from '../../database/assemble.ts'
import { readOneInTenant } from '../../database/enter.ts'
import type { Fragment } from '../../database/fragment.ts'
import type { BoundStatement } from '../../database/statement.ts'
import { codecOf, isTrue, type WireRecord } from '../codec.ts'
import { bindContextOf, type Context, entryOf, momentsOf } from '../context.ts'
import type { Operation } from '../engine.ts'
import { notFound, stale } from '../errors.ts'
import { modelIn, type ResourceModel } from '../model.ts'
import type { Loaded } from '../reader.ts'
import { remember } from '../remember.ts'
import { type Compiled, selectRows } from '../select.ts'

/** A record the actor may see, whole, locked until the end of the transaction, with what may be done with it. */
export interface Held {
  readonly record: WireRecord
  readonly judgement: Judgement
}

/** @throws 404 when it does not exist or may not be seen */
export async function holdRecord(
  operation: Operation,
  model: ResourceModel,
  id: string,
  actions: readonly string[],
): Promise<Held> {
  return judged(operation, model, await fetch(operation, model, id, actions, 'visible'))
}

/**
 * The same without a lock and outside the transaction, for a write that says which version it goes on: one round trip,
 * and no trace in the table.
 * @throws 404 when it does not exist or may not be seen
 */
export async function peekRecord(
  operation: Operation,
  model: ResourceModel,
  id: string,
  actions: readonly string[],
): Promise<Held> {
  const { engine, context } = operation
  const loaded = await readOneInTenant(
    engine.database,
    entryOf(context),
    selection(context, model, id, actions, 'unlocked'),
  )
  if (!loaded) throw notFound()
  return judged(operation, model, loaded)
}

/** @throws 409 when the record has moved on since the caller saw it */
export function refuseStale(record: WireRecord, given: number | undefined): void {
  if (given !== undefined && given !== record.version) throw stale({ version: record.version, given })
}

/** A record as it is now in the transaction, whether the actor may see it or not. */
export async function reloadRecord(operation: Operation, model: ResourceModel, id: string): Promise<WireRecord> {
  return (await fetch(operation, model, id, [], 'any')).record
}

/** Judges a record as it is now, whether the actor may see it or not. */
export async function judgeStored(
  operation: Operation,
  model: ResourceModel,
  id: string,
  actions: readonly string[],
): Promise<Judgement> {
  return judged(operation, model, await fetch(operation, model, id, actions, 'any')).judgement
}

function judged({ context }: Operation, model: ResourceModel, { record, facts }: Loaded): Held {
  return { record, judgement: context.plan.judge(model.name, record, facts, momentsOf(context)) }
}

async function fetch(
  { context, unit }: Operation,
  model: ResourceModel,
  id: string,
  actions: readonly string[],
  which: Which,
): Promise<Loaded> {
  const [{ rows }] = await unit.run(selection(context, model, id, actions, which))
  if (!rows[0]) throw notFound()
  return rows[0]
}

type Which = 'visible' | 'unlocked' | 'any'

function selection(
  context: Context,
  model: ResourceModel,
  id: string,
  actions: readonly string[],
  which: Which,
): BoundStatement<Loaded> {
  if (!/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(id)) throw notFound()
  const { statement, binds } = statementFor(context.plan, model, actions, which)
  return { statement, values: bindValues(binds, bindContextOf(context), [id]) }
}

const statements = new WeakMap<AccessPlan, Map<string, Compiled<Loaded>>>()

function statementFor(
  plan: AccessPlan,
  model: ResourceModel,
  actions: readonly string[],
  which: Which,
): Compiled<Loaded> {
  const known = remember(statements, plan, () => new Map())
  const key = `${model.name} ${which} ${actions.join(' ')}`
  const statement = remember(known, key, () => build(plan, modelIn(plan, model), actions, which))
  return statement
}

function build(plan: AccessPlan, model: ResourceModel, actions: readonly string[], which: Which): Compiled<Loaded> {
  const codec = codecOf(model)
  const facts = plan.facts(model.name, actions)
  const byId: Fragment = { text: 't.id = ?::uuid', binds: [{ kind: 'value', index: 0 }] }
  return selectRows(
    {
      model,
      columns: [
        ...codec.columns.map(({ sql }): Fragment => ({ text: sql, binds: [] })),
        ...facts.map((fact) => fact.fragment('t')),
      ],
      where: [byId, ...(which !== 'any' ? [plan.predicate(model.name, 'read', 't')] : [])],
      lock: which === 'visible',
    },
    (row) => ({
      record: codec.decode(row),
      facts: new Map(facts.map(({ key }, index) => [key, isTrue(row[codec.columns.length + index])])),
    }),
  )
}
