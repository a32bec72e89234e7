import type { Clock, EventHandler, JobDefinition, LongJob, Occurrence, Scope, TSchema, Work } from '@guildhall/sdk'
import { DomainError } from '@guildhall/sdk'
import { SpanKind } from '@opentelemetry/api'
import type pg from 'pg'
import { bind, prepare } from '../database/statement.ts'
import type { Unit } from '../database/unit.ts'
import type { Tracing } from '../telemetry/tracing.ts'
import type { Lend } from '../work/work.ts'
import { failed, interrupted } from './errors.ts'
import type { Held } from './held.ts'
import type { Runs } from './job-runs.ts'
import type { Claimed, DeliveryQueue } from './queue.ts'
import { readSwitches } from './switches.ts'

/** Opens a transaction in a scope of the plugin and commits it. What the work throws undoes it. */
export type WithPluginScope = (
  tenantId: string,
  plugin: string,
  work: (scope: Scope, unit: Unit) => Promise<void>,
) => Promise<void>

export interface Handler {
  readonly plugin: string
  readonly name: string
  readonly event: string
  readonly except?: readonly string[]
  readonly run: EventHandler<TSchema>
}

export type Job = JobDefinition & {
  readonly plugin: string
  /** `<plugin>.<name>`. */
  readonly name: string
}

type DeliveryOutcome = 'done' | 'retried' | 'dead'

/** A try, as figures tell of it. */
export interface DeliveryTold {
  readonly kind: 'event' | 'job'
  readonly handler: string
  readonly outcome: DeliveryOutcome
  readonly seconds: number
}

/** What an operator is told; pino fits. */
export interface Log {
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

export interface DelivererOptions {
  readonly pool: pg.Pool
  readonly queue: DeliveryQueue
  readonly held: Held
  readonly runs: Runs
  readonly clock: Clock
  readonly log: Log
  /** Retries before a delivery is a dead letter. */
  readonly retries: number
  readonly withPluginScope: WithPluginScope
  readonly lend: Lend
  readonly tracing?: Tracing | undefined
  /** Told of every try. */
  readonly observe?: ((delivery: DeliveryTold) => void) | undefined
  handler(name: string): Handler | undefined
  job(name: string): Job | undefined
}

/** Does what was taken from the queue, once, and settles it. */
export function createDeliverer(options: DelivererOptions): (claimed: Claimed) => Promise<void> {
  const { pool, queue, held, runs, clock, log, tracing, withPluginScope } = options

  async function runHandler(handler: Handler, claimed: Claimed): Promise<void> {
    const { tenantId, plugin, itemId } = claimed
    await withPluginScope(tenantId, plugin, async (scope, unit) => {
      const [{ affected }, { rows }] = await unit.run(handledOnce(claimed), bind(selectEvent, tenantId, itemId))
      const event = rows[0]
      if (affected === 1 && event) await handler.run({ scope, event: event as Occurrence<TSchema> })
    })
  }

  async function runJob(job: Job, claimed: Claimed): Promise<void> {
    const data = await runs.start(claimed)
    const progress = (done: number, total: number) => runs.progress(claimed, done, total)
    const { tenantId, plugin } = claimed
    if ('steps' in job) await takeSteps(job, claimed, { data, progress })
    else
      await withPluginScope(tenantId, plugin, async (scope, unit) => {
        const [{ affected }] = await unit.run(handledOnce(claimed))
        if (affected === 1) await job.run(scope, { data, progress })
      })
    await runs.finish(claimed)
  }

  /** What is said to be done was done wholly; what is not is begun again. */
  async function takeSteps(job: LongJob, claimed: Claimed, told: Pick<Work, 'data' | 'progress'>): Promise<void> {
    const { tenantId, plugin, handler, itemId } = claimed
    let isDone = false
    await withPluginScope(tenantId, plugin, async (_, unit) => {
      const [{ rows }] = await unit.run(bind(selectHandled, tenantId, handler, itemId))
      isDone = rows.length > 0
    })
    if (isDone) return
    await job.steps(await options.lend({ tenantId, plugin, id: itemId, ...told }))
    await withPluginScope(tenantId, plugin, async (_, unit) => void (await unit.run(handledOnce(claimed))))
  }

  /** Written with the work itself, so that a second delivery finds it and does nothing. */
  const handledOnce = ({ tenantId, handler, itemId }: Claimed) =>
    bind(insertHandled, tenantId, handler, itemId, clock.now())

  async function attempt(claimed: Claimed): Promise<void> {
    if (claimed.kind === 'event') {
      const handler = options.handler(claimed.handler)
      if (handler) await runHandler(handler, claimed)
    } else {
      const job = options.job(claimed.handler)
      if (job) await runJob(job, claimed)
    }
  }

  const told = (claimed: Claimed) => {
    const { kind, handler, plugin, tenantId, itemId, retries } = claimed
    const attributes = {
      'guildhall.plugin': plugin,
      'guildhall.tenant.id': tenantId,
      [`guildhall.${kind}.id`]: itemId,
      'guildhall.delivery.retries': retries,
    }
    return { name: `${kind} ${handler}`, kind: SpanKind.CONSUMER, attributes }
  }
  const attemptTold = (claimed: Claimed) =>
    tracing ? tracing.within(told(claimed), () => attempt(claimed)) : attempt(claimed)

  async function settleFailure(claimed: Claimed, error: unknown): Promise<void> {
    const reason = reasonOf(error)
    const { tenantId, handler, itemId, retries } = claimed
    log.warn({ err: error, tenantId, handler, itemId, attempt: retries + 1 }, 'delivery failed')
    if (retries >= options.retries) return held.bury(claimed, reason)
    if (claimed.kind === 'job') await runs.retryLater(claimed, reason)
    await queue.fail(claimed, reason)
  }

  return async (claimed) => {
    const verdict = (await readSwitches(pool, [claimed.tenantId])).judge(claimed.tenantId, claimed.plugin)
    if (verdict === 'park') return held.park(claimed)
    if (verdict === 'drop') return queue.complete(claimed)
    // It has killed every process that tried it, or none came to its end.
    if (claimed.retries > options.retries) return held.bury(claimed, interrupted.code)
    const begun = performance.now()
    const observe = (outcome: DeliveryOutcome) =>
      options.observe?.({
        kind: claimed.kind,
        handler: claimed.handler,
        outcome,
        seconds: (performance.now() - begun) / 1000,
      })
    const beat = setInterval(() => void queue.touch(claimed).catch(() => {}), beatEvery)
    try {
      await attemptTold(claimed)
    } catch (error) {
      observe(claimed.retries >= options.retries ? 'dead' : 'retried')
      return settleFailure(claimed, error)
    } finally {
      clearInterval(beat)
    }
    observe('done')
    await queue.complete(claimed)
  }
}

const beatEvery = 3_000

/** The code of a refusal, else the error's kind and the beginning of what it says. */
function reasonOf(error: unknown): string {
  if (error instanceof DomainError) return error.code
  if (!(error instanceof Error)) return failed.code
  return `${error.name}: ${error.message}`.slice(0, 300)
}

const insertHandled = prepare(
  'insert into guildhall.handled (tenant_id, handler, event_id, at) values ($1::uuid, $2::text, $3::uuid, $4::timestamptz) on conflict do nothing',
)

const selectHandled = prepare(
  'select 1 from guildhall.handled where tenant_id = $1::uuid and handler = $2::text and event_id = $3::uuid',
  () => true,
)

const selectEvent = prepare(
  `select id, name, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), actor_id, payload
   from guildhall.outbox where tenant_id = $1::uuid and id = $2::uuid`,
  ([id, name, at, actor, payload]) => ({
    id: String(id),
    name: String(name),
    at: String(at),
    actor: actor ?? null,
    payload: JSON.parse(payload ?? 'null') as unknown,
  }),
)
