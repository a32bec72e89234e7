import type { Readable } from 'node:stream'
import type { AccessPlan } from '../access/plan.ts'
import type { Context } from '../records/context.ts'
import type { Registry } from '../records/model.ts'
import type { ContextSource } from '../records/transact.ts'
import type { Log } from './deliver.ts'
import { tooManyStreams } from './errors.ts'
import type { Events } from './events.ts'
import { createGate } from './gate.ts'
import { createStreamClient, decodePlace, encodePlace, type StreamClient } from './stream-client.ts'
import { lastPosition, type PlacedEvent, readPlaced } from './tail.ts'
import { changeOf, type RecordChange, visibleTo } from './visible.ts'

/** Live messages of a node to those who listen there. */
export interface LiveStream {
  /**
   * Opens a stream of server-sent events. It ends when the reader goes away, does not keep up, or is no longer signed in.
   *
   * @param lastEventId where he was, as the last message told him
   * @throws `events.too_many_streams`
   */
  open(source: ContextSource, lastEventId?: string): Promise<Readable>
  /** How many listen. */
  count(): number
  close(): void
}

export interface LiveStreamOptions {
  readonly events: Events
  readonly registry: Registry
  readonly log: Log
  /** Streams one person may have at a time, on this node. */
  readonly mostPerActor?: number
  /** Events somebody may have missed before he is told to load everything anew. */
  readonly mostMissed?: number
  /** Milliseconds between signs of life. */
  readonly heartbeat?: number
  /** Bytes that may wait for a slow reader. */
  readonly mostBuffered?: number
}

export function createLiveStream(options: LiveStreamOptions): LiveStream {
  const {
    events,
    registry,
    log,
    mostPerActor = 8,
    mostMissed = 2_000,
    heartbeat = 25_000,
    mostBuffered = 512 * 1024,
  } = options
  const clients = new Map<string, Set<StreamClient>>()
  const counts = new Map<string, number>()
  // The database's connections are for requests first.
  const gate = createGate(4)
  const visible = (context: Context, changes: readonly RecordChange[]) =>
    gate(() => visibleTo(events.database, registry, context, changes))
  const forget = events.tail.onBatch(spread)
  const beat = setInterval(() => each(refresh), heartbeat)

  function each(work: (client: StreamClient) => void): void {
    for (const group of clients.values()) for (const client of group) work(client)
  }

  function spread(batch: readonly PlacedEvent[]): void {
    for (const [tenantId, some] of Map.groupBy(batch, (event) => event.tenantId)) {
      const group = clients.get(tenantId)
      if (!group) continue
      const changes = some.flatMap((event) => changeOf(registry, event) ?? [])
      const last = changes.at(-1)
      if (!last) continue
      // Several windows of one person ask the database once.
      const asked = new Map<string, Promise<readonly RecordChange[]>>()
      const ask = (context: Context) => remembered(asked, rightsOf(context), () => visible(context, changes))
      for (const client of group) client.inTurn(() => client.advance(last.position, ask))
    }
  }

  /** Moves the place an idle reader would go on from, too, so that it does not grow old. */
  function refresh(client: StreamClient): void {
    const position = events.tail.position()
    client.inTurn(async () => {
      await client.renew()
      client.send(`: alive\nid: ${encodePlace(position)}\n\n`)
    })
  }

  /** What he missed, or that he must load everything anew. */
  async function catchUp(client: StreamClient, from: bigint | null, upTo: bigint): Promise<void> {
    if (from === null) return reset(client, upTo)
    if (from > upTo) {
      // Another node has read further; or the database has been set back to a copy.
      if (from > (await lastPosition(events.pool))) return reset(client, upTo)
      return client.moveTo(from)
    }
    const missed = from < (await events.prunedTo()) ? null : await readMissed(client.context.tenant.id, from, upTo)
    if (!missed) return reset(client, upTo)
    client.moveTo(from)
    const changes = missed.flatMap((event) => changeOf(registry, event) ?? [])
    if (changes.length > 0) await client.advance(upTo, (context) => visible(context, changes))
    client.moveTo(upTo)
    client.send(`id: ${encodePlace(upTo)}\n\n`)
  }

  async function readMissed(tenantId: string, from: bigint, upTo: bigint): Promise<PlacedEvent[] | null> {
    const missed = await readPlaced(
      events.pool,
      'tenant_id = $1 and position > $2 and position <= $3',
      [tenantId, String(from), String(upTo)],
      mostMissed + 1,
    )
    return missed.length > mostMissed ? null : missed
  }

  function join(client: StreamClient): void {
    const tenantId = client.context.tenant.id
    const key = readerOf(client.context)
    counts.set(key, (counts.get(key) ?? 0) + 1)
    const group = clients.get(tenantId) ?? new Set()
    clients.set(tenantId, group.add(client))
    client.readable.once('close', () => {
      group.delete(client)
      if (group.size === 0) clients.delete(tenantId)
      const left = (counts.get(key) ?? 1) - 1
      if (left > 0) counts.set(key, left)
      else counts.delete(key)
    })
  }

  return {
    async open(source, lastEventId) {
      const context = await source(false)
      if ((counts.get(readerOf(context)) ?? 0) >= mostPerActor) throw tooManyStreams({ limit: mostPerActor })
      const upTo = events.tail.position()
      const client = createStreamClient({
        source,
        context,
        position: upTo,
        mostBuffered,
        onError: (error) => log.info({ err: error }, 'live stream ended'),
      })
      join(client)
      client.send('retry: 2000\n\n')
      if (lastEventId === undefined) client.send(`id: ${encodePlace(upTo)}\n\n`)
      else client.inTurn(() => catchUp(client, decodePlace(lastEventId), upTo))
      return client.readable
    },
    count: () => [...counts.values()].reduce((sum, count) => sum + count, 0),
    close() {
      clearInterval(beat)
      forget()
      each((client) => client.end())
    },
  }
}

function reset(client: StreamClient, upTo: bigint): void {
  client.send(`event: reset\nid: ${encodePlace(upTo)}\ndata: {}\n\n`)
}

const readerOf = ({ tenant, actor }: Context): string => `${tenant.id} ${actor.id}`

const planNumbers = new WeakMap<AccessPlan, number>()
let plans = 0

function numberOf(plan: AccessPlan): number {
  const number = planNumbers.get(plan) ?? ++plans
  planNumbers.set(plan, number)
  return number
}

/** The same for all who see the same, and another one once rights have changed. */
function rightsOf({ actor, me, plan, tenant, userEpoch }: Context): string {
  return `${actor.id} ${me} ${numberOf(plan)} ${tenant.epoch} ${userEpoch}`
}

function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key)
  if (found !== undefined) return found
  const made = make()
  known.set(key, made)
  return made
}
