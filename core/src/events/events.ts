import type { Clock, JobDefinition, Plugin } from '@guildhall/sdk'
import type pg from 'pg'
import { type Database, endPool, openPool } from '../database/pool.ts'
import { WiringError } from '../plugins/wiring.ts'
import type { Tracing } from '../telemetry/tracing.ts'
import type { Lend } from '../work/work.ts'
import { type Bus, createBus, createMatcher } from './bus.ts'
import {
  createDeliverer,
  type DeliveryTold,
  type Handler,
  type Job,
  type Log,
  type WithPluginScope,
} from './deliver.ts'
import { unknownDeadLetter } from './errors.ts'
import { openHeld } from './held.ts'
import { openRuns } from './job-runs.ts'
import { createLane } from './lane.ts'
import { openDispatcher } from './outbox.ts'
import { type Pruned, prune } from './prune.ts'
import { type DeliveryQueue, openQueue, type RetryPolicy } from './queue.ts'
import { checkCron } from './schedule.ts'
import { createScheduler, type JobRequest } from './scheduler.ts'
import { openSignal } from './signal.ts'
import { createTail, type Tail } from './tail.ts'
import { createWorker } from './worker.ts'

export interface EventOptions {
  readonly database: Database
  /** Of the role that owns the schema pgboss, straight to PostgreSQL. */
  readonly ownerUrl: string
  readonly clock: Clock
  readonly log: Log
  readonly handlers: readonly Handler[]
  readonly plugins: readonly Pick<Plugin, 'name' | 'jobs'>[]
  readonly withPluginScope: WithPluginScope
  readonly lend: Lend
  /** Whether this process delivers and runs jobs; the others only ask for it. */
  readonly worker: boolean
  readonly retry?: Partial<RetryPolicy>
  readonly tracing?: Tracing | undefined
  /** Told of every try to deliver an event or to run a job. */
  readonly observe?: (delivery: DeliveryTold) => void
  /** Deliveries of events, jobs of one transaction, and jobs of several that this process does at a time. */
  readonly concurrency?: { readonly events?: number; readonly jobs?: number; readonly steps?: number }
  /** How long what is over is kept. */
  readonly retentionDays?: number
}

export interface Events {
  readonly bus: Bus
  readonly tail: Tail
  readonly jobs: readonly Job[]
  /** Who is told of an event of this name. */
  subscribersOf(event: string): readonly Pick<Handler, 'plugin' | 'name'>[]
  /** Of deliveries that are in the queue, by their ids: whether they were tried and failed. */
  readonly waiting: DeliveryQueue['waiting']
  readonly clock: Clock
  readonly database: Database
  /** For the records' engine: called after a commit that wrote facts. */
  nudge(tenantId?: string): void
  /** Begins to follow, and, in a worker, to deliver. */
  start(): Promise<void>
  stop(): Promise<void>
  /** Does all that can be done now and comes back when it is done. `hurry` passes over the waits between tries. */
  drain(options?: { hurry?: boolean }): Promise<void>
  runDueJobs(now?: string): Promise<number>
  enqueueJob(request: JobRequest): Promise<string>
  /** @throws `events.dead_letter_unknown` */
  retryDeadLetter(tenantId: string, id: string): Promise<void>
  prune(): Promise<Pruned>
  /** Positions up to this one may be gone. */
  prunedTo(): Promise<bigint>
  /** The pool of the owner, which sees every tenant: for what reads once for all of them. */
  readonly pool: pg.Pool
}

const usualRetry: RetryPolicy = { limit: 8, delay: 2, maxDelay: 3600 }

/** Puts delivery together: bus, outbox, queue, jobs, tail. Nothing runs before `start`. */
export async function openEvents(options: EventOptions): Promise<Events> {
  const { database, ownerUrl, clock, log, handlers, withPluginScope } = options
  const jobs = jobsOf(options.plugins)
  const retry = { ...usualRetry, ...options.retry }
  const days = options.retentionDays ?? 14
  let stopped = false
  const onError = (error: unknown) => {
    if (!stopped) log.error({ err: error }, 'event delivery')
  }

  const pool = openPool({ url: ownerUrl, size: 6, name: 'guildhall events', onError })
  const queue = await openQueue({ pool, retry, supervise: options.worker, onError })
  await queue.prepare(
    'event',
    handlers.map(({ name }) => name),
  )
  await queue.prepare(
    'job',
    jobs.map(({ name }) => name),
  )
  const held = openHeld({ pool, queue, clock })
  const runs = openRuns({ pool, clock })
  const subscribersOf = createMatcher(handlers)
  const dispatcher = await openDispatcher({ pool, queue, held, clock, subscribersOf })
  const scheduler = createScheduler({ pool, queue, clock, log, jobs })

  const handlersByName = new Map(handlers.map((handler) => [handler.name, handler]))
  const jobsByName = new Map(jobs.map((job) => [job.name, job]))
  const deliver = createDeliverer({
    pool,
    queue,
    held,
    runs,
    clock,
    log,
    retries: retry.limit,
    withPluginScope,
    lend: options.lend,
    tracing: options.tracing,
    observe: options.observe,
    handler: (name) => handlersByName.get(name),
    job: (name) => jobsByName.get(name),
  })
  let settled = 0
  const lane = (kind: 'event' | 'job', names: readonly string[], size: number) =>
    createLane({
      kind,
      handlers: names,
      queue,
      size,
      onError,
      deliver: (claimed) => deliver(claimed).finally(() => settled++),
    })

  const bus = createBus(onError)
  const tail = createTail({ pool, bus, onError })
  const signal = openSignal({ url: ownerUrl, onError })
  const onDispatched = () => {
    tail.nudge()
    signal.send('dispatched')
  }
  const worker = createWorker({
    dispatcher,
    scheduler,
    lanes: [
      lane('event', [...handlersByName.keys()], options.concurrency?.events ?? 4),
      lane('job', namesOf(jobs, false), options.concurrency?.jobs ?? 2),
      // They wait for the network most of the time and hold no connection meanwhile.
      lane('job', namesOf(jobs, true), options.concurrency?.steps ?? 8),
    ],
    settled: () => settled,
    onDispatched,
    tidy: async () => {
      if (await isPruningDue(pool, clock.now())) await pruneNow()
    },
    onError,
  })
  signal.on((kind) => {
    if (kind === 'outbox') return worker.nudge()
    worker.pump()
    tail.nudge()
  })
  // A signal may be lost; what it would have told is seen a little later.
  let look: NodeJS.Timeout | undefined

  async function pruneNow(): Promise<Pruned> {
    const pruned = await prune(pool, new Date(Date.parse(clock.now()) - days * 86_400_000).toISOString())
    log.info(pruned, 'pruned events')
    return pruned
  }

  /** A worker that dispatches tells the others when it has. */
  function nudge(): void {
    if (options.worker) worker.nudge()
    else signal.send('outbox')
  }

  /** Work that was put in the queue by hand is seen here and elsewhere at once. */
  function announce(): void {
    worker.pump()
    signal.send('dispatched')
  }

  return {
    bus,
    tail,
    jobs,
    subscribersOf,
    waiting: queue.waiting,
    clock,
    database,
    pool,
    nudge,
    async start() {
      await tail.start()
      look = setInterval(() => tail.nudge(), 2_000)
      if (options.worker) worker.start()
    },
    async stop() {
      if (stopped) return
      clearInterval(look)
      await worker.stop()
      await tail.stop()
      await signal.close()
      await queue.stop()
      stopped = true
      await endPool(pool)
    },
    drain: (how) => worker.drain(how),
    runDueJobs: (now) => scheduler.runDueJobs(now),
    async enqueueJob(request) {
      const id = await scheduler.enqueueJob(request)
      announce()
      return id
    },
    async retryDeadLetter(tenantId, id) {
      if (!(await held.retry(tenantId, id))) throw unknownDeadLetter()
      announce()
    },
    prune: pruneNow,
    async prunedTo() {
      const { rows } = await pool.query<{ position: string }>(
        `select value #>> '{}' as position from guildhall.installation where name = 'outbox.pruned'`,
      )
      return BigInt(rows[0]?.position ?? 0)
    },
  }
}

/** Once a day, by whichever worker comes first. */
async function isPruningDue(pool: pg.Pool, now: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `insert into guildhall.installation as i (name, value) values ('events.tidied', to_jsonb($1::text))
     on conflict (name) do update set value = excluded.value where (i.value #>> '{}')::timestamptz < $1::timestamptz - interval '20 hours' returning name`,
    [now],
  )
  return rowCount === 1
}

const namesOf = (jobs: readonly Job[], isLong: boolean) =>
  jobs.filter((job) => 'steps' in job === isLong).map(({ name }) => name)

const bound = (job: JobDefinition): JobDefinition =>
  'steps' in job ? { ...job, steps: job.steps.bind(job) } : { ...job, run: job.run.bind(job) }

function jobsOf(plugins: EventOptions['plugins']): Job[] {
  const jobs = plugins.flatMap(({ name: plugin, jobs = {} }) =>
    Object.entries(jobs).map(([name, job]): Job => ({ ...bound(job), plugin, name: `${plugin}.${name}` })),
  )
  const problems = jobs.flatMap(({ plugin, name, cron }) => {
    try {
      if (cron !== undefined) checkCron(cron)
      return []
    } catch (error) {
      return [
        {
          plugin,
          place: `job ${name}`,
          problem: `its cron expression "${cron}" cannot be read: ${(error as Error).message}.`,
          remedy: 'Write five fields: minute hour day month weekday.',
        },
      ]
    }
  })
  if (problems.length > 0) throw new WiringError(problems)
  return jobs
}
