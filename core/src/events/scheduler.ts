import type { Clock } from '@guildhall/sdk'
import type pg from 'pg'
import { v7 as uuid } from 'uuid'
import type { Job, Log } from './deliver.ts'
import { jobDelivery } from './delivery.ts'
import { pluginOff, unknownJob } from './errors.ts'
import type { DeliveryQueue } from './queue.ts'
import { lastOccurrence } from './schedule.ts'
import { readSwitches } from './switches.ts'
import { inTransaction } from './transaction.ts'

export interface JobRequest {
  readonly tenantId: string
  readonly plugin: string
  readonly job: string
  /** Ids, never personal data. */
  readonly data?: unknown
  readonly askedBy?: string | null
}

export interface Scheduler {
  /**
   * Puts in the queue what has come due since the last look, on whatever node that was: one run per job, tenant and slot. Of several
   * slots that were missed only the last is made up for. Gives how many runs there are.
   */
  runDueJobs(now?: string): Promise<number>
  /** Asks for a job now. @throws `events.job_unknown`, `events.plugin_off` */
  enqueueJob(request: JobRequest): Promise<string>
}

export interface SchedulerOptions {
  readonly pool: pg.Pool
  readonly queue: DeliveryQueue
  readonly clock: Clock
  readonly log: Log
  readonly jobs: readonly Job[]
}

export function createScheduler({ pool, queue, clock, log, jobs }: SchedulerOptions): Scheduler {
  const byName = new Map(jobs.map((job) => [job.name, job]))
  const scheduled = jobs.filter(({ cron }) => cron !== undefined)

  /** All tenants of a zone at once: however many there are, it is one statement for each job and zone that is due. */
  async function enqueueSlot(client: pg.ClientBase, job: Job, zone: string, slot: Date, now: string): Promise<number> {
    const { rows } = await client.query<{ tenant_id: string; id: string }>(
      `insert into guildhall.job_runs (tenant_id, id, plugin, job, state, slot, created_at)
       select t.id, uuidv7(), $1, $2, 'waiting', $3, $4 from guildhall.tenants t
       where t.zone = $5 and t.status = 'active'
         and ($1 = 'core' or exists (select from guildhall.tenant_plugins s where s.tenant_id = t.id and s.plugin = $1 and s.enabled))
       on conflict do nothing returning tenant_id, id`,
      [job.plugin, job.name, slot, now, zone],
    )
    await queue.add(
      client,
      rows.map(({ tenant_id, id }) => jobDelivery({ tenantId: tenant_id, id }, job)),
    )
    return rows.length
  }

  function slotOf(job: Job, zone: string, after: Date, until: Date): Date | null {
    try {
      return lastOccurrence(job.cron ?? '', zone, after, until)
    } catch (error) {
      log.error({ err: error, job: job.name, zone }, 'schedule cannot be reckoned')
      return null
    }
  }

  return {
    async runDueJobs(now = clock.now()) {
      if (scheduled.length === 0) return 0
      return inTransaction(pool, async (client) => {
        const last = await takeTick(client, now)
        if (!last) return 0
        const { rows } = await client.query<{ zone: string }>(
          `select distinct zone from guildhall.tenants where status = 'active'`,
        )
        let count = 0
        for (const job of scheduled)
          for (const { zone } of rows) {
            const slot = slotOf(job, zone, last, new Date(now))
            if (slot) count += await enqueueSlot(client, job, zone, slot, now)
          }
        return count
      })
    },
    async enqueueJob({ tenantId, plugin, job: name, data, askedBy }) {
      const job = byName.get(`${plugin}.${name}`)
      if (!job) throw unknownJob({ job: `${plugin}.${name}` })
      if ((await readSwitches(pool, [tenantId])).judge(tenantId, plugin) !== 'deliver') throw pluginOff({ plugin })
      const id = uuid()
      await inTransaction(pool, async (client) => {
        await client.query(
          `insert into guildhall.job_runs (tenant_id, id, plugin, job, state, data, asked_by, created_at) values ($1, $2, $3, $4, 'waiting', $5, $6, $7)`,
          [
            tenantId,
            id,
            plugin,
            job.name,
            data === undefined ? null : JSON.stringify(data),
            askedBy ?? null,
            clock.now(),
          ],
        )
        await queue.add(client, [jobDelivery({ tenantId, id }, job)])
      })
      return id
    },
  }
}

/** The last look's instant, moved to this one; null when another node is looking, or there is nothing after it. The first look makes up for nothing. */
async function takeTick(client: pg.ClientBase, now: string): Promise<Date | null> {
  await client.query(
    `insert into guildhall.installation (name, value) values ('jobs', jsonb_build_object('tick', $1::text)) on conflict do nothing`,
    [now],
  )
  const { rows } = await client.query<{ tick: string }>(
    `select value ->> 'tick' as tick from guildhall.installation where name = 'jobs' for update skip locked`,
  )
  const last = rows[0]?.tick
  if (last === undefined || last >= now) return null
  await client.query(
    `update guildhall.installation set value = jsonb_build_object('tick', $1::text) where name = 'jobs'`,
    [now],
  )
  return new Date(last)
}
