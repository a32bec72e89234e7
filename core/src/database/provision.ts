import pg from 'pg'
import { withDatabase } from './database-url.ts'
import { rememberedSecret } from './embedded-folder.ts'

export const appRole = 'guildhall_app'
export const ownerRole = 'guildhall_owner'

/** Whoever prepares a server or a database holds it. */
export const provisionLock = "hashtext('guildhall provision')"

export interface DatabaseUrls {
  /** Of the role that owns everything: migrations, the job queue. */
  ownerUrl: string
  /** Of the role that owns nothing and is held by row-level security: everything else. */
  appUrl: string
}

export interface ProvisionOptions {
  superUrl: string
  passwords: Readonly<Record<'owner' | 'app', string>>
  /** `guildhall` unless told otherwise. */
  database?: string
}

/** Roles, database, extensions, schemas and rights on a server of our own. Does nothing that is done already. */
export async function provisionServer({
  superUrl,
  passwords,
  database = 'guildhall',
}: ProvisionOptions): Promise<DatabaseUrls> {
  await withClient(superUrl, async (client) => {
    // Of the session, which ends with this block.
    await client.query(`SELECT pg_advisory_lock(${provisionLock})`)
    await createRole(client, ownerRole, 'CREATEDB', passwords.owner)
    await createRole(client, appRole, 'NOCREATEDB NOINHERIT', passwords.app)
    await createDatabase(client, database)
    await withClient(withDatabase(superUrl, database), async (inside) => {
      await createExtensions(inside)
      await createSchemas(inside, ownerRole, appRole)
    })
  })
  return {
    ownerUrl: withDatabase(superUrl, database, { user: ownerRole, password: passwords.owner }),
    appUrl: withDatabase(superUrl, database, { user: appRole, password: passwords.app }),
  }
}

/** The passwords of both roles, made once and remembered in the data folder. */
export function rolePasswords(folder: string): ProvisionOptions['passwords'] {
  return { owner: rememberedSecret(folder, 'owner.password'), app: rememberedSecret(folder, 'app.password') }
}

/** All four are trusted extensions: the owner of a database may add them without being a superuser. */
export async function createExtensions(client: pg.ClientBase): Promise<void> {
  const names = ['pg_trgm', 'btree_gist', 'btree_gin', 'unaccent']
  const { rows } = await client.query<{ extname: string }>('SELECT extname FROM pg_extension')
  const present = new Set(rows.map((row) => row.extname))
  for (const name of names) if (!present.has(name)) await client.query(`CREATE EXTENSION IF NOT EXISTS ${name}`)
}

/** The rights of tables come by default privileges, so a migration has nothing to grant and nothing to forget. */
export async function createSchemas(client: pg.ClientBase, owner: string, app: string): Promise<void> {
  const [ownerName, appName] = [pg.escapeIdentifier(owner), pg.escapeIdentifier(app)]
  const schemas = ['guildhall', 'pgboss']
  const statements = schemas.map((schema) => `CREATE SCHEMA IF NOT EXISTS ${schema} AUTHORIZATION ${ownerName}`)
  for (const schema of ['guildhall', 'public']) {
    const fresh = `ALTER DEFAULT PRIVILEGES FOR ROLE ${ownerName} IN SCHEMA ${schema}`
    statements.push(
      `GRANT USAGE ON SCHEMA ${schema} TO ${appName}`,
      `${fresh} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${appName}`,
      `${fresh} GRANT USAGE, SELECT ON SEQUENCES TO ${appName}`,
    )
  }
  statements.push('REVOKE CREATE ON SCHEMA public FROM PUBLIC')
  await client.query(statements.join(';\n'))
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'guildhall provision' })
  // A connection that breaks is told of by whatever was asked on it.
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function createRole(client: pg.Client, role: string, attributes: string, password: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])
  const shape = `LOGIN NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS ${attributes}`
  const statements = [
    rowCount === 0 ? `CREATE ROLE ${role} ${shape}` : `ALTER ROLE ${role} ${shape}`,
    `ALTER ROLE ${role} PASSWORD ${pg.escapeLiteral(password)}`,
    `ALTER ROLE ${role} SET timezone = 'UTC'`,
    `ALTER ROLE ${role} SET datestyle = 'ISO'`,
    `ALTER ROLE ${role} SET idle_in_transaction_session_timeout = '60s'`,
  ]
  statements.push('REVOKE CREATE ON SCHEMA public FROM PUBLIC')
  await client.query(statements.join(';\n'))
}

async function createDatabase(client: pg.Client, database: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database])
  const name = pg.escapeIdentifier(database)
  if (rowCount === 0) await client.query(`CREATE DATABASE ${name} OWNER ${ownerRole}`)
  await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC; GRANT CONNECT ON DATABASE ${name} TO ${appRole}`)
}
