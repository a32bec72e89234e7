import { join } from 'node:path'
import { DomainError, type Plugin } from '@guildhall/sdk'
import { pino } from 'pino'
import { filesAddress, publicAddress } from '../config/address.ts'
import { type Environment, readEnvironment } from '../config/environment.ts'
import { secretOf } from '../config/secret.ts'
import { migrationSources, runMigrations } from '../database/migrations/index.ts'
import type { DatabaseUrls } from '../database/provision.ts'
import { startDatabase } from '../database/start.ts'
import { createPlatform, type Platform } from '../platform.ts'
import { loadComposition } from './installed.ts'
import { Refusal } from './refusal.ts'

export interface Office {
  readonly platform: Platform
  /** The folder of presets. */
  readonly presets: URL
  readonly environment: Environment
  readonly database: DatabaseUrls
  readonly secret: string
}

/** Opens the installation for one piece of an operator's work: migrated, without a door and without a worker. What is to be mailed, the server mails. */
export async function inOffice<T>(work: (office: Office) => Promise<T>): Promise<T> {
  const environment = readEnvironment(process.env)
  const database = await startDatabase(environment)
  try {
    const { root, plugins, presets, installed } = await loadComposition()
    await runMigrations({ ...database, sources: migrationSources(installed, root) })
    const secret = await secretOf(environment)
    const platform = await openPlatform({ root, plugins, environment, database, secret })
    try {
      return await work({ platform, presets, environment, database, secret })
    } catch (error) {
      throw error instanceof DomainError ? new Refusal(inWords(error, platform), error.code, error.fields) : error
    } finally {
      await platform.close()
    }
  } finally {
    await database.stop()
  }
}

export interface Premises extends Omit<Office, 'platform' | 'presets'> {
  readonly root: string
  readonly plugins: readonly Plugin[]
}

/** The platform over a migrated database, without a door and without a worker. */
export function openPlatform({ root, plugins, environment, database, secret }: Premises): Promise<Platform> {
  return createPlatform({
    root,
    plugins,
    appUrl: database.appUrl,
    ownerUrl: database.ownerUrl,
    isPrepared: environment.DATABASE_PREPARED === 'on',
    replicaUrl: environment.DATABASE_REPLICA_URL,
    secret,
    pluginGraceDays: environment.PLUGIN_GRACE_DAYS,
    logger: pino({ level: 'silent' }),
    poolSize: 3,
    largestImport: environment.IMPORT_LIMIT_MB * 1_048_576,
    publicUrl: publicAddress(environment),
    filesUrl: filesAddress(environment),
    filesScanner: environment.FILES_SCANNER,
    mail: {
      smtpUrl: environment.SMTP_URL,
      from: environment.MAIL_FROM,
      inboxDir: join(environment.GUILDHALL_DATA, 'inbox'),
    },
    graceDays: environment.TENANT_GRACE_DAYS,
    mayAskPrivate: environment.OUTBOUND_PRIVATE === 'on',
    worker: false,
  })
}

/** The first line of the standard input: a password on the command line would be seen by every user of the machine. */
export async function readPassword(): Promise<string> {
  let text = ''
  for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk
  return text.split(/\r?\n/)[0] ?? ''
}

function inWords({ code, params, fields }: DomainError, { vocabulary }: Platform): string {
  const t = vocabulary.translator('en')
  const details = fields.map((field) => `${field.path}: ${t.error(field.code, { ...params, ...field.params })}`)
  return [t.error(code, params), ...details].join(' ')
}
