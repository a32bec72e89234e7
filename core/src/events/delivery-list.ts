import { readInTenant } from '../database/enter.ts'
import { bind, prepare, type RawRow } from '../database/statement.ts'
import type { Page, PageRequest } from '../http/page.ts'
import { type Context, entryOf } from '../records/context.ts'
import { badQuery } from '../records/errors.ts'
import { eventDelivery } from './delivery.ts'
import type { Events } from './events.ts'

/** A fact, and what became of it with each of its subscribers. Facts are kept for some days. */
export interface ToldEvent {
  readonly id: string
  readonly name: string
  readonly at: string
  /** What it was about, as `<resource>/<id>`. */
  readonly about: string | null
  readonly deliveries: readonly EventDelivery[]
}

export interface EventDelivery {
  readonly plugin: string
  readonly handler: string
  /** `parked`: its plugin is off; it is delivered once it is on again. `failed`: a dead letter. */
  readonly state: 'waiting' | 'retrying' | 'done' | 'parked' | 'failed'
}

/** Newest first. A subscriber that is owed nothing, as it was off when the event happened, is left out. */
export async function listToldEvents(
  { database, subscribersOf, waiting }: Pick<Events, 'database' | 'subscribersOf' | 'waiting'>,
  context: Context,
  { from, limit, filter }: PageRequest,
): Promise<Page<ToldEvent>> {
  const unknown = Object.keys(filter).filter((name) => name !== 'name')
  if (unknown.length > 0)
    throw badQuery(
      {},
      unknown.map((name) => ({ path: `filter.${name}`, code: 'validation.unknown_property' })),
    )
  const tenantId = context.tenant.id
  const given = [tenantId, filter['name'] ?? null]
  const [page, total] = await readInTenant(database, entryOf(context), [
    bind(selectPage, ...given, limit, from),
    bind(count, ...given),
  ])
  const owed = new Map(
    page.rows.map((event) => [
      event.id,
      subscribersOf(event.name).map((subscriber) =>
        eventDelivery({ ...event, tenantId, recordKey: event.about }, subscriber),
      ),
    ]),
  )
  const deliveries = [...owed.values()].flat()
  const [queued, [done, held]] = await Promise.all([
    waiting(deliveries),
    readInTenant(database, entryOf(context), [
      bind(
        selectDone,
        tenantId,
        deliveries.map(({ handler }) => handler),
        deliveries.map(({ itemId }) => itemId),
      ),
      bind(
        selectHeld,
        tenantId,
        deliveries.map(({ id }) => id),
      ),
    ]),
  ])
  const isDone = new Set(done.rows)
  const heldBack = new Map(held.rows)
  const rows = page.rows.map(({ sequence: _, ...event }): ToldEvent => {
    const told = (owed.get(event.id) ?? []).flatMap(({ id, plugin, handler }): EventDelivery[] => {
      const state = isDone.has(`${handler} ${event.id}`) ? 'done' : (heldBack.get(id) ?? queued.get(id))
      return state ? [{ plugin, handler, state }] : []
    })
    return { ...event, deliveries: told }
  })
  return { rows, from, total: total.rows[0] ?? 0 }
}

const where = `o.tenant_id = $1::uuid and o.position is not null and ($2::text is null or o.name = $2::text)`

const selectPage = prepare(
  `select o.id, o.sequence, o.name, to_char(o.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), o.record_key
   from guildhall.outbox o where ${where} order by o.position desc limit $3::bigint offset $4::bigint`,
  ([id, sequence, name, at, about]: RawRow) => ({
    id: String(id),
    sequence: String(sequence),
    name: String(name),
    at: String(at),
    about: about ?? null,
  }),
)
const selectDone = prepare(
  `select d.handler, d.event_id from unnest($2::text[], $3::uuid[]) as owed(handler, event_id)
   join guildhall.handled d on d.tenant_id = $1::uuid and d.handler = owed.handler and d.event_id = owed.event_id`,
  ([handler, event]) => `${handler} ${event}`,
)
const selectHeld = prepare(
  `select h.id, h.reason from guildhall.held_deliveries h where h.tenant_id = $1::uuid and h.id = any($2::uuid[])`,
  ([id, reason]): [string, EventDelivery['state']] => [String(id), reason === 'dead' ? 'failed' : 'parked'],
)
const count = prepare(`select count(*) from guildhall.outbox o where ${where}`, ([total]) => Number(total))
