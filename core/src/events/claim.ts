import type pg from 'pg'
import { sqlState, violationOf } from '../database/violation.ts'

export interface ClaimedJob<Data> {
  readonly id: string
  readonly data: Data
  readonly key: string
  readonly retryCount: number
}

/**
 * Takes the next jobs of a queue with the policy key_strict_fifo, as pg-boss's own fetch would (12.35, plans.js, fetchNextJob):
 * of each key the oldest, and none while another of the key is active or waits for its retry. pg-boss looks for the head of every
 * key that waits before it takes one job, so that a backlog of 20,000 costs half a second a job; this stops at the first that may go.
 */
export async function claimJobs<Data>(
  pool: pg.Pool,
  queue: string,
  count: number,
  hurry: boolean,
): Promise<ClaimedJob<Data>[]> {
  try {
    const { rows } = await pool.query<{ id: string; data: Data; key: string; retry_count: number }>(
      hurry ? claimHurried : claimDue,
      [queue, count],
    )
    return rows.map(({ id, data, key, retry_count }) => ({ id, data, key, retryCount: retry_count }))
  } catch (error) {
    // Another process took one of the same key in this very moment.
    if (violationOf(error)?.code === sqlState.unique) return []
    throw error
  }
}

const claim = (due: string) => `
  with next as (
    select j.id from pgboss.job j
    where j.name = $1 and j.state < 'active' and not j.blocked ${due}
      and not exists (
        select from pgboss.job b where b.name = $1 and b.singleton_key = j.singleton_key and b.id <> j.id
          and b.state in ('active', 'retry', 'failed') and b.policy = 'key_strict_fifo')
      and (j.state = 'retry' or not exists (
        select from pgboss.job e where e.name = $1 and e.singleton_key = j.singleton_key
          and e.state < 'active' and not e.blocked and e.policy = 'key_strict_fifo' and (e.created_on, e.id) < (j.created_on, j.id)))
    order by j.priority desc, j.created_on limit $2 for update of j skip locked
  )
  update pgboss.job j set state = 'active', started_on = pgboss.job_now(), heartbeat_on = pgboss.job_now(),
    retry_count = case when started_on is not null then retry_count + 1 else retry_count end
  from next where j.name = $1 and j.id = next.id
  returning j.id, j.data, j.singleton_key as key, j.retry_count`

const claimDue = claim('and j.start_after <= pgboss.job_now()')
const claimHurried = claim('')
