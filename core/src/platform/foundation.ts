import { join } from 'node:path'
import { type Clock, type Installation, type Outbound, onDeprecated } from '@guildhall/sdk'
import { systemClock } from '../config/clock.ts'
import { openSecrets } from '../config/secrets.ts'
import { type Database, openDatabase } from '../database/pool.ts'
import { openReplica, type Reading } from '../database/replica.ts'
import type { Events } from '../events/index.ts'
import { loadLocales } from '../i18n/files.ts'
import { findLacks, localePackages } from '../i18n/packages.ts'
import { createVocabulary, type Vocabulary } from '../i18n/vocabulary.ts'
import { createWordStore } from '../i18n/word-store.ts'
import type { Imports } from '../imports/imports.ts'
import type { Mailer } from '../mail/mailer.ts'
import { openOutbound } from '../outbound/outbound.ts'
import { type Installed, installPlugins } from '../plugins/host.ts'
import { lending } from '../plugins/installation.ts'
import { knownEvents } from '../plugins/known-events.ts'
import type { Privacy } from '../privacy/privacy.ts'
import type { Engine } from '../records/engine.ts'
import { requireSecret } from '../records/personal/require-secret.ts'
import { openVault } from '../records/personal/vault.ts'
import { openFigures } from '../telemetry/figures.ts'
import type { Tenancy } from '../tenancy/tenancy.ts'
import { corePlugin } from './core-plugin.ts'
import type { PlatformOptions } from './options.ts'

/** What everything stands on: the plugins put together, the database, words. */
export interface Foundation {
  readonly clock: Clock
  readonly onError: (error: unknown) => void
  readonly installed: Installed
  readonly outbound: Outbound
  readonly figures: ReturnType<typeof openFigures>
  readonly database: Database
  readonly reading: Reading | undefined
  readonly engine: Engine
  readonly vocabulary: Vocabulary
  /** What the installation lends to a plugin, by its name. */
  lendTo(plugin: string): Installation
  /** What the core's own hooks need exists only after all plugins were put together; nobody acts before that. */
  readonly parts: Parts
  endOfDeprecations(): void
}

export interface Parts {
  tenancy: Tenancy
  mailer: Mailer
  events: Events
  imports: Imports
  privacy: Privacy
}

export async function layFoundation(options: PlatformOptions): Promise<Foundation> {
  const { clock = systemClock, logger, tracing } = options
  const onError = (error: unknown) => logger.error({ err: error }, 'background work')
  const parts = {} as Parts
  const outbound = openOutbound({ mayBePrivate: options.mayAskPrivate === true })
  const installed = installPlugins(corePlugin(parts), options.plugins, outbound)
  const figures = openFigures()
  const connecting = { size: options.poolSize ?? 10, name: 'guildhall', onError, tracing }
  const database = openDatabase({ ...connecting, url: options.appUrl, isPrepared: options.isPrepared })
  const reading = options.replicaUrl
    ? openReplica({ ...connecting, url: options.replicaUrl, primary: database })
    : undefined
  figures.watchPool(database)
  await requireSecret(database, options.secret)
  const engine: Engine = {
    registry: installed.registry,
    database,
    reading,
    hooks: installed.hooks,
    clock,
    vault: openVault(options.secret),
    secrets: openSecrets(options.secret),
    jobs: new Set(installed.plugins.flatMap(({ name, jobs = {} }) => Object.keys(jobs).map((job) => `${name}.${job}`))),
    events: knownEvents(installed.plugins),
    mailDomain: options.mailIn?.domain,
    nudge: (tenantId) => parts.events.nudge(tenantId),
  }
  const endOfDeprecations = onDeprecated((deprecation) =>
    logger.warn(deprecation, `${deprecation.what} of the sdk will go. Write ${deprecation.instead} instead.`),
  )
  const vocabulary = await openVocabulary(options, database)
  const { secret, filesUrl, filesScanner } = options
  const lendTo = lending({ registry: installed.registry, clock, secret, filesUrl, filesScanner })
  const wide = { installed, outbound, figures, vocabulary, lendTo, parts }
  return { clock, onError, database, reading, engine, ...wide, endOfDeprecations }
}

function openVocabulary({ root, plugins, logger, pseudoLanguage }: PlatformOptions, database: Database) {
  const packages = localePackages(plugins, root)
  const files = loadLocales(join(root, 'locales'), packages)
  for (const lack of findLacks({ root, packages, files, plugins }))
    logger.warn(lack, `${lack.plugin}: ${lack.place}: ${lack.problem} ${lack.remedy}`)
  return createVocabulary({ files, words: createWordStore(database), pseudo: pseudoLanguage === true })
}
