import type { PastEntry, PastPage, PastQuery } from '@guildhall/sdk'
import { isUuid } from '../../access/operand.ts'
import { bind, prepare } from '../../database/statement.ts'
import type { Context } from '../context.ts'
import { namesShown } from '../custom/wire.ts'
import type { Operation } from '../engine.ts'
import { badQuery } from '../errors.ts'
import type { ResourceModel } from '../model.ts'
import { present, selectList } from '../read.ts'
import { type Entry, entryColumns, entryTables, keyOf, named, namesOfTheGone, readEntry, visible } from './entry.ts'

const portion = 200
/** So long a search goes on without an answer; then its reader asks for more. */
const mostPortions = 10

/** Looks through the past from the newest back, until a page is full of what the reader may see. */
export async function searchPast(operation: Operation, query: PastQuery = {}): Promise<PastPage> {
  for (const name of ['record', 'actor', 'before'] as const)
    if (query[name] !== undefined && !isUuid(query[name]))
      throw badQuery({}, [{ path: name, code: 'validation.pattern' }])
  const limit = Math.min(query.limit ?? 25, 100)
  const found: PastEntry[] = []
  let before = query.before ?? null
  for (let read = 0; read < mostPortions; read++) {
    const [{ rows }] = await operation.unit.run(bind(select, ...valuesOf(operation.context, query, before)))
    for (const entry of await shownTo(operation, rows, query)) {
      found.push(entry)
      if (found.length === limit) return { entries: found, next: entry.id }
    }
    if (rows.length < portion) return { entries: found, next: null }
    before = rows.at(-1)?.id ?? null
  }
  return { entries: found, next: before }
}

/** One entry, if the reader may see it. */
export async function findPast(operation: Operation, id: string): Promise<{ entry: Entry; shown: PastEntry } | null> {
  if (!isUuid(id)) return null
  const [{ rows }] = await operation.unit.run(bind(selectOne, operation.context.tenant.id, id))
  const [entry] = rows
  const [shown] = await shownTo(operation, rows, {})
  return entry && shown ? { entry, shown } : null
}

const selectOne = prepare(
  `select ${entryColumns} from ${entryTables} where h.tenant_id = $1::uuid and h.id = $2::uuid`,
  readEntry,
)

const select = prepare(
  `select ${entryColumns} from ${entryTables}
   where h.tenant_id = $1::uuid and ($2::uuid is null or h.id < $2::uuid)
     and (h.resource = any($3::text[]) or ($4::boolean and h.resource <> all($5::text[])))
     and ($6::text is null or h.resource = $6) and ($7::uuid is null or h.record_id = $7::uuid)
     and ($8::uuid is null or h.actor_id = $8::uuid or (a.kind = 'acting' and a.person_id = $8::uuid))
     and (not $9::boolean or a.kind = 'acting') and ($10::text is null or h.action = $10)
     and ($11::text is null or coalesce(jsonb_exists(h.before, $11), false) or coalesce(jsonb_exists(h.after, $11), false))
     and ($12::text is null or position(lower($12) in lower(h.reason)) > 0) and ($13::text is null or h.request_id = $13)
     and ($14::timestamptz is null or h.at >= $14::timestamptz) and ($15::timestamptz is null or h.at < $15::timestamptz)
   order by h.id desc limit ${portion}`,
  readEntry,
)

function valuesOf(context: Context, query: PastQuery, before: string | null): unknown[] {
  const models = [...context.plan.registry.models.values()]
  const readable = models.filter((model) => mayRead(context, model)).map(({ name }) => name)
  const { resource, record, actor, acting, action, field, reason, request, since, until } = query
  return [
    ...[context.tenant.id, before, readable, runsTheTenant(context), models.map(({ name }) => name)],
    ...[resource ?? null, record ?? null, actor ?? null, acting === true, action ?? null, field ?? null],
    ...[reason ?? null, request ?? null, since ?? null, until ?? null],
  ]
}

const mayRead = ({ plan, plugins }: Context, { name, plugin }: ResourceModel) =>
  plugins.has(plugin) && plan.has(name, 'read')

/** What was done to the tenant itself is for those who could do as much: who may change every role. */
const runsTheTenant = ({ plan }: Context) => plan.verdict('roles', 'update') === 'always'

/** What may not be told of an entry, it cannot be found by either. */
async function shownTo(operation: Operation, rows: readonly Entry[], query: PastQuery): Promise<PastEntry[]> {
  const { context, engine } = operation
  const names = await readableNames(operation, rows)
  return rows.flatMap((entry) => {
    const model = context.plan.registry.models.get(entry.resource)
    if (!model && !runsTheTenant(context)) return []
    const open = model ? names.get(placeOf(entry)) : everything
    if (!open) return []
    if (query.field !== undefined && !open.has(query.field)) return []
    if (!open.has('updatedAt') && (query.since ?? query.until) !== undefined) return []
    const asksWho = query.actor ?? query.reason ?? query.request ?? (query.acting || undefined)
    if (!open.has('updatedBy') && asksWho !== undefined) return []
    const isWhole = !model || context.plan.fields(model.name, 'read').mode === 'all'
    const { resource, record, request } = entry
    const shown = visible(named(entry, context), keyOf(engine, context, entry), open, isWhole)
    return [{ ...shown, resource, record, ...(request && open.has('updatedBy') && { request }) }]
  })
}

/** What is no record has no rights of its fields. */
const everything = { has: () => true } as unknown as ReadonlySet<string>
const placeOf = ({ resource, record }: Entry) => `${resource}/${record}`

/** The fields that may be read of each record that is spoken of; nothing for one that may not be seen. */
async function readableNames(
  operation: Operation,
  rows: readonly Entry[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { context, unit } = operation
  const names = new Map<string, ReadonlySet<string>>()
  for (const resource of new Set(rows.map((entry) => entry.resource))) {
    const model = context.plan.registry.models.get(resource)
    if (!model || !mayRead(context, model)) continue
    const of = rows.filter((entry) => entry.resource === resource)
    const ids = [...new Set(of.map(({ record }) => record))]
    const [{ rows: loaded }] = await unit.run(
      selectList(context, model, { where: { id_in: ids }, archived: 'with', limit: ids.length }).rows,
    )
    const gone = namesOfTheGone(context, model)
    if (gone) for (const entry of of) names.set(placeOf(entry), gone)
    for (const one of loaded) {
      const shown = present(context, model, one)
      names.set(`${resource}/${String(shown['id'])}`, new Set(namesShown(shown)))
    }
  }
  return names
}
