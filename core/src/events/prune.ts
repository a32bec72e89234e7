import type pg from 'pg'
import { inTransaction } from './transaction.ts'

export interface Pruned {
  readonly events: number
  readonly handled: number
  readonly runs: number
}

const chunk = 5000

/** Removes what is older than the cutoff and over: dispatched events, marks of handlers, finished runs. What is still to be delivered stays. */
export async function prune(pool: pg.Pool, cutoff: string): Promise<Pruned> {
  const outstanding = (await pool.query<{ id: string }>(selectOutstanding)).rows.map(({ id }) => id)
  let events = 0
  for (;;) {
    const removed = await inTransaction(pool, (client) => pruneEvents(client, cutoff, outstanding))
    events += removed
    if (removed < chunk) break
  }
  const handled = await pool.query('delete from guildhall.handled where at < $1 and event_id <> all($2::uuid[])', [
    cutoff,
    outstanding,
  ])
  const runs = await pool.query(
    `delete from guildhall.job_runs where state in ('done', 'failed') and finished_at < $1 and id <> all($2::uuid[])`,
    [cutoff, outstanding],
  )
  return { events, handled: handled.rowCount ?? 0, runs: runs.rowCount ?? 0 }
}

/** Whoever wants to read on from before the last position that is gone must be told, see stream.ts. */
async function pruneEvents(client: pg.ClientBase, cutoff: string, outstanding: readonly string[]): Promise<number> {
  const { rows } = await client.query<{ position: string }>(
    `delete from guildhall.outbox where position in (
       select position from guildhall.outbox where position is not null and at < $1 and id <> all($2::uuid[]) order by position limit ${chunk}
     ) returning position`,
    [cutoff, outstanding],
  )
  if (rows.length === 0) return 0
  const last = rows.reduce((highest, { position }) => (BigInt(position) > highest ? BigInt(position) : highest), 0n)
  await client.query(
    `insert into guildhall.installation (name, value) values ('outbox.pruned', to_jsonb($1::bigint))
     on conflict (name) do update set value = to_jsonb(greatest($1::bigint, (installation.value #>> '{}')::bigint))`,
    [String(last)],
  )
  return rows.length
}

const selectOutstanding = `select item_id as id from guildhall.held_deliveries
  union select (data ->> 'item')::uuid from pgboss.job where state < 'completed' and (name like 'event/%' or name like 'job/%')`
