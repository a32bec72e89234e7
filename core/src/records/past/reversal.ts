import { defineError, type FieldReversal, type History, type Reversal } from '@guildhall/sdk'
import { namesShown, wireValue } from '../custom/wire.ts'
import { isSame } from '../draft.ts'
import type { Operation } from '../engine.ts'
import { forbidden, notFound } from '../errors.ts'
import { modelIn, type ResourceModel } from '../model.ts'
import { present, selectOne } from '../read.ts'
import { createRecord } from '../write/create.ts'
import { updateRecord } from '../write/update.ts'
import { findPast } from './search.ts'

const isFinal = defineError('history.final', 409)
const nothing = defineError('history.nothing', 409)
const notReversible = defineError('history.not_reversible', 409)
const isThere = defineError('history.is_there', 409)
const isGone = defineError('history.is_gone', 409)

interface Found {
  readonly model: ResourceModel | null
  readonly reversal: Reversal
}

/** The change beside the record as it is now: what can be taken back, and what stands in the way. */
export async function compareWithPast(operation: Operation, id: string): Promise<Reversal> {
  return (await compare(operation, id)).reversal
}

export async function takeBack(
  operation: Operation,
  id: string,
  { fields, version }: Parameters<History['takeBack']>[1],
): Promise<{ resource: string; record: string }> {
  const { model, reversal } = await compare(operation, id)
  const { entry, refused } = reversal
  const { resource, record } = entry
  const because = [isFinal, notReversible, isThere, isGone].find(({ code }) => code === refused)
  if (because || !model) throw (because ?? notReversible)()
  const wanted = reversal.fields.filter(({ name, state }) =>
    fields ? fields.includes(name) && state !== 'same' : state === 'ready',
  )
  const impossible = wanted.filter(({ state }) => state === 'closed' || state === 'forgotten')
  if (fields && impossible.length > 0)
    throw notReversible(
      {},
      impossible.map(({ name: path }) => ({ path, code: notReversible.code })),
    )
  if (wanted.length === 0) throw nothing()
  const values = Object.fromEntries(wanted.map(({ name, then }) => [name, then]))
  if (entry.action === 'delete') await bringBack(operation, model, record, values)
  else await updateRecord(operation, model, record, values, { version })
  await operation.unit.run()
  return { resource, record }
}

/** As it was, its state too; it must be the actor's to create and to change. */
async function bringBack(operation: Operation, model: ResourceModel, id: string, values: Record<string, unknown>) {
  for (const action of ['create', 'delete'])
    if (operation.context.plan.verdict(model.name, action) !== 'always')
      throw forbidden({ action, resource: model.name })
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
  await createRecord(operation, model, given, { id, byCode: true })
}

async function compare(operation: Operation, id: string): Promise<Found> {
  const { context, unit } = operation
  const found = await findPast(operation, id)
  if (!found) throw notFound()
  const { shown: entry } = found
  const base = context.plan.registry.models.get(entry.resource)
  const model = base ? modelIn(context.plan, base) : null
  if (!model) return { model, reversal: { entry, version: null, fields: [], refused: notReversible.code } }
  const [{ rows }] = await unit.run(selectOne(context, model, entry.record))
  const now = rows[0] ? present(context, model, rows[0]) : null
  const isDeletion = entry.action === 'delete'
  const names = new Set([...Object.keys(entry.before ?? {}), ...(entry.removed ?? [])])
  const fields = [...model.fields.keys()]
    .filter((name) => names.has(name))
    .map((name) => {
      const then = entry.before?.[name] ?? null
      const present = now ? (wireValue(now, name) ?? null) : null
      const after = entry.after?.[name] ?? null
      return { name, now: present, then, state: stateOf({ model, name, then, now: present, after, entry, isDeletion }) }
    })
  const refused =
    model.definition.audited?.reverts === false
      ? isFinal.code
      : !entry.before || entry.action === 'archive' || entry.action === 'restore'
        ? notReversible.code
        : isDeletion && now
          ? isThere.code
          : !isDeletion && !now
            ? isGone.code
            : fields.some(({ state }) => state === 'ready' || state === 'moved')
              ? null
              : nothing.code
  const version = now && namesShown(now).includes('version') ? Number(now['version']) : null
  return { model, reversal: { entry, version, fields, refused } }
}

interface Judged {
  readonly model: ResourceModel
  readonly name: string
  readonly then: unknown
  readonly now: unknown
  readonly after: unknown
  readonly entry: Reversal['entry']
  readonly isDeletion: boolean
}

function stateOf({ model, name, then, now, after, entry, isDeletion }: Judged): FieldReversal {
  const field = model.fields.get(name)
  if (entry.removed?.includes(name)) return 'forgotten'
  if (field?.kind === 'many') return 'closed'
  if (isDeletion) return 'ready'
  const isClosed = field?.definition.computed || field?.definition.immutable || field?.kind === 'state'
  if (isSame(now, then)) return 'same'
  if (isClosed) return 'closed'
  return isSame(now, after) ? 'ready' : 'moved'
}
