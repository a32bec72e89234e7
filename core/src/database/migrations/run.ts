import pg from 'pg'
import { migrationFailed, refuseTransactions } from './failure.ts'
import { readHistory, recordMigration, recordVersion } from './history.ts'
import { planMigrations, type Step } from './plan.ts'
import { nameRoles } from './roles.ts'
import type { MigrationFile, MigrationSource } from './source.ts'

export interface MigrationOptions {
  /** Of the role that owns everything, straight to PostgreSQL: a pooler between would lose the lock. */
  readonly ownerUrl: string
  /** Names the application's role where it is not `guildhall_app`. */
  readonly appUrl?: string | undefined
  readonly sources: readonly MigrationSource[]
  readonly log?: MigrationLog
  /** `false` gives up at once where another process migrates, with a {@link MigrationsRunning}; waits for it unless told. */
  readonly wait?: boolean
  readonly now?: () => Date
}

export interface MigrationLog {
  info(details: Readonly<Record<string, unknown>>, message: string): void
}

/** One migration that ran or is to run. */
export interface Migration {
  readonly plugin: string
  readonly name: string
  readonly checksum: string
}

/**
 * Brings the database to what the installed plugins need, and answers what was done.
 * One process at a time; each plugin in one transaction, so that a failure leaves its old state.
 *
 * @throws BootError naming plugin, file, statement and line
 */
export async function runMigrations(options: MigrationOptions): Promise<Migration[]> {
  return connected(options.ownerUrl, async (client) => {
    const plan = async () => planMigrations(await readHistory(client), options.sources)
    if ((await plan()).length === 0) return []
    return alone(client, options, async () => {
      const done: Migration[] = []
      // What another process did while this one waited is no longer to be done.
      for (const step of await plan()) done.push(...(await take(client, step, options)))
      return done
    })
  })
}

/** Another process migrates this very moment. */
export class MigrationsRunning extends Error {}

/** What {@link runMigrations} would run; refuses what it would refuse, and changes nothing. */
export async function pendingMigrations(options: Pick<MigrationOptions, 'ownerUrl' | 'sources'>): Promise<Migration[]> {
  return connected(options.ownerUrl, async (client) => {
    const steps = planMigrations(await readHistory(client), options.sources)
    return steps.flatMap(({ files }) => files.map(summary))
  })
}

async function take(
  client: pg.Client,
  { plugin, files, version }: Step,
  options: MigrationOptions,
): Promise<Migration[]> {
  const at = (options.now ?? (() => new Date()))()
  const name = nameRoles(options)
  await client.query('BEGIN')
  try {
    for (const file of files) {
      await runFile(client, file, name(file.sql))
      await recordMigration(client, file, at)
      options.log?.info({ plugin, migration: file.name }, 'migrated')
    }
    if (version !== undefined) await recordVersion(client, plugin, version, at)
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  }
  return files.map(summary)
}

async function runFile(client: pg.Client, file: MigrationFile, sql: string): Promise<void> {
  refuseTransactions(file)
  let completed = 0
  const count = () => {
    completed += 1
  }
  const { connection } = client as unknown as { connection: NodeJS.EventEmitter }
  connection.on('commandComplete', count)
  try {
    await client.query(sql)
  } catch (error) {
    throw migrationFailed({ ...file, sql }, completed, error)
  } finally {
    connection.off('commandComplete', count)
  }
}

/** The lock is the session's: a process that dies gives it back. */
async function alone<T>(
  client: pg.Client,
  { log, wait = true }: Pick<MigrationOptions, 'log' | 'wait'>,
  work: () => Promise<T>,
): Promise<T> {
  const lock = "hashtext('guildhall migrations')"
  const { rows } = await client.query<{ locked: boolean }>(`SELECT pg_try_advisory_lock(${lock}) AS locked`)
  if (!rows[0]?.locked) {
    if (!wait) throw new MigrationsRunning('Another process migrates')
    log?.info({}, 'waiting for migrations of another process')
    await client.query(`SELECT pg_advisory_lock(${lock})`)
  }
  try {
    return await work()
  } finally {
    await client.query(`SELECT pg_advisory_unlock(${lock})`).catch(() => {})
  }
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'guildhall migrate' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const summary = ({ plugin, name, checksum }: MigrationFile): Migration => ({ plugin, name, checksum })
