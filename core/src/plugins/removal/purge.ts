import type pg from 'pg'
import { readArchives } from './archive.ts'
import { archive, drop } from './tables.ts'

/** Ends what nobody restored in time, and what was kept beside it. The history stays. @returns the plugins */
export async function purgeOverdue(client: pg.ClientBase, now: string): Promise<string[]> {
  const overdue = (await readArchives(client)).filter(({ purgeAt }) => purgeAt <= now)
  for (const { plugin, tables, functions, resources } of overdue) {
    const lying = <T extends object>(one: T) => ({ ...one, schema: archive })
    await drop(client, { tables: tables.map(lying), functions: functions.map(lying) })
    await client.query('delete from guildhall.saved_views where resource = any ($1::text[])', [resources])
    // Where it was added anew meanwhile, these are of its new life.
    for (const table of ['job_runs', 'held_deliveries', 'kept_secrets'])
      await client.query(
        `delete from guildhall.${table} where plugin = $1 and not exists (select from guildhall.plugins where name = $1)`,
        [plugin],
      )
    await client.query(`delete from ${archive}.plugins where plugin = $1`, [plugin])
  }
  return overdue.map(({ plugin }) => plugin)
}
