import type { Events } from '../events/index.ts'
import type { EventFigures } from '../telemetry/figures.ts'

export const isAnswering = ({ pool }: Events) => pool.query('select 1').then(() => true)

/** Whether any worker of the installation is alive: each looks for jobs every five seconds and says when. */
export async function hasWorker({ pool }: Events): Promise<boolean> {
  const { rows } = await pool.query(
    `select clock_timestamp() - (value ->> 'tick')::timestamptz < interval '1 minute' as lives
     from guildhall.installation where name = 'jobs'`,
  )
  return rows[0]?.lives === true
}

/** Of all tenants: facts that no position was given to yet, and deliveries that failed for good. */
export async function countEvents({ pool }: Events): Promise<EventFigures> {
  const { rows } = await pool.query<EventFigures>(
    `select (select count(*)::int from guildhall.outbox where position is null) as waiting,
       (select count(*)::int from guildhall.held_deliveries where reason = 'dead') as dead`,
  )
  return rows[0] as EventFigures
}
