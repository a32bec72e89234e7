import type { Clock, Plugin } from '@guildhall/sdk'
import type { FastifyBaseLogger } from 'fastify'
import type { MetricsOptions } from '../http/metrics.ts'
import type { KeyPolicy } from '../keys/policy.ts'
import type { MailInOptions } from '../mail-in/options.ts'
import type { Tracing } from '../telemetry/tracing.ts'

export interface PlatformOptions {
  /** The installation's folder: its `locales/` win over those of packages. */
  readonly root: string
  readonly plugins: readonly Plugin[]
  /** Of the role that owns nothing. */
  readonly appUrl: string
  /** Of the owner: the job queue. */
  readonly ownerUrl: string
  /** What the keys of personal values are wrapped with; the same on every node and at every start. */
  readonly secret: string
  readonly logger: FastifyBaseLogger
  readonly clock?: Clock
  readonly poolSize?: number
  /** A replica of the database, as the same role, for what takes long. */
  readonly replicaUrl?: string | undefined
  /** False behind a pooler in transaction mode that does not follow prepared statements. */
  readonly isPrepared?: boolean
  readonly publicUrl: string
  /** Where plugins keep bytes: `file:` and a folder, or `s3:` and a bucket. */
  readonly filesUrl: string
  /** Where clamd listens (`host:port`), which looks through what is uploaded. */
  readonly filesScanner?: string | undefined
  readonly mail: { readonly smtpUrl?: string | undefined; readonly from: string; readonly inboxDir: string }
  /** How mail is taken; none is unless given. */
  readonly mailIn?: MailInOptions | undefined
  /** The folder of the built backoffice; without one the server is headless. */
  readonly backoffice?: string | undefined
  readonly corsOrigins?: readonly string[]
  readonly trustProxy?: boolean | string | string[] | ((address: string, hop: number) => boolean)
  /** Lets a collector on another machine read the metrics. */
  readonly metricsToken?: string | undefined
  /** Given the metrics of this process, how those of all that share the door are asked for. */
  readonly collectMetrics?: MetricsOptions['collect']
  /** Where traces go; none are made without. */
  readonly tracing?: Tracing | undefined
  /** Bytes of a file that is brought in; 32 MB unless given. */
  readonly largestImport?: number
  /** How many days the data of a removed plugin waits; 30 unless given. */
  readonly pluginGraceDays?: number | undefined
  /** Whether this process delivers events and runs jobs. */
  readonly worker?: boolean
  readonly pseudoLanguage?: boolean
  /** For how many days a tenant that was deleted can be taken back; thirty unless given. */
  readonly graceDays?: number
  /** Whether addresses of this machine and its own network may be asked, where somebody names one. */
  readonly mayAskPrivate?: boolean
  /** How long API keys may live. */
  readonly keyPolicy?: KeyPolicy
  /** How hard it is made for programs to register, in bits of a proof of work; 16 unless given. */
  readonly proofDifficulty?: number | undefined
  /** The folder of presets; beside the composition root unless given. */
  readonly presets?: URL
}
