import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from '../database/pool.ts'
import type { DeliveryTold } from '../events/deliver.ts'

/** What an operator watches, in Prometheus' terms. */
export interface Figures {
  readonly registry: Registry
  request(labels: { readonly method: string; readonly route: string; readonly status: number }, seconds: number): void
  delivery(told: DeliveryTold): void
  mail(outcome: 'sent' | 'failed'): void
  /** Facts that wait to be handed over, and deliveries that failed for good; asked when somebody looks. */
  watchEvents(ask: () => Promise<EventFigures>): void
  watchPool(database: Pick<Database, 'pool'>): void
}

export interface EventFigures {
  readonly waiting: number
  readonly dead: number
}

export function openFigures(): Figures {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  })
  const deliveries = new Histogram({
    name: 'delivery_duration_seconds',
    help: 'Time a subscriber of events, or a job, took for one try; by outcome: done, retried, dead',
    labelNames: ['kind', 'handler', 'outcome'] as const,
    buckets: [0.005, 0.025, 0.1, 0.5, 2.5, 10, 60, 600],
    registers,
  })
  const mails = new Counter({
    name: 'mails_total',
    help: 'Mails handed to the mail server, by outcome: sent, failed',
    labelNames: ['outcome'] as const,
    registers,
  })
  return {
    registry,
    request: (labels, seconds) => requests.observe(labels, seconds),
    delivery: ({ kind, handler, outcome, seconds }) => deliveries.observe({ kind, handler, outcome }, seconds),
    mail: (outcome) => mails.inc({ outcome }),
    watchEvents: (ask) => watchEvents(registry, ask),
    watchPool: (database) => watchPool(registry, database),
  }
}

function watchPool(registry: Registry, { pool }: Pick<Database, 'pool'>): void {
  new Gauge({
    name: 'database_connections',
    help: 'Connections of the pool for requests',
    labelNames: ['state'] as const,
    registers: [registry],
    collect() {
      this.set({ state: 'busy' }, pool.totalCount - pool.idleCount)
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'waited_for' }, pool.waitingCount)
    },
  })
}

/** Both are of the whole installation: every process counts the same. */
function watchEvents(registry: Registry, ask: () => Promise<EventFigures>): void {
  let asked: Promise<EventFigures | null> | null = null
  const once = () => {
    asked ??= ask()
      .catch(() => null)
      .finally(() => {
        asked = null
      })
    return asked
  }
  const gauge = (name: string, help: string, read: (figures: EventFigures) => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      aggregator: 'max',
      async collect() {
        const figures = await once()
        this.set(figures ? read(figures) : Number.NaN)
      },
    })
  gauge('events_waiting', 'Facts that are written and not yet handed to their subscribers', ({ waiting }) => waiting)
  gauge('dead_letters', 'Deliveries that failed for good and wait for somebody', ({ dead }) => dead)
}
