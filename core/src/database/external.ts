import pg from 'pg'
import { BootError } from '../config/boot-error.ts'
import { describeDatabase } from './database-url.ts'
import { createExtensions, createSchemas, type DatabaseUrls, provisionLock } from './provision.ts'

const oldestMajor = 18

interface RoleFacts {
  name: string
  database: string
  superuser: boolean
  bypasses: boolean
  owns: boolean
  creates: boolean
  version: number
}

/**
 * Prepares a PostgreSQL that is not ours as far as the owner role may, and refuses an application role that
 * row-level security would not hold.
 */
export async function provisionExternal({ appUrl, ownerUrl }: DatabaseUrls): Promise<void> {
  const app = await inspect('DATABASE_URL', appUrl, async (_, facts) => facts)
  refusePrivileged(app)
  await inspect('DATABASE_OWNER_URL', ownerUrl, async (client, owner) => {
    if (!owner.creates) {
      throw new BootError('boot.owner_role_weak', {
        role: owner.name,
        lack: `may not create schemas in ${owner.database}`,
        statement: `ALTER DATABASE ${pg.escapeIdentifier(owner.database)} OWNER TO ${pg.escapeIdentifier(owner.name)}`,
      })
    }
    await refuseMembership(client, app.name, owner.name)
    await attempt(owner, () => prepareAlone(client, owner.name, app.name))
  })
}

/** Processes that first start at once take turns; the lock is the transaction's, so that a pooler in between does no harm. */
async function prepareAlone(client: pg.Client, owner: string, app: string): Promise<void> {
  await client.query('BEGIN')
  await client.query(`SELECT pg_advisory_xact_lock(${provisionLock})`)
  await createExtensions(client)
  await createSchemas(client, owner, app)
  await client.query('COMMIT')
}

async function inspect<T>(
  variable: string,
  url: string,
  work: (client: pg.Client, facts: RoleFacts) => Promise<T>,
): Promise<T> {
  const client = await connect(variable, url)
  try {
    const facts = await readFacts(client)
    if (Math.floor(facts.version / 10000) < oldestMajor) {
      const found = Math.floor(facts.version / 10000)
      throw new BootError('boot.database_old', { address: describeDatabase(url), found, expected: oldestMajor })
    }
    return await work(client, facts)
  } finally {
    await client.end()
  }
}

async function connect(variable: string, url: string): Promise<pg.Client> {
  try {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 5000,
      application_name: 'guildhall',
    })
    await client.connect()
    return client
  } catch (cause) {
    throw new BootError(
      'boot.database_unreachable',
      { variable, address: describeDatabase(url), reason: explain(cause) },
      { cause },
    )
  }
}

async function readFacts(client: pg.Client): Promise<RoleFacts> {
  const { rows } = await client.query<RoleFacts>(`
    SELECT r.rolname AS name, current_database() AS database, r.rolsuper AS superuser, r.rolbypassrls AS bypasses,
      d.datdba = r.oid OR EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner = r.oid) AS owns,
      has_database_privilege(current_database(), 'CREATE') AS creates,
      current_setting('server_version_num')::int AS version
    FROM pg_roles r, pg_database d WHERE r.rolname = current_user AND d.datname = current_database()`)
  return rows[0] as RoleFacts
}

function refusePrivileged({ name, superuser, bypasses, owns }: RoleFacts): void {
  const privilege = superuser
    ? 'is a superuser'
    : bypasses
      ? 'bypasses row-level security (BYPASSRLS)'
      : owns
        ? 'owns the database or tables in it'
        : undefined
  if (privilege) throw new BootError('boot.app_role_privileged', { role: name, privilege })
}

async function refuseMembership(client: pg.Client, app: string, owner: string): Promise<void> {
  if (app === owner)
    throw new BootError('boot.app_role_privileged', { role: app, privilege: 'is also the role of DATABASE_OWNER_URL' })
  const { rows } = await client.query<{ member: boolean }>(`SELECT pg_has_role($1, $2, 'MEMBER') AS member`, [
    app,
    owner,
  ])
  if (rows[0]?.member)
    throw new BootError('boot.app_role_privileged', { role: app, privilege: `may act as the owner ${owner}` })
}

async function attempt(owner: RoleFacts, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (cause) {
    const lack = cause instanceof Error ? cause.message : String(cause)
    // insufficient_privilege; of anything else the role is not to blame.
    if ((cause as { code?: string }).code !== '42501')
      throw new BootError('boot.database_unprepared', { database: owner.database, reason: lack }, { cause })
    const statement = `ALTER DATABASE ${pg.escapeIdentifier(owner.database)} OWNER TO ${pg.escapeIdentifier(owner.name)}`
    throw new BootError('boot.owner_role_weak', { role: owner.name, lack: `is refused: ${lack}`, statement }, { cause })
  }
}

/** The system's code says more than an empty message of several addresses tried at once. */
function explain(cause: unknown): string {
  const { message, code } = cause as NodeJS.ErrnoException
  const inner = cause instanceof AggregateError ? (cause.errors[0] as Error | undefined)?.message : undefined
  return message || inner || code || String(cause)
}
