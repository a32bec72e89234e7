import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { pino } from 'pino'
import { withDatabase } from '../../core/src/database/database-url.ts'
import { type EmbeddedDatabase, startEmbedded } from '../../core/src/database/embedded.ts'
import { migrationSources } from '../../core/src/database/migrations/index.ts'
import { runMigrations } from '../../core/src/database/migrations/run.ts'
import { type DatabaseUrls, provisionServer, rolePasswords, withClient } from '../../core/src/database/provision.ts'
import { corePlugin, createPlatform, type Platform } from '../../core/src/platform.ts'
import { installPlugins } from '../../core/src/plugins/host.ts'
import { tablesOf } from '../../core/src/records/tables/tables.ts'
import config from '../../platform.config.ts'
import { fill, type Share } from './fill.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = fileURLToPath(new URL('../.cache/growth', import.meta.url))
/** Changed with what `fill` writes. */
const edition = 1

/** One database of a size, with a platform over it and the two tenants that are looked at. */
export interface Grown {
  readonly rows: number
  readonly platform: Platform
  readonly superUrl: string
  readonly tenants: readonly Share[]
}

export const openGrowthServer = (): Promise<EmbeddedDatabase> =>
  startEmbedded({ folder, settings: { max_wal_size: '8GB', maintenance_work_mem: '1GB' } })

/** The data set of a size: made once, kept in bench/.cache, made anew when the tables' definitions changed. */
export async function openDataset(
  server: EmbeddedDatabase,
  rows: number,
  tell: (line: string) => void,
): Promise<Grown> {
  const installed = installPlugins(corePlugin({} as never), config.plugins)
  const tables = [...installed.registry.models.values()].flatMap((model) => tablesOf(model, installed.registry))
  const mark = createHash('sha1')
    .update(JSON.stringify([edition, tables]))
    .digest('hex')
  const database = `growth_${rows}`
  const superUrl = withDatabase(server.superUrl, database)
  const isThere = (await markOf(server.superUrl, database)) === mark
  if (!isThere)
    await withClient(server.superUrl, (client) => client.query(`drop database if exists ${database} with (force)`))
  const urls = await provisionServer({ superUrl: server.superUrl, passwords: rolePasswords(folder), database })
  await runMigrations({ ...urls, sources: migrationSources(installed, root) })
  const platform = await openPlatform(urls)
  const tenants = isThere ? await sharesOf(platform, rows) : await make(platform, superUrl, rows, tell)
  if (!isThere)
    await withClient(server.superUrl, (client) => client.query(`comment on database ${database} is '${mark}'`))
  return { rows, platform, superUrl, tenants }
}

async function markOf(superUrl: string, database: string): Promise<string | null> {
  const { rows } = await withClient(superUrl, (client: pg.Client) =>
    client.query("select shobj_description(oid, 'pg_database') as mark from pg_database where datname = $1", [
      database,
    ]),
  )
  return rows[0]?.mark ?? null
}

const openPlatform = (urls: DatabaseUrls): Promise<Platform> =>
  createPlatform({
    root,
    plugins: config.plugins,
    ...urls,
    secret: 'thirty-two random characters, as ever',
    logger: pino({ level: 'error' }),
    publicUrl: 'http://127.0.0.1',
    filesUrl: 'file:/tmp/guildhall-none',
    poolSize: 3,
    mail: { from: 'bench@example.org', inboxDir: `${folder}/inbox` },
    worker: false,
  })

/** The one stays as it is whatever the table's size; the other has a tenth of it. */
const sizes = (rows: number) => [
  { name: 'mid', tasks: 1000 },
  { name: 'big', tasks: Math.max(1000, rows / 10) },
]

async function sharesOf({ tenancy }: Platform, rows: number): Promise<Share[]> {
  return Promise.all(
    sizes(rows).map(async ({ name, tasks }, index) => {
      const found = await tenancy.tenants.find({ slug: name })
      return { number: index + 1, name, id: found?.id ?? '', tasks }
    }),
  )
}

async function make(
  platform: Platform,
  superUrl: string,
  rows: number,
  tell: (line: string) => void,
): Promise<Share[]> {
  tell(`${rows} rows are made; that is done once.`)
  const plugins = config.plugins.map(({ name }) => name)
  for (const { name } of sizes(rows)) {
    const { id } = await platform.tenancy.tenants.create({ slug: name, name, plugins })
    for (const archetype of ['admin', 'worker'] as const)
      await platform.tenancy.addPerson(id, { email: address(archetype, name), name: archetype, archetype, password })
  }
  const shares = await sharesOf(platform, rows)
  await withClient(superUrl, (client) => fill(client, rows, shares, tell))
  return shares
}

export const password = 'a password for the bench'
export const address = (who: string, tenant: string) => `${who}@${tenant}.example`
