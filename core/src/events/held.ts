import type { Clock } from '@guildhall/sdk'
import type pg from 'pg'
import { type Delivery, eventDelivery, jobDelivery } from './delivery.ts'
import type { Claimed, DeliveryQueue } from './queue.ts'
import { inTransaction } from './transaction.ts'

/** Deliveries that are out of the queue: dead ones wait for a person, parked ones for their plugin. */
export interface Held {
  /** Gives up a delivery: it becomes a dead letter. */
  bury(claimed: Claimed, error: string): Promise<void>
  /** Parks what was taken from the queue. */
  park(claimed: Claimed): Promise<void>
  /** Parks what has never been in the queue. */
  parkNew(client: pg.ClientBase, deliveries: readonly Delivery[]): Promise<void>
  /** Puts back, in their order, what was parked for plugins that are on. */
  release(client: pg.ClientBase): Promise<number>
  /** Handlers that have something parked: whatever is new for them goes behind it. */
  parkedFor(client: pg.ClientBase, tenantIds: readonly string[]): Promise<ReadonlySet<string>>
  /** Puts a dead letter back; null when there is none. */
  retry(tenantId: string, id: string): Promise<Delivery | null>
}

const mostReleased = 500

export function openHeld({ pool, queue, clock }: { pool: pg.Pool; queue: DeliveryQueue; clock: Clock }): Held {
  async function insert(
    client: pg.ClientBase,
    reason: 'dead' | 'parked',
    deliveries: readonly (Delivery & { retries?: number })[],
    error: string | null = null,
  ): Promise<void> {
    const column = (of: (delivery: Delivery & { retries?: number }) => unknown) => deliveries.map(of)
    await client.query(
      `insert into guildhall.held_deliveries (tenant_id, id, reason, kind, plugin, handler, item_id, sequence, attempts, error, at)
       select tenant_id, id, $1, kind, plugin, handler, item_id, sequence, attempts, $2, $3
       from unnest($4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::uuid[], $10::bigint[], $11::int[])
         as given(tenant_id, id, kind, plugin, handler, item_id, sequence, attempts)
       where exists (select from guildhall.tenants t where t.id = given.tenant_id)
       on conflict (tenant_id, id) do nothing`,
      [
        reason,
        error,
        clock.now(),
        column(({ tenantId }) => tenantId),
        column(({ id }) => id),
        column(({ kind }) => kind),
        column(({ plugin }) => plugin),
        column(({ handler }) => handler),
        column(({ itemId }) => itemId),
        column(({ sequence }) => sequence),
        column(({ retries }) => (retries === undefined ? 0 : retries + (reason === 'dead' ? 1 : 0))),
      ],
    )
  }

  /** The rows are deleted and their deliveries put back in one transaction: a crash leaves them where they were. */
  async function putBack(client: pg.ClientBase, rows: readonly HeldRow[]): Promise<Delivery[]> {
    const deliveries = rows.map(deliveryOf)
    await client.query(
      `delete from guildhall.held_deliveries h using unnest($1::uuid[], $2::uuid[]) as given(tenant_id, id)
       where h.tenant_id = given.tenant_id and h.id = given.id`,
      [deliveries.map(({ tenantId }) => tenantId), deliveries.map(({ id }) => id)],
    )
    await queue.add(client, deliveries)
    return deliveries
  }

  return {
    bury: (claimed, error) =>
      inTransaction(pool, async (client) => {
        if (!(await queue.remove(client, claimed))) return
        await insert(client, 'dead', [claimed], error)
        if (claimed.kind === 'job')
          await client.query(
            `update guildhall.job_runs set state = 'failed', error = $3, finished_at = $4, attempts = $5 where tenant_id = $1 and id = $2`,
            [claimed.tenantId, claimed.itemId, error, clock.now(), claimed.retries + 1],
          )
      }),
    park: (claimed) =>
      inTransaction(pool, async (client) => {
        if (!(await queue.remove(client, claimed))) return
        await insert(client, 'parked', [claimed])
        if (claimed.kind === 'job')
          await client.query(
            `update guildhall.job_runs set slot = null, once = null, state = 'waiting' where tenant_id = $1 and id = $2`,
            [claimed.tenantId, claimed.itemId],
          )
      }),
    async parkNew(client, deliveries) {
      if (deliveries.length > 0) await insert(client, 'parked', deliveries)
    },
    async release(client) {
      const { rows } = await client.query<HeldRow>(
        `${selectHeld} join guildhall.tenants t on t.id = h.tenant_id
         left join guildhall.tenant_plugins s on s.tenant_id = h.tenant_id and s.plugin = h.plugin
         where h.reason = 'parked' and t.status = 'active' and (h.plugin = 'core' or s.enabled)
         order by h.sequence, h.id limit ${mostReleased} for update of h`,
      )
      await putBack(client, rows)
      return rows.length
    },
    async parkedFor(client, tenantIds) {
      const { rows } = await client.query<{ tenant_id: string; handler: string }>(
        `select distinct tenant_id, handler from guildhall.held_deliveries where reason = 'parked' and tenant_id = any($1::uuid[])`,
        [tenantIds],
      )
      return new Set(rows.map(({ tenant_id, handler }) => `${tenant_id} ${handler}`))
    },
    retry: (tenantId, id) =>
      inTransaction(pool, async (client) => {
        const { rows } = await client.query<HeldRow>(
          `${selectHeld} where h.reason = 'dead' and h.tenant_id = $1 and h.id = $2 for update of h`,
          [tenantId, id],
        )
        const [delivery] = await putBack(client, rows)
        if (delivery?.kind === 'job')
          await client.query(
            `update guildhall.job_runs set state = 'waiting', slot = null, once = null, error = null, finished_at = null where tenant_id = $1 and id = $2`,
            [tenantId, delivery.itemId],
          )
        return delivery ?? null
      }),
  }
}

interface HeldRow {
  tenant_id: string
  id: string
  kind: Delivery['kind']
  plugin: string
  handler: string
  item_id: string
  sequence: string | null
  record_key: string | null
  lane: string | null
}

const selectHeld = `select h.tenant_id, h.id, h.kind, h.plugin, h.handler, h.item_id, h.sequence, o.record_key, r.lane
  from guildhall.held_deliveries h left join guildhall.outbox o on o.tenant_id = h.tenant_id and o.id = h.item_id
  left join guildhall.job_runs r on h.kind = 'job' and r.tenant_id = h.tenant_id and r.id = h.item_id`

function deliveryOf(row: HeldRow): Delivery {
  const to = { plugin: row.plugin, name: row.handler }
  if (row.kind === 'job') return jobDelivery({ tenantId: row.tenant_id, id: row.item_id, lane: row.lane }, to)
  return eventDelivery(
    {
      tenantId: row.tenant_id,
      id: row.item_id,
      sequence: row.sequence ?? '0',
      name: '',
      recordKey: row.record_key,
      at: '',
    },
    to,
  )
}
