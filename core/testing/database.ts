import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { withDatabase } from '../src/database/database-url.ts'
import { appRole, type DatabaseUrls, ownerRole, provisionServer, withClient } from '../src/database/provision.ts'

export interface TestUrls extends DatabaseUrls {
  superUrl: string
}

export interface TestDatabase extends TestUrls {
  name: string
  drop(): Promise<void>
}

/** The variable by which the run's global setup tells its workers, and programs they start, where the server is. */
export const serverVariable = 'TEST_POSTGRES_URL'

/** Known, because a template's and its copies' roles are the same, and the server listens to this machine alone. */
const passwords = { owner: 'owner', app: 'app' }

/** Prepares a database once a run, whichever worker comes first; `createTestDatabase` with the same key copies it. */
export async function templateDatabase(key: string, prepare: (urls: TestUrls) => Promise<void>): Promise<void> {
  const name = templateName(key)
  await withClient(serverUrl(), async (client) => {
    // Of the session, so a worker that dies in the middle gives it back.
    await client.query('SELECT pg_advisory_lock(hashtext($1))', ['guildhall template'])
    if (await isFinished(client, name)) return
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await provisionServer({ superUrl: serverUrl(), passwords, database: name })
    await prepare(urlsOf(name))
    await finish(client, name)
  })
}

/** A copy of the template in some milliseconds; without a key, of a database with roles and schemas and no tables. */
export async function createTestDatabase(key = ''): Promise<TestDatabase> {
  if (key === '') await templateDatabase('', async () => {})
  const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`
  await withClient(serverUrl(), async (client) => {
    await client.query(`CREATE DATABASE ${name} OWNER ${ownerRole} TEMPLATE ${templateName(key)} STRATEGY file_copy`)
    await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC; GRANT CONNECT ON DATABASE ${name} TO ${appRole}`)
  })
  const drop = () => withClient(serverUrl(), (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
  return { ...urlsOf(name), name, drop: async () => void (await drop()) }
}

async function isFinished(client: pg.Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate', [name])
  return rowCount === 1
}

/** Nobody may stay connected to what is to be copied; who is about to leave is given the time. */
async function finish(client: pg.Client, name: string): Promise<void> {
  await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`)
  for (let tries = 0; tries < 50; tries++) {
    const { rowCount } = await client.query('SELECT FROM pg_stat_activity WHERE datname = $1', [name])
    if (rowCount === 0) break
    await sleep(20)
  }
  await client.query('SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1', [name])
  await client.query(`ALTER DATABASE ${name} IS_TEMPLATE true`)
}

function urlsOf(name: string): TestUrls {
  return {
    superUrl: withDatabase(serverUrl(), name),
    ownerUrl: withDatabase(serverUrl(), name, { user: ownerRole, password: passwords.owner }),
    appUrl: withDatabase(serverUrl(), name, { user: appRole, password: passwords.app }),
  }
}

function templateName(key: string): string {
  return `template_${createHash('sha256').update(key).digest('hex').slice(0, 16)}`
}

function serverUrl(): string {
  const url = process.env[serverVariable]
  if (!url) throw new Error(`${serverVariable} is not set: is core/testing/global-setup.ts among vitest's globalSetup?`)
  return url
}
