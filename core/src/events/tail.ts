import type pg from 'pg'
import type { Bus } from './bus.ts'

/** An event with its position, as a node reads it once for all that listen there. */
export interface PlacedEvent {
  readonly position: bigint
  readonly tenantId: string
  readonly id: string
  readonly name: string
  readonly recordKey: string | null
  readonly at: string
  readonly actor: string | null
  readonly payload: unknown
}

export interface Tail {
  /** Up to where this node has read. */
  position(): bigint
  /** Reads on now. */
  nudge(): void
  onBatch(listener: (events: readonly PlacedEvent[]) => void): () => void
  start(): Promise<void>
  stop(): Promise<void>
}

const most = 1000

/** Follows the dispatched events from the moment it starts. */
export function createTail({ pool, bus, onError }: { pool: pg.Pool; bus: Bus; onError(error: unknown): void }): Tail {
  const listeners = new Set<(events: readonly PlacedEvent[]) => void>()
  let position = 0n
  let reading: Promise<void> | null = null
  let again = false
  let running = false

  async function read(): Promise<void> {
    do {
      again = false
      const events = await readPlaced(pool, 'position > $1', [String(position)])
      position = events.at(-1)?.position ?? position
      for (const listener of listeners) listener(events)
      for (const { tenantId, id, name, at, actor, payload } of events)
        bus.emit({ tenantId, occurrence: { id, name, at, actor, payload: payload as never } })
      if (events.length === most) again = true
    } while (again && running)
  }

  function nudge(): void {
    if (!running) return
    if (reading) {
      again = true
      return
    }
    reading = read()
      .catch(onError)
      .finally(() => {
        reading = null
      })
  }

  return {
    position: () => position,
    nudge,
    onBatch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async start() {
      position = await lastPosition(pool)
      running = true
    },
    async stop() {
      running = false
      await reading
    },
  }
}

export async function lastPosition(pool: pg.Pool): Promise<bigint> {
  const { rows } = await pool.query<{ last: string }>(
    `select value ->> 'position' as last from guildhall.installation where name = 'outbox'`,
  )
  return BigInt(rows[0]?.last ?? 0)
}

/** Positions come in their order and are never given twice, so what is read up to one is all there is up to it. */
export async function readPlaced(
  pool: pg.Pool,
  where: string,
  values: readonly unknown[],
  limit = most,
): Promise<PlacedEvent[]> {
  const { rows } = await pool.query<Row>(
    `select position, tenant_id, id, name, record_key, at, actor_id, payload from guildhall.outbox
     where position is not null and ${where} order by position limit ${limit}`,
    [...values],
  )
  return rows.map((row) => ({
    position: BigInt(row.position),
    tenantId: row.tenant_id,
    id: row.id,
    name: row.name,
    recordKey: row.record_key,
    at: row.at.toISOString(),
    actor: row.actor_id,
    payload: row.payload,
  }))
}

interface Row {
  position: string
  tenant_id: string
  id: string
  name: string
  record_key: string | null
  at: Date
  actor_id: string | null
  payload: unknown
}
