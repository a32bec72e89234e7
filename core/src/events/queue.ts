import { isDeepStrictEqual } from 'node:util'
import type pg from 'pg'
import { PgBoss } from 'pg-boss'
import { claimJobs } from './claim.ts'
import { type Delivery, queueOf } from './delivery.ts'

/** How often and how patiently a failed delivery is tried again. */
export interface RetryPolicy {
  /** Tries after the first; then it is a dead letter. */
  readonly limit: number
  /** Seconds before the first retry; each further one waits about twice as long. */
  readonly delay: number
  readonly maxDelay: number
}

/** A delivery this process has taken and must settle; another takes it over when its heart stops beating. */
export interface Claimed extends Delivery {
  /** Tries before this one. */
  readonly retries: number
}

/** The durable queue: one for each handler, order kept for each key. */
export interface DeliveryQueue {
  /** Makes it known; before anything is added for it. */
  prepare(kind: Delivery['kind'], handlers: readonly string[]): Promise<void>
  /** Adds in the transaction of the client. What is there already is passed over. */
  add(client: pg.ClientBase, deliveries: readonly Delivery[]): Promise<void>
  /** Which of these handlers have something that may be due. */
  due(kind: Delivery['kind'], handlers: readonly string[], hurry: boolean): Promise<string[]>
  /** @param hurry passes over the waits between tries */
  claim(kind: Delivery['kind'], handler: string, count: number, hurry: boolean): Promise<Claimed[]>
  complete(claimed: Claimed): Promise<void>
  /** Gives it back to be tried again later. */
  fail(claimed: Claimed, reason: string): Promise<void>
  /** Takes it out, in the transaction of the client; false when it is no longer ours. */
  remove(client: pg.ClientBase, claimed: Claimed): Promise<boolean>
  /** Of those that are in the queue, by their ids: whether they were tried and failed. */
  waiting(deliveries: readonly Delivery[]): Promise<ReadonlyMap<string, 'waiting' | 'retrying'>>
  /** Says that the work goes on. */
  touch(claimed: Claimed): Promise<void>
  /** Gives back what dead processes had taken. The worker does it by itself, from time to time. */
  recover(): Promise<void>
  stop(): Promise<void>
}

const heartbeatSeconds = 10

export interface QueueOptions {
  /** Of the owner of the schema pgboss. */
  readonly pool: pg.Pool
  readonly retry: RetryPolicy
  /** Whether this process looks after the queue: recovery and clearing away. */
  readonly supervise: boolean
  onError(error: unknown): void
}

const schema = 'pgboss'

export async function openQueue({ pool, retry, supervise, onError }: QueueOptions): Promise<DeliveryQueue> {
  const boss = new PgBoss({
    schema,
    createSchema: false,
    db: over(pool),
    schedule: false,
    supervise,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
  })
  boss.on('error', onError)
  await boss.start()
  const attempt = ({ id, retries }: Claimed) => ({ id, retryCount: retries })

  return {
    async prepare(kind, handlers) {
      const wanted = handlers.map((handler) => queueOf(kind, handler))
      const settings = queueSettings(kind, retry)
      const known = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]))
      for (const name of wanted) {
        const before: object | undefined = known.get(name)
        if (!before) await boss.createQueue(name, { ...settings, policy: 'key_strict_fifo' })
        else if (!isDeepStrictEqual({ ...before, ...settings }, before)) await boss.updateQueue(name, settings)
      }
    },
    async add(client, deliveries) {
      for (const [name, jobs] of Map.groupBy(deliveries, ({ kind, handler }) => queueOf(kind, handler)))
        await boss.insert(name, jobs.map(toJob), { db: over(client) })
    },
    async due(kind, handlers, hurry) {
      const { rows } = await pool.query<{ handler: string }>(
        `select handler from unnest($1::text[], $2::text[]) as known(handler, queue)
         where exists (select from ${schema}.job j where j.name = queue and j.state < 'active' and not j.blocked
           ${hurry ? '' : `and j.start_after <= ${schema}.job_now()`})`,
        [handlers, handlers.map((handler) => queueOf(kind, handler))],
      )
      return rows.map(({ handler }) => handler)
    },
    async claim(kind, handler, count, hurry) {
      const jobs = await claimJobs<JobData>(pool, queueOf(kind, handler), count, hurry)
      return jobs.map(({ id, data, key, retryCount }) => ({
        ...fromJob(data, kind, handler),
        id,
        key,
        retries: retryCount,
      }))
    },
    async complete(claimed) {
      await boss.complete(queueOf(claimed.kind, claimed.handler), attempt(claimed))
    },
    async fail(claimed, reason) {
      await boss.fail(queueOf(claimed.kind, claimed.handler), attempt(claimed), { reason })
    },
    async remove(client, claimed) {
      const answer = await boss.deleteJob(queueOf(claimed.kind, claimed.handler), attempt(claimed), {
        db: over(client),
      })
      return (answer as { affected?: number }).affected !== 0
    },
    async waiting(deliveries) {
      const { rows } = await pool.query<{ id: string; failed: boolean }>(
        `select j.id, j.retry_count > 0 or j.state = 'retry' as failed from unnest($1::text[], $2::uuid[]) as asked(queue, id)
         join ${schema}.job j on j.name = asked.queue and j.id = asked.id where j.state <= 'active'`,
        [deliveries.map(({ kind, handler }) => queueOf(kind, handler)), deliveries.map(({ id }) => id)],
      )
      return new Map(rows.map(({ id, failed }) => [id, failed ? 'retrying' : 'waiting']))
    },
    async touch(claimed) {
      await boss.touch(queueOf(claimed.kind, claimed.handler), attempt(claimed))
    },
    recover: () => boss.supervise(),
    stop: () => boss.stop({ graceful: false, close: false }),
  }
}

/** pg-boss never gives up by itself: dead letters are ours, see held.ts. Nothing that waits is thrown away for its age before a year. */
function queueSettings(kind: Delivery['kind'], retry: RetryPolicy) {
  return {
    retryLimit: 1_000_000,
    retryBackoff: true,
    retryDelay: retry.delay,
    retryDelayMax: retry.maxDelay,
    heartbeatSeconds,
    expireInSeconds: kind === 'job' ? 23 * 3600 : 3600,
    retentionSeconds: 365 * 24 * 3600,
    deleteAfterSeconds: 24 * 3600,
  }
}

interface JobData {
  tenant: string
  plugin: string
  item: string
  sequence: string | null
}

function toJob({ id, tenantId, plugin, itemId, sequence, key }: Delivery) {
  const data: JobData = { tenant: tenantId, plugin, item: itemId, sequence }
  return { id, data, singletonKey: key }
}

function fromJob(data: JobData, kind: Delivery['kind'], handler: string): Omit<Delivery, 'id' | 'key'> {
  return { kind, handler, tenantId: data.tenant, plugin: data.plugin, itemId: data.item, sequence: data.sequence }
}

function over(connection: Pick<pg.ClientBase, 'query'> | pg.Pool) {
  return {
    async executeSql(text: string, values?: unknown[]) {
      const result = await connection.query(text, values)
      // Several statements in one text give several results.
      const results = Array.isArray(result) ? result : [result]
      return { rows: results.flatMap(({ rows }) => rows), rowCount: result.rowCount }
    },
  }
}
