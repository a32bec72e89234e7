import { readInTenant } from '../database/enter.ts'
import type { Database } from '../database/pool.ts'
import { bind, prepare, type RawRow } from '../database/statement.ts'
import type { Page, PageRequest } from '../http/page.ts'
import { type Context, entryOf } from '../records/context.ts'
import { badQuery } from '../records/errors.ts'
import { historyOfAct } from '../records/record-act.ts'
import { inside } from '../tenancy/load.ts'

/** A delivery that failed until nobody tried any more. */
export interface DeadLetter {
  readonly id: string
  readonly kind: 'event' | 'job'
  readonly plugin: string
  readonly handler: string
  /** What it was about, as `<resource>/<id>`; null for jobs. */
  readonly about: string | null
  readonly event: { readonly id: string; readonly name: string; readonly at: string } | null
  readonly attempts: number
  /** The code of a refusal, or what went wrong. */
  readonly error: string | null
  readonly at: string
}

export async function listDeadLetters(
  database: Database,
  context: Context,
  { from, limit, filter }: PageRequest,
): Promise<Page<DeadLetter>> {
  const unknown = Object.keys(filter).filter((name) => name !== 'plugin')
  if (unknown.length > 0)
    throw badQuery(
      {},
      unknown.map((name) => ({ path: `filter.${name}`, code: 'validation.unknown_property' })),
    )
  const tenantId = context.tenant.id
  const plugin = filter.plugin ?? null
  const [page, total] = await readInTenant(database, entryOf(context), [
    bind(selectPage, tenantId, plugin, limit, from),
    bind(count, tenantId, plugin),
  ])
  return { rows: page.rows, from, total: total.rows[0] ?? 0 }
}

export async function findDeadLetter(database: Database, context: Context, id: string): Promise<DeadLetter | null> {
  const [{ rows }] = await readInTenant(database, entryOf(context), [bind(selectOne, context.tenant.id, id)])
  return rows[0] ?? null
}

/** Gives one up for good; who did it stays in the history. @returns whether it was there */
export async function discardDeadLetter(
  database: Database,
  context: Context,
  { id, plugin, handler, about, error }: DeadLetter,
): Promise<boolean> {
  const before = { id, plugin, handler, about, error }
  const [, { rows }] = await database.run([
    inside(context.tenant.id),
    bind(remove, context.tenant.id, id),
    historyOfAct(context, { kind: 'dead-letters', action: 'delete', before }),
  ])
  return rows.length > 0
}

const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const columns = `select h.id, h.kind, h.plugin, h.handler, o.record_key, o.id, o.name, ${instant('o.at')}, h.attempts, h.error, ${instant('h.at')}
  from guildhall.held_deliveries h left join guildhall.outbox o on o.tenant_id = h.tenant_id and o.id = h.item_id
  where h.tenant_id = $1::uuid and h.reason = 'dead'`

const selectPage = prepare(
  `${columns} and ($2::text is null or h.plugin = $2::text) order by h.at desc, h.id limit $3::bigint offset $4::bigint`,
  decode,
)
const selectOne = prepare(`${columns} and h.id = $2::uuid`, decode)
const count = prepare(
  `select count(*) from guildhall.held_deliveries where tenant_id = $1::uuid and reason = 'dead' and ($2::text is null or plugin = $2::text)`,
  ([total]) => Number(total),
)

const remove = prepare(
  `delete from guildhall.held_deliveries where tenant_id = $1::uuid and id = $2::uuid and reason = 'dead' returning id`,
  ([id]) => String(id),
)

function decode([id, kind, plugin, handler, about, eventId, name, eventAt, attempts, error, at]: RawRow): DeadLetter {
  return {
    id: String(id),
    kind: kind as DeadLetter['kind'],
    plugin: String(plugin),
    handler: String(handler),
    about: about ?? null,
    event: eventId == null ? null : { id: eventId, name: String(name), at: String(eventAt) },
    attempts: Number(attempts),
    error: error ?? null,
    at: String(at),
  }
}
