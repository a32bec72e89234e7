import { readInTenant } from '../database/enter.ts'
import type { Database } from '../database/pool.ts'
import { bind, prepare, type RawRow } from '../database/statement.ts'
import type { Page, PageRequest } from '../http/page.ts'
import { type Context, entryOf } from '../records/context.ts'
import { badQuery } from '../records/errors.ts'
import type { Job } from './deliver.ts'
import { nextOccurrence } from './schedule.ts'

/** One run of a job. */
export interface JobRun {
  readonly id: string
  readonly plugin: string
  readonly job: string
  /** `later`: it was asked for and has not fallen due. */
  readonly state: 'later' | 'waiting' | 'running' | 'retrying' | 'done' | 'failed'
  /** The moment of its schedule; null when somebody asked for it. */
  readonly slot: string | null
  /** From when on it may be done, if it was asked for with a moment. */
  readonly dueAt: string | null
  /** The actor who asked for it. */
  readonly askedBy: string | null
  readonly createdAt: string
  readonly startedAt: string | null
  readonly finishedAt: string | null
  readonly progress: { readonly done: number; readonly total: number } | null
  readonly attempts: number
  readonly error: string | null
}

export interface JobDescription {
  readonly id: string
  readonly plugin: string
  readonly job: string
  readonly cron: string | null
  readonly nextAt: string | null
}

const filters = ['plugin', 'job', 'state']

export async function listRuns(
  database: Database,
  context: Context,
  { from, limit, filter }: PageRequest,
): Promise<Page<JobRun>> {
  const unknown = Object.keys(filter).filter((name) => !filters.includes(name))
  if (unknown.length > 0)
    throw badQuery(
      {},
      unknown.map((name) => ({ path: `filter.${name}`, code: 'validation.unknown_property' })),
    )
  const given = [context.tenant.id, ...filters.map((name) => filter[name] ?? null)]
  const [page, total] = await readInTenant(database, entryOf(context), [
    bind(selectPage, ...given, limit, from),
    bind(count, ...given),
  ])
  return { rows: page.rows, from, total: total.rows[0] ?? 0 }
}

export async function findRun(database: Database, context: Context, id: string): Promise<JobRun | null> {
  const [{ rows }] = await readInTenant(database, entryOf(context), [bind(selectOne, context.tenant.id, id)])
  return rows[0] ?? null
}

/** The jobs of the plugins that are on, and when they run next in the tenant's zone. */
export function describeJobs(jobs: readonly Job[], context: Context): JobDescription[] {
  const now = new Date(context.clock.now())
  return jobs
    .filter(({ plugin }) => context.plugins.has(plugin))
    .map(({ name, plugin, cron }) => ({
      id: name,
      plugin,
      job: shortName(plugin, name),
      cron: cron ?? null,
      nextAt: cron === undefined ? null : (nextOccurrence(cron, context.tenant.zone, now)?.toISOString() ?? null),
    }))
}

const shortName = (plugin: string, name: string) => name.slice(plugin.length + 1)
const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const columns = `select id, plugin, job, state, ${instant('slot')}, ${instant('due_at')}, asked_by, ${instant('created_at')}, ${instant('started_at')}, ${instant('finished_at')},
  done, total, attempts, error from guildhall.job_runs where tenant_id = $1::uuid`
const conditions = `and ($2::text is null or plugin = $2::text) and ($3::text is null or job = plugin || '.' || $3::text) and ($4::text is null or state = $4::text)`

const selectPage = prepare(`${columns} ${conditions} order by id desc limit $5::bigint offset $6::bigint`, decode)
const selectOne = prepare(`${columns} and id = $2::uuid`, decode)
const count = prepare(`select count(*) from guildhall.job_runs where tenant_id = $1::uuid ${conditions}`, ([total]) =>
  Number(total),
)

function decode([
  id,
  plugin,
  job,
  state,
  slot,
  dueAt,
  askedBy,
  createdAt,
  startedAt,
  finishedAt,
  done,
  total,
  attempts,
  error,
]: RawRow): JobRun {
  return {
    id: String(id),
    plugin: String(plugin),
    job: shortName(String(plugin), String(job)),
    state: state as JobRun['state'],
    slot: slot ?? null,
    dueAt: dueAt ?? null,
    askedBy: askedBy ?? null,
    createdAt: String(createdAt),
    startedAt: startedAt ?? null,
    finishedAt: finishedAt ?? null,
    progress: done == null ? null : { done: Number(done), total: Number(total) },
    attempts: Number(attempts),
    error: error ?? null,
  }
}
