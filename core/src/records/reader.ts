import type { AccessPlan, Fact } from '../access/plan.ts'
import type { Fragment } from '../database/fragment.ts'
import type { RawRow } from '../database/statement.ts'
import { withErasedNames } from '../privacy/neutral.ts'
import { buildCodec, codecOf, isTrue, type WireRecord } from './codec.ts'
import { type Context, momentsOf } from './context.ts'
import { nested } from './custom/wire.ts'
import { modelIn, type ResourceModel } from './model.ts'
import { remember } from './remember.ts'

/** A row as it was read: what the codec read, and what only the database could say of it. */
export interface Loaded {
  readonly record: WireRecord
  readonly facts: ReadonlyMap<string, boolean>
}

/** How one set of roles reads one resource: what is selected, and what of it is shown. */
export interface Reader {
  readonly columns: readonly Fragment[]
  decode(row: RawRow): Loaded
  present(loaded: Loaded, context: Context): WireRecord
}

const readers = new WeakMap<AccessPlan, Map<string, Reader>>()

/** @param withCan each record carries `_can`: the actions and fields this actor may use on it now */
export function readerFor(plan: AccessPlan, model: ResourceModel, withCan: boolean): Reader {
  const known = remember(readers, plan, () => new Map())
  const key = `${model.name} ${withCan}`
  const reader = remember(known, key, () => buildReader(plan, modelIn(plan, model), withCan))
  return reader
}

/** All that can be asked of a record of this resource. */
export function actionsOn(model: ResourceModel): string[] {
  const archiving = model.archivable ? ['archive', 'restore'] : []
  return [
    'update',
    'delete',
    ...archiving,
    ...[...model.actions].filter(([, { by }]) => by !== 'system').map(([name]) => name),
  ]
}

function buildReader(plan: AccessPlan, model: ResourceModel, withCan: boolean): Reader {
  const rights = plan.fields(model.name, 'read')
  const actions = withCan ? actionsOn(model).filter((action) => plan.has(model.name, action)) : []
  const judged = ['read', ...actions]
  const mustJudge = rights.mode === 'byRow' || withCan
  const codec = mustJudge || rights.mode !== 'some' ? codecOf(model) : buildCodec(model, rights.names)
  const facts = mustJudge ? plan.facts(model.name, judged) : []
  const decode = decoderOf(codec.decode, codec.columns.length, facts)
  const columns = [
    ...codec.columns.map(({ sql }): Fragment => ({ text: sql, binds: [] })),
    ...facts.map((fact) => fact.fragment('t')),
  ]
  if (!mustJudge)
    return {
      columns,
      decode,
      present: ({ record }, { translate }) => nested(model, withErasedNames(model, record, translate)),
    }
  return {
    columns,
    decode,
    present({ record, facts }, context) {
      const judgement = plan.judge(model.name, record, facts, momentsOf(context))
      const names = judgement.fields('read')
      const named = withErasedNames(model, record, context.translate)
      const shown = nested(model, names === 'all' ? named : only(named, names))
      return withCan ? { ...shown, _can: canOf(model, record, judgement, actions) } : shown
    },
  }
}

function decoderOf(
  decode: (row: RawRow) => WireRecord,
  width: number,
  facts: readonly Fact[],
): (row: RawRow) => Loaded {
  if (facts.length === 0) {
    const none: ReadonlyMap<string, boolean> = new Map()
    return (row) => ({ record: decode(row), facts: none })
  }
  return (row) => ({
    record: decode(row),
    facts: new Map(facts.map(({ key }, index) => [key, isTrue(row[width + index])])),
  })
}

function only(record: WireRecord, names: ReadonlySet<string>): WireRecord {
  const entries = Object.entries(record).filter(
    ([name]) => names.has(name) || (name.endsWith('Zone') && names.has(name.slice(0, -4))),
  )
  return Object.fromEntries(entries) as WireRecord
}

/** The actions open now, by right and by state, and the fields that may be changed. */
function canOf(
  model: ResourceModel,
  record: WireRecord,
  judgement: ReturnType<AccessPlan['judge']>,
  actions: readonly string[],
) {
  const isArchived = Boolean(record.archivedAt)
  const open = actions.filter((action) => judgement.can(action) && isOpen(model, record, action, isArchived))
  const fields = isArchived ? new Set<string>() : judgement.fields('update')
  return { actions: open, fields: fields === 'all' ? true : [...fields].filter((name) => model.fields.has(name)) }
}

function isOpen(model: ResourceModel, record: WireRecord, action: string, isArchived: boolean): boolean {
  if (action === 'restore') return isArchived
  if (action === 'delete') return true
  if (isArchived) return false
  const definition = model.actions.get(action)
  if (!definition?.from) return true
  return statesOf(definition.from).includes(String(record[stateFieldOf(model, definition.field) ?? '']))
}

export const statesOf = (from: unknown) => (Array.isArray(from) ? from : [from]) as string[]

export function stateFieldOf(model: ResourceModel, named: string | undefined): string | undefined {
  return named ?? [...model.fields.values()].find(({ kind }) => kind === 'state')?.name
}
