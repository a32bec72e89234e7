import pg from 'pg'
import { lineOf } from '../../archive/lines.ts'
import { queueOf } from '../../events/delivery.ts'
import type { TenantTable } from './catalogue.ts'

export interface Handlers {
  readonly event: readonly string[]
  readonly job: readonly string[]
}

export interface RowsOptions {
  readonly tenantId: string
  /** In the order they are wanted; all of the table's unless given. */
  readonly columns?: readonly string[]
  /** Names of handlers, by which deliveries in the queue are found. */
  readonly handlers: Handlers
  /** An expression for the user a column holds, where users have other ids than in the archive. */
  readonly userId?: (column: string) => string
}

/** What is this installation's and not the tenant's is told in a form that means the same everywhere. */
const told: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'guildhall.outbox': {
    sequence: 'row_number() over (order by t.sequence)',
    position:
      'case when t.position is not null then row_number() over (partition by t.position is null order by t.position) end',
  },
  'guildhall.held_deliveries': {
    sequence: 'case when t.sequence is not null then dense_rank() over (order by t.sequence nulls last) end',
  },
  // Whoever was at work on it is not there any more: the delivery is taken up anew.
  'guildhall.job_runs': {
    state: `case when t.state in ('running', 'retrying') then 'waiting' else t.state end`,
    slot: `case when t.state in ('waiting', 'running', 'retrying') then null else t.slot end`,
  },
}

/** The rows of one table of one tenant, as lines in the order of its key. */
export function selectLines(table: TenantTable, { tenantId, columns, handlers, userId }: RowsOptions): string {
  const names = columns ?? table.columns.map(({ name }) => name)
  const own = (name: string) => {
    const column = `t.${pg.escapeIdentifier(name)}`
    return name === 'user_id' && userId ? userId(column) : column
  }
  const values = names.map((name) => told[table.name]?.[name] ?? own(name))
  const source = table.name === 'guildhall.held_deliveries' ? heldAndQueued(tenantId, handlers) : table.qualified
  const order = (table.key.length > 0 ? table.key : names).map(own)
  return `select ${lineOf(values)} from ${source} t
    where t.tenant_id = ${pg.escapeLiteral(tenantId)} order by ${order.join(', ')}`
}

/** What waits in the queue, of one tenant or of all, travels as if it were parked: where it arrives it is put back in its order. */
export function heldAndQueued(tenantId: string | null, handlers: Handlers): string {
  const known = (['event', 'job'] as const).flatMap((kind) =>
    handlers[kind].map(
      (name) => `(${pg.escapeLiteral(kind)}, ${pg.escapeLiteral(name)}, ${pg.escapeLiteral(queueOf(kind, name))})`,
    ),
  )
  if (known.length === 0) return 'guildhall.held_deliveries'
  return `(select tenant_id, id, reason, kind, plugin, handler, item_id, sequence, attempts, error, at from guildhall.held_deliveries
    union all select (j.data ->> 'tenant')::uuid, j.id, 'parked', k.kind, j.data ->> 'plugin', k.handler, (j.data ->> 'item')::uuid,
      (j.data ->> 'sequence')::bigint, j.retry_count, null, j.created_on
    from pgboss.job j join (values ${known.join(', ')}) as k(kind, handler, queue) on k.queue = j.name
    where j.state < 'completed' ${tenantId === null ? '' : `and j.data ->> 'tenant' = ${pg.escapeLiteral(tenantId)}`})`
}
