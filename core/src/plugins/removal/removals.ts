import type { Clock } from '@guildhall/sdk'
import pg from 'pg'
import { type MigrationSource, runMigrations } from '../../database/migrations/index.ts'
import { forgetAdded } from '../added.ts'
import type { Installed } from '../host.ts'
import { find } from '../switching.ts'
import { type Archive, putAway, readArchives } from './archive.ts'
import { busy, isCore, needed, notConfirmed } from './errors.ts'
import { planRemoval, type RemovalPlan } from './plan.ts'
import { purgeOverdue } from './purge.ts'
import { bringBack } from './restore.ts'

export interface RemovalOptions {
  readonly root: string
  readonly ownerUrl: string
  readonly appUrl: string
  readonly installed: Installed
  sources(): readonly MigrationSource[]
  readonly clock: Clock
  /** How long what was removed can be restored. */
  readonly graceDays: number
}

/** The end of a plugin's life, and the way back from it. Each step is one transaction: a process that dies leaves what was or what is. */
export interface Removals {
  plan(plugin: string): Promise<RemovalPlan>
  /** @param confirmed the plugin's name once more @throws 409, 422 */
  remove(plugin: string, confirmed: string): Promise<Archive>
  list(): Promise<Archive[]>
  restore(plugin: string): Promise<Archive>
  purge(): Promise<string[]>
}

export function openRemovals(options: RemovalOptions): Removals {
  const { root, ownerUrl, appUrl, installed, sources, clock, graceDays } = options
  return {
    plan: (plugin) => connected(ownerUrl, (client) => planRemoval(client, installed, plugin, graceDays)),
    async remove(plugin, confirmed) {
      if (find(installed, plugin).name === 'core') throw isCore({ plugin })
      const removed = await alone(ownerUrl, async (client) => {
        const { neededBy } = await planRemoval(client, installed, plugin, graceDays)
        if (neededBy.length > 0) throw needed({ plugin, plugins: neededBy })
        if (confirmed !== plugin) throw notConfirmed({ plugin }, [{ path: 'confirm', code: notConfirmed.code }])
        const now = clock.now()
        const purgeAt = new Date(Date.parse(now) + graceDays * 86_400_000).toISOString()
        await putAway(client, installed, plugin, { now, purgeAt })
        return (await readArchives(client)).find((each) => each.plugin === plugin) as Archive
      })
      // Should this process die before, the next start finds a plugin without tables of its own, makes them, and all else waits.
      forgetAdded(root, plugin)
      return removed
    },
    list: () => connected(ownerUrl, readArchives),
    async restore(plugin) {
      const restored = await alone(ownerUrl, (client) => bringBack(client, installed, sources(), plugin))
      // What a newer version adds to them.
      await runMigrations({ ownerUrl, appUrl, sources: sources() })
      return restored
    },
    async purge() {
      const now = clock.now()
      const waiting = await connected(ownerUrl, readArchives)
      if (!waiting.some(({ purgeAt }) => purgeAt <= now)) return []
      return alone(ownerUrl, (client) => purgeOverdue(client, now))
    },
  }
}

/** One transaction, and nobody migrates, removes or restores beside it. */
async function alone<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  return connected(ownerUrl, async (client) => {
    await client.query("begin; set local lock_timeout to '10s'")
    const { rows } = await client.query<{ held: boolean }>(
      `select pg_try_advisory_xact_lock(hashtext('guildhall migrations')) as held`,
    )
    if (!rows[0]?.held) throw busy()
    const result = await work(client).catch((error: { code?: string }) => {
      throw error.code === lockTimeout ? busy() : error
    })
    await client.query('commit')
    return result
  })
}

/** Somebody works with one of the tables for longer than one waits for him. */
const lockTimeout = '55P03'

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'guildhall removals' })
  // Whoever waits for an answer is told; unheard, a broken connection would end the process.
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    // What was not committed goes with the connection.
    await client.end()
  }
}
