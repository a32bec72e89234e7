import { randomBytes } from 'node:crypto'
import { BootError } from '../../config/boot-error.ts'
import { withDatabase } from '../database-url.ts'
import { appRole, createExtensions, createSchemas, withClient } from '../provision.ts'
import { userOf } from './roles.ts'

export interface ScratchOptions {
  readonly ownerUrl: string
  readonly appUrl?: string | undefined
}

/** An empty database of the owner's on the same server, with extensions and schemas; dropped at the end, whatever happens. */
export async function withScratchDatabase<T>(options: ScratchOptions, work: (url: string) => Promise<T>): Promise<T> {
  const { ownerUrl } = options
  await sweepAbandoned(ownerUrl)
  const name = `${prefix}${Date.now().toString(36)}_${randomBytes(4).toString('hex')}`
  try {
    await createScratch(options, name)
    return await work(withDatabase(ownerUrl, name))
  } finally {
    await dropScratch(ownerUrl, name)
  }
}

async function createScratch({ ownerUrl, appUrl }: ScratchOptions, name: string): Promise<void> {
  const [owner, app] = [userOf(ownerUrl), (appUrl && userOf(appUrl)) || appRole]
  try {
    await withClient(ownerUrl, (client) => client.query(`CREATE DATABASE ${name}`))
  } catch (cause) {
    throw new BootError('boot.scratch_refused', { role: owner, reason: (cause as Error).message }, { cause })
  }
  await withClient(withDatabase(ownerUrl, name), async (client) => {
    await createExtensions(client)
    await createSchemas(client, owner, app)
  })
}

/** Not WITH (FORCE): an owner may not end autovacuum's work in his database, a plain DROP asks it to stop. */
async function dropScratch(ownerUrl: string, name: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = $1 AND usename IS NOT NULL AND pg_has_role(usesysid, 'USAGE')`,
      [name],
    )
    await client.query(`DROP DATABASE IF EXISTS ${name}`)
  })
}

/** What a command that was killed could not drop: no comparison takes an hour. */
async function sweepAbandoned(ownerUrl: string): Promise<void> {
  const names = await withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT datname AS name FROM pg_database WHERE datname ^@ $1 AND pg_has_role(datdba, 'MEMBER')`,
      [prefix],
    )
    return rows.map(({ name }) => name)
  })
  const abandoned = names.filter((name) => Number.parseInt(name.slice(prefix.length), 36) < Date.now() - 3_600_000)
  for (const name of abandoned) await dropScratch(ownerUrl, name)
}

const prefix = 'guildhall_scratch_'
