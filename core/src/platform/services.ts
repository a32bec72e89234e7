import { pathToFileURL } from 'node:url'
import { looksOf } from '../branding/letters.ts'
import { migrationSources } from '../database/migrations/index.ts'
import { openEvents } from '../events/index.ts'
import { loadPreset } from '../first-start/load-preset.ts'
import { createIdentity } from '../identity/identity.ts'
import { openImports } from '../imports/imports.ts'
import { keepLinks } from '../links/links.ts'
import { createMailer } from '../mail/mailer.ts'
import { openListener } from '../mail-in/listener.ts'
import { openReceivers } from '../mail-in/receivers.ts'
import { keepLogins } from '../people/keep-logins.ts'
import { openRemovals } from '../plugins/removal/removals.ts'
import { keepPrivacy } from '../privacy/privacy.ts'
import { openScope } from '../records/scope.ts'
import { transact } from '../records/transact.ts'
import { keepRegistration } from '../registration/registration.ts'
import { keepArchives } from '../tenancy/archive/archives.ts'
import { keepDeletions } from '../tenancy/deletion/deletions.ts'
import { keptOutside } from '../tenancy/kept-outside.ts'
import { keepQuotas } from '../tenancy/quotas/keep.ts'
import { createTenancy } from '../tenancy/tenancy.ts'
import { lendWork } from '../work/work.ts'
import type { Foundation } from './foundation.ts'
import { countEvents } from './health.ts'
import type { PlatformOptions } from './options.ts'

export type Services = Awaited<ReturnType<typeof openServices>>

/** What the core does besides records, each part made of those before it. */
export async function openServices(options: PlatformOptions, foundation: Foundation) {
  const { clock, onError, installed, outbound, figures, database, engine, vocabulary, parts } = foundation
  const { secret, publicUrl } = options
  const tenancy = createTenancy({ engine, installed, vocabulary })
  parts.tenancy = tenancy
  const { smtpUrl, from, inboxDir } = options.mail
  const mailer = createMailer({
    ...(smtpUrl && { smtpUrl }),
    ...{ from, inboxDir, publicUrl, vocabulary },
    observe: figures.mail,
    lookOf: looksOf(database, publicUrl),
  })
  parts.mailer = mailer
  const imports = openImports({
    ...{ engine, vocabulary },
    events: () => parts.events,
    contextOf: (tenantId, userId, fresh) => tenancy.contextOfUser(tenantId, userId, { fresh, reason: 'imports' }),
    largest: options.largestImport ?? 32 * 1_048_576,
  })
  parts.imports = imports
  const { join, admit } = tenancy
  const identity = createIdentity({
    ...{ database, clock, mailer, onError, secret, publicUrl, join, admit },
    keepLogin: keepLogins(engine, tenancy),
  })
  const lend = lendWork({
    ...{ engine, contexts: tenancy, outbound, mailer, publicUrl, lendTo: foundation.lendTo },
    files: installed.plugins.find(({ bringFile }) => bringFile),
  })
  const events = await openEvents({
    ...{ database, clock },
    ownerUrl: options.ownerUrl,
    log: options.logger,
    handlers: installed.handlers,
    plugins: installed.plugins,
    worker: options.worker !== false,
    tracing: options.tracing,
    observe: figures.delivery,
    withPluginScope: (tenantId, plugin, work) =>
      transact(
        engine,
        (fresh) => tenancy.contextForPlugin(tenantId, plugin, { fresh }),
        (operation) => work(openScope(operation), operation.unit),
      ),
    lend,
  })
  parts.events = events
  figures.watchEvents(() => countEvents(events))
  const { pool } = events
  const handlers = { event: installed.handlers.map(({ name }) => name), job: events.jobs.map(({ name }) => name) }
  const outside = keptOutside(installed.plugins, foundation.lendTo)
  const archives = keepArchives({ engine, pool, secret, handlers, outside })
  const quotas = keepQuotas({ engine, pool, clock, mailer, vocabulary })
  const deletions = keepDeletions({ engine, pool, clock, mailer, graceDays: options.graceDays ?? 30, onError, outside })
  const presets = options.presets ?? pathToFileURL(`${options.root}/presets/`)
  const registration = keepRegistration({
    ...{ engine, clock, tenancy, installed, mailer, presets, onError, secret },
    difficulty: options.proofDifficulty ?? 16,
    loadPreset: (tenantId, preset) =>
      loadPreset({ database, engine, tenancy, identity, installed, vocabulary }, tenantId, preset),
  })
  const { plans, asSystem } = tenancy
  const privacy = keepPrivacy({ engine, pool, mailer, vocabulary, onError, events: () => events, plans, asSystem })
  parts.privacy = privacy
  const sources = () => migrationSources(installed, options.root)
  const removals = openRemovals({ ...options, installed, sources, clock, graceDays: options.pluginGraceDays ?? 30 })
  const links = keepLinks(engine, outbound, secret)
  const mailIn = options.mailIn
    ? await openListener({
        ...options.mailIn,
        onError,
        receivers: openReceivers({ engine, tenancy, plugins: installed.plugins, domain: options.mailIn.domain }),
      })
    : null
  const apart = { mailIn, archives, deletions, quotas, registration, presets, privacy, sources, removals, links }
  return { tenancy, mailer, imports, identity, events, lend, ...apart }
}
