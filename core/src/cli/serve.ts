import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { filesAddress, publicAddress } from '../config/address.ts'
import type { Environment } from '../config/environment.ts'
import { secretOf } from '../config/secret.ts'
import { trustedProxies } from '../config/trusted-proxies.ts'
import { migrationSources, runMigrations } from '../database/migrations/index.ts'
import type { StartedDatabase } from '../database/start.ts'
import type { FirstStart, Progress } from '../first-start/first-start.ts'
import { createLogger } from '../http/logging.ts'
import { policyOf } from '../keys/policy.ts'
import { createPlatform, type Platform, type PlatformOptions } from '../platform.ts'
import type { Installed } from '../plugins/host.ts'
import { loadComposition } from './installed.ts'
import { listenFailure } from './listen-failure.ts'
import { listenForMail, mailInOf } from './mail-in.ts'

export interface ServeOptions {
  readonly environment: Environment
  readonly database: StartedDatabase
  readonly only?: 'web' | 'worker' | undefined
  /** Of several processes one brings what the first start brings. */
  readonly isFirst?: boolean
  readonly collectMetrics?: PlatformOptions['collectMetrics']
  /** What is going on, for whoever waits. */
  readonly tell: (progress: Progress | { readonly step: 'migrated'; readonly count: number }) => void
}

export interface RunningServer {
  /** Where people find it; nowhere when it only works. */
  readonly address: string | null
  /** Where mails can be read that go nowhere else. */
  readonly inbox: string | null
  readonly firstStart: FirstStart | null
  close(): Promise<void>
}

/** From a database to a Guildhall that answers: migrations, the platform, what a first start brings, delivery, the door. */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const { environment, database, only, tell, isFirst = true, collectMetrics } = options
  const { root, plugins, presets, installed } = await loadComposition()
  const migrated = await runMigrations({ ...database, sources: migrationSources(installed, root) })
  if (migrated.length > 0) tell({ step: 'migrated', count: migrated.length })
  const logger = loggerOf(environment)
  const platform = await createPlatform({
    root,
    plugins,
    appUrl: database.appUrl,
    ownerUrl: database.ownerUrl,
    isPrepared: environment.DATABASE_PREPARED === 'on',
    replicaUrl: environment.DATABASE_REPLICA_URL,
    pluginGraceDays: environment.PLUGIN_GRACE_DAYS,
    secret: await secretOf(environment),
    logger,
    poolSize: environment.POOL_SIZE,
    largestImport: environment.IMPORT_LIMIT_MB * 1_048_576,
    publicUrl: publicAddress(environment),
    filesUrl: filesAddress(environment),
    filesScanner: environment.FILES_SCANNER,
    backoffice: join(root, 'admin-ui/dist'),
    mail: {
      smtpUrl: environment.SMTP_URL,
      from: environment.MAIL_FROM,
      inboxDir: join(environment.GUILDHALL_DATA, 'inbox'),
    },
    mailIn: await mailInOf(environment),
    corsOrigins: environment.CORS_ORIGINS,
    trustProxy: trustedProxies(environment.TRUST_PROXY),
    metricsToken: environment.METRICS_TOKEN,
    graceDays: environment.TENANT_GRACE_DAYS,
    mayAskPrivate: environment.OUTBOUND_PRIVATE === 'on',
    keyPolicy: policyOf(environment.KEY_DAYS, environment.KEY_WITHOUT_END === 'on'),
    presets,
    proofDifficulty: environment.REGISTRATION_DIFFICULTY,
    worker: only !== 'web',
    ...(collectMetrics && { collectMetrics }),
    tracing: await tracingOf(environment, installed),
  })
  try {
    const firstStart = isFirst ? await firstStartOf(platform, { environment, presets, tell }) : null
    await platform.events.start()
    database.watch?.((event, error) => logger.error({ event: `database.${event}`, err: error }, 'embedded PostgreSQL'))
    const address = only === 'worker' ? null : await listen(platform, environment)
    if (only !== 'worker') await listenForMail(platform, environment)
    return {
      address,
      inbox: address !== null && !environment.SMTP_URL ? `${address}/dev/inbox` : null,
      firstStart,
      close: () => platform.close(),
    }
  } catch (error) {
    await platform.close()
    throw error
  }
}

/** Loaded only where somebody collects traces. */
async function tracingOf({ OTEL_EXPORTER_OTLP_ENDPOINT }: Environment, installed: Installed) {
  if (!OTEL_EXPORTER_OTLP_ENDPOINT) return undefined
  const { openTelemetry } = await import('../telemetry/open-telemetry.ts')
  return openTelemetry(installed.plugin('core')?.version ?? '')
}

/** Loaded only when there is something to do: nearly every start is not the first. */
async function firstStartOf(
  platform: Platform,
  options: Parameters<typeof import('../first-start/first-start.ts').makeFirstStart>[1],
) {
  const { makeFirstStart } = await import('../first-start/first-start.ts')
  return makeFirstStart(platform, options)
}

async function listen({ app }: Platform, environment: Environment): Promise<string> {
  const { HOST: host, PORT: port } = environment
  try {
    await app.listen({ host, port })
  } catch (error) {
    throw listenFailure(error, host, port)
  }
  const { port: taken } = app.server.address() as AddressInfo
  return publicAddress({ ...environment, PORT: taken })
}

/** At a terminal a line for every request would hide what is to be read there. */
export function loggerOf({ LOG_LEVEL }: Environment): Logger {
  return createLogger({ level: process.env.LOG_LEVEL === undefined && process.stderr.isTTY ? 'warn' : LOG_LEVEL })
}
