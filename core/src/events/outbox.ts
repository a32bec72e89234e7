import type { Clock } from '@guildhall/sdk'
import type pg from 'pg'
import { type Delivery, eventDelivery, type WaitingEvent } from './delivery.ts'
import type { Held } from './held.ts'
import { takeDue } from './later.ts'
import type { DeliveryQueue } from './queue.ts'
import { readSwitches } from './switches.ts'
import { inTransaction } from './transaction.ts'

/**
 * Takes committed events out of the waiting ones: gives each its position and puts one delivery per subscriber in the queue, all in
 * one transaction. A crash at any point leaves an event either waiting or dispatched, never both and never neither.
 *
 * Why nothing is missed and the order of a record is kept: an event waits until it is marked, so it does not matter that
 * transactions commit in another order than they drew their sequence. Whoever changes a record holds its row's lock before he draws
 * a sequence and until he has committed, so where a later event of the record can be seen, the earlier one can be seen too and has
 * the smaller sequence. One dispatcher at a time, until its commit, makes positions appear in their order.
 */
export interface Dispatcher {
  /** One round: how many events and parked deliveries went on their way; `busy` when another process is at it. */
  dispatch(): Promise<number | 'busy'>
}

export interface Subscriber {
  readonly plugin: string
  readonly name: string
}

export interface DispatcherOptions {
  readonly pool: pg.Pool
  readonly queue: DeliveryQueue
  readonly held: Held
  readonly clock: Clock
  subscribersOf(event: string): readonly Subscriber[]
}

const mostEvents = 500

export async function openDispatcher({ pool, queue, held, clock, subscribersOf }: DispatcherOptions): Promise<Dispatcher> {
  await pool.query(
    `insert into guildhall.installation (name, value) values ('outbox', '{"position": 0}') on conflict do nothing`,
  )

  async function deliveriesOf(
    client: pg.ClientBase,
    events: readonly WaitingRow[],
  ): Promise<{ send: Delivery[]; park: Delivery[] }> {
    const wanted = events.flatMap((event) => subscribersOf(event.name).map((subscriber) => ({ event, subscriber })))
    const tenantIds = [...new Set(wanted.map(({ event }) => event.tenant_id))]
    if (tenantIds.length === 0) return { send: [], park: [] }
    const switches = await readSwitches(client, tenantIds)
    const parked = await held.parkedFor(client, tenantIds)
    const [send, park]: [Delivery[], Delivery[]] = [[], []]
    for (const { event, subscriber } of wanted) {
      const verdict = switches.judge(event.tenant_id, subscriber.plugin, event.at)
      if (verdict === 'drop') continue
      const isBehindParked = parked.has(`${event.tenant_id} ${subscriber.name}`)
      const delivery = eventDelivery(waitingEvent(event), subscriber)
      ;(verdict === 'deliver' && !isBehindParked ? send : park).push(delivery)
    }
    return { send, park }
  }

  return {
    dispatch: () =>
      inTransaction(pool, async (client) => {
        const turn = await takeTurn(client)
        if (!turn) return 'busy'
        const released = (await held.release(client)) + (await takeDue(client, queue, clock.now()))
        const { rows } = await client.query<WaitingRow>(waiting)
        const { send, park } = await deliveriesOf(client, rows)
        await queue.add(client, send)
        await held.parkNew(client, park)
        if (rows.length + released > 0) await place(client, rows)
        return rows.length + released
      }),
  }
}

/**
 * The row is the lock. pg-boss orders by the time a transaction began, so one that began before the last dispatcher had
 * committed lets go and begins anew. (A second's difference and more is a clock that was set back.)
 */
async function takeTurn(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ early: boolean | null }>(
    `select now() <= (value ->> 'at')::timestamptz and now() > (value ->> 'at')::timestamptz - interval '1 second' as early
     from guildhall.installation where name = 'outbox' for update skip locked`,
  )
  return rows.length === 1 && rows[0]?.early !== true
}

async function place(client: pg.ClientBase, rows: readonly WaitingRow[]): Promise<void> {
  const counted = await client.query<{ last: string }>(
    `update guildhall.installation set value = jsonb_build_object('position', (value ->> 'position')::bigint + $1, 'at', now())
     where name = 'outbox' returning value ->> 'position' as last`,
    [rows.length],
  )
  const first = BigInt(counted.rows[0]?.last ?? 0) - BigInt(rows.length)
  await client.query(
    `update guildhall.outbox o set position = $1::bigint + given.place
     from unnest($2::uuid[], $3::uuid[]) with ordinality as given(tenant_id, id, place)
     where o.tenant_id = given.tenant_id and o.id = given.id`,
    [String(first), rows.map(({ tenant_id }) => tenant_id), rows.map(({ id }) => id)],
  )
}

interface WaitingRow {
  tenant_id: string
  id: string
  sequence: string
  name: string
  record_key: string | null
  at: Date
}

const waiting = `select tenant_id, id, sequence, name, record_key, at from guildhall.outbox where position is null order by sequence limit ${mostEvents}`

function waitingEvent({ tenant_id, id, sequence, name, record_key, at }: WaitingRow): WaitingEvent {
  return { tenantId: tenant_id, id, sequence, name, recordKey: record_key, at: at.toISOString() }
}
