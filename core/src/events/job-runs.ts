import type { Clock } from '@guildhall/sdk'
import type pg from 'pg'

interface RunKey {
  readonly tenantId: string
  readonly itemId: string
  readonly retries: number
}

/** What is told of a job's runs while they go on: outside the job's transaction, so that everybody sees it at once. */
export interface Runs {
  /** Gives the data the run was asked for with. */
  start(run: RunKey): Promise<unknown>
  progress(run: RunKey, done: number, total: number): Promise<void>
  finish(run: RunKey): Promise<void>
  retryLater(run: RunKey, error: string): Promise<void>
}

const progressEvery = 500

export function openRuns({ pool, clock }: { pool: pg.Pool; clock: Clock }): Runs {
  const told = new Map<string, number>()
  const where = 'where tenant_id = $1 and id = $2'
  return {
    async start({ tenantId, itemId, retries }) {
      const { rows } = await pool.query<{ data: unknown }>(
        `update guildhall.job_runs set state = 'running', started_at = $3, attempts = $4, error = null, done = null, total = null ${where} returning data`,
        [tenantId, itemId, clock.now(), retries + 1],
      )
      return rows[0]?.data ?? null
    },
    async progress({ tenantId, itemId }, done, total) {
      const now = performance.now()
      if (done < total && now - (told.get(itemId) ?? Number.NEGATIVE_INFINITY) < progressEvery) return
      told.set(itemId, now)
      await pool.query(`update guildhall.job_runs set done = $3, total = $4 ${where}`, [
        tenantId,
        itemId,
        Math.round(done),
        Math.round(total),
      ])
    },
    async finish({ tenantId, itemId }) {
      told.delete(itemId)
      await pool.query(`update guildhall.job_runs set state = 'done', finished_at = $3 ${where}`, [
        tenantId,
        itemId,
        clock.now(),
      ])
    },
    async retryLater({ tenantId, itemId, retries }, error) {
      told.delete(itemId)
      await pool.query(`update guildhall.job_runs set state = 'retrying', error = $3, attempts = $4 ${where}`, [
        tenantId,
        itemId,
        error,
        retries + 1,
      ])
    },
  }
}
