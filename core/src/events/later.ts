import type pg from 'pg'
import { jobDelivery } from './delivery.ts'
import type { DeliveryQueue } from './queue.ts'

const most = 500

/** Puts in the queue what was asked for with a transaction and has fallen due, in that order; gives how many there were. */
export async function takeDue(client: pg.ClientBase, queue: DeliveryQueue, now: string): Promise<number> {
  const { rows } = await client.query<{ tenant_id: string; id: string; plugin: string; job: string; lane: string | null }>(
    `with due as (
       select tenant_id, id, due_at from guildhall.job_runs where state = 'later' and due_at <= $1
       order by due_at, id limit ${most} for update skip locked
     ), taken as (
       update guildhall.job_runs r set state = 'waiting' from due where r.tenant_id = due.tenant_id and r.id = due.id
       returning r.tenant_id, r.id, r.plugin, r.job, r.lane, due.due_at
     )
     select tenant_id, id, plugin, job, lane from taken order by due_at, id`,
    [now],
  )
  await queue.add(
    client,
    rows.map(({ tenant_id, id, plugin, job, lane }) =>
      jobDelivery({ tenantId: tenant_id, id, lane }, { plugin, name: job }),
    ),
  )
  return rows.length
}
