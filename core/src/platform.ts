import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Clock, definePlugin, onDeprecated, type Plugin } from '@guildhall/sdk'
import type { FastifyBaseLogger, FastifyInstance, FastifyPluginCallback } from 'fastify'
import { actingRoutes } from './acting/routes.ts'
import { looksOf } from './branding/letters.ts'
import { brandingRoutes } from './branding/routes.ts'
import { systemClock } from './config/clock.ts'
import { coreEvents } from './core-events.ts'
import { coreFirstSteps } from './core-first-steps.ts'
import { coreSettings } from './core-settings.ts'
import { customFieldRoutes } from './custom-fields/routes.ts'
import { settling } from './custom-fields/settle.ts'
import { migrationSources } from './database/migrations/index.ts'
import { type Database, openDatabase } from './database/pool.ts'
import { openReplica } from './database/replica.ts'
import { createLiveStream, type Events, eventRoutes, openEvents } from './events/index.ts'
import { loadPreset } from './first-start/load-preset.ts'
import { keepHouse } from './housekeeping.ts'
import { buildApp } from './http/app.ts'
import { httpAreas } from './http/areas.ts'
import { backofficeRoutes, hasBackoffice } from './http/backoffice/routes.ts'
import type { Identification } from './http/identify.ts'
import type { MetricsOptions } from './http/metrics.ts'
import { migrationRoutes } from './http/migration-routes.ts'
import { removalRoutes } from './http/removal-routes.ts'
import { roleRoutes } from './http/role-routes.ts'
import { stopGracefully } from './http/shutdown.ts'
import { loadLocales } from './i18n/files.ts'
import { findLacks, localePackages } from './i18n/packages.ts'
import { createVocabulary, type Vocabulary } from './i18n/vocabulary.ts'
import { createWordStore } from './i18n/word-store.ts'
import { sessionCookie } from './identity/cookie.ts'
import { createIdentity, type Identity } from './identity/identity.ts'
import { identityRoutes } from './identity/routes.ts'
import { type Imports, openImports } from './imports/imports.ts'
import { importJob } from './imports/job.ts'
import { importRoutes } from './imports/routes.ts'
import { type KeyPolicy, usualPolicy } from './keys/policy.ts'
import { keyRoutes } from './keys/routes.ts'
import { keepLinks, type Links } from './links/links.ts'
import { linkRoutes } from './links/routes.ts'
import { inboxRoutes } from './mail/inbox-routes.ts'
import { createMailer, type Mailer } from './mail/mailer.ts'
import { openOutbound } from './outbound/outbound.ts'
import { holdingsRoute } from './people/holdings-route.ts'
import { peopleResource, rolesResource } from './people/resources.ts'
import { setUpPeople } from './people/setup.ts'
import { signInRoutes } from './people/sign-ins.ts'
import { readAdminModules } from './plugins/admin-modules.ts'
import { type Installed, installPlugins } from './plugins/host.ts'
import { openRemovals, type Removals } from './plugins/removal/removals.ts'
import { privacyJob } from './privacy/job.ts'
import { ownPrivacyRoutes } from './privacy/own-routes.ts'
import { keepPrivacy, type Privacy } from './privacy/privacy.ts'
import { privacyRoutes } from './privacy/routes.ts'
import type { Engine } from './records/engine.ts'
import { requireSecret } from './records/personal/require-secret.ts'
import { openVault } from './records/personal/vault.ts'
import { openScope } from './records/scope.ts'
import { transact } from './records/transact.ts'
import { tidyRegistrations } from './registration/housekeeping.ts'
import { keepRegistration, type Registration } from './registration/registration.ts'
import { registrationRoutes } from './registration/routes.ts'
import { type EventFigures, openFigures } from './telemetry/figures.ts'
import type { Tracing } from './telemetry/tracing.ts'
import { type Archives, keepArchives } from './tenancy/archive/archives.ts'
import { archiveRoutes } from './tenancy/archive/routes.ts'
import { type Deletions, keepDeletions } from './tenancy/deletion/deletions.ts'
import { deletionRoutes } from './tenancy/deletion/routes.ts'
import { keepQuotas, type QuotaKeeper } from './tenancy/quotas/keep.ts'
import { quotaRoutes } from './tenancy/quotas/routes.ts'
import { tenancyRoutes } from './tenancy/routes.ts'
import { createTenancy, type Tenancy } from './tenancy/tenancy.ts'

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
  readonly mail: { readonly smtpUrl?: string | undefined; readonly from: string; readonly inboxDir: string }
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

/** The parts of a running Guildhall. */
export interface Platform {
  readonly app: FastifyInstance
  readonly engine: Engine
  readonly installed: Installed
  readonly database: Database
  readonly vocabulary: Vocabulary
  readonly mailer: Mailer
  readonly identity: Identity
  readonly tenancy: Tenancy
  readonly events: Events
  readonly archives: Archives
  readonly deletions: Deletions
  readonly privacy: Privacy
  readonly quotas: QuotaKeeper
  readonly imports: Imports
  readonly removals: Removals
  readonly registration: Registration
  readonly links: Links
  /** Ends and throws away what has served its time; in a worker it happens by itself. */
  tidy(): Promise<void>
  close(): Promise<void>
}

/** Puts the core and the plugins together over a migrated database. Nothing is delivered before `events.start`, nothing served before `app.listen`. */
export async function createPlatform(options: PlatformOptions): Promise<Platform> {
  const { clock = systemClock, logger } = options
  const onError = (error: unknown) => logger.error({ err: error }, 'background work')
  // What the core's own hooks need exists only after all plugins were put together; nobody acts before that.
  const parts = {} as { tenancy: Tenancy; mailer: Mailer; events: Events; imports: Imports; privacy: Privacy }
  const installed = installPlugins(corePlugin(parts), options.plugins)
  const modules = readAdminModules(options.plugins)
  const { tracing } = options
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
    nudge: (tenantId) => parts.events.nudge(tenantId),
  }
  const packages = localePackages(options.plugins, options.root)
  const files = loadLocales(join(options.root, 'locales'), packages)
  for (const lack of findLacks({ root: options.root, packages, files, plugins: options.plugins }))
    logger.warn(lack, `${lack.plugin}: ${lack.place}: ${lack.problem} ${lack.remedy}`)
  const endOfDeprecations = onDeprecated((deprecation) =>
    logger.warn(deprecation, `${deprecation.what} of the sdk will go. Write ${deprecation.instead} instead.`),
  )
  const vocabulary = await createVocabulary({
    files,
    words: createWordStore(database),
    pseudo: options.pseudoLanguage === true,
  })
  parts.tenancy = createTenancy({ engine, installed, vocabulary })
  const { smtpUrl, from, inboxDir } = options.mail
  parts.mailer = createMailer({
    ...(smtpUrl && { smtpUrl }),
    from,
    inboxDir,
    publicUrl: options.publicUrl,
    vocabulary,
    observe: figures.mail,
    lookOf: looksOf(database, options.publicUrl),
  })
  const { tenancy, mailer } = parts
  parts.imports = openImports({
    engine,
    vocabulary,
    events: () => parts.events,
    contextOf: (tenantId, userId, fresh) => tenancy.contextOfUser(tenantId, userId, { fresh, reason: 'imports' }),
    largest: options.largestImport ?? 32 * 1_048_576,
  })
  const identity = createIdentity({
    ...{ database, clock, mailer, onError },
    secret: options.secret,
    publicUrl: options.publicUrl,
    join: tenancy.join,
    admit: tenancy.admit,
  })
  parts.events = await openEvents({
    database,
    ownerUrl: options.ownerUrl,
    clock,
    log: logger,
    handlers: installed.handlers,
    plugins: installed.plugins,
    worker: options.worker !== false,
    tracing,
    observe: figures.delivery,
    withPluginScope: (tenantId, plugin, work) =>
      transact(
        engine,
        (fresh) => tenancy.contextForPlugin(tenantId, plugin, { fresh }),
        (operation) => work(openScope(operation), operation.unit),
      ),
  })
  figures.watchEvents(() => countEvents(parts.events))
  const { pool } = parts.events
  const archives = keepArchives({
    engine,
    pool,
    secret: options.secret,
    handlers: {
      event: installed.handlers.map(({ name }) => name),
      job: parts.events.jobs.map(({ name }) => name),
    },
  })
  const quotas = keepQuotas({ engine, pool, clock, mailer, vocabulary })
  const deletions = keepDeletions({ engine, pool, clock, mailer, graceDays: options.graceDays ?? 30, onError })
  const presets = options.presets ?? pathToFileURL(`${join(options.root, 'presets')}/`)
  const registration = keepRegistration({
    ...{ engine, clock, tenancy, installed, mailer, presets, onError },
    secret: options.secret,
    difficulty: options.proofDifficulty ?? 16,
    loadPreset: (tenantId, preset) => loadPreset({ database, engine, tenancy, identity }, tenantId, preset),
  })
  parts.privacy = keepPrivacy({
    ...{ engine, pool, mailer, vocabulary, onError },
    events: () => parts.events,
    plans: tenancy.plans,
    asSystem: tenancy.asSystem,
  })
  const { privacy } = parts
  const stream = createLiveStream({ events: parts.events, registry: installed.registry, log: logger })
  const settle = settling(engine, (tenantId) => tenancy.asSystem(tenantId, 'fields.settled'))
  const sources = () => migrationSources(installed, options.root)
  const removals = openRemovals({ ...options, installed, sources, clock, graceDays: options.pluginGraceDays ?? 30 })
  const outbound = openOutbound({ mayBePrivate: options.mayAskPrivate === true })
  const links = keepLinks(engine, outbound, options.secret)
  const purge = async () => void (await removals.purge())
  const secure = options.publicUrl.startsWith('https:')
  const identification = identificationOf(identity, tenancy, vocabulary)
  const areas: FastifyPluginCallback[] = [
    eventRoutes({ events: parts.events, stream }),
    identityRoutes({ identity, tenancy, secure }),
    keyRoutes({ engine, identity, policy: options.keyPolicy ?? usualPolicy }),
    actingRoutes({ engine, identity, plans: tenancy.plans, secure }),
    tenancyRoutes({ tenancy }),
    archiveRoutes({ tenancy, archives }),
    deletionRoutes({ tenancy, deletions }),
    ownPrivacyRoutes({ engine, identity, tenancy, privacy }),
    privacyRoutes({ engine, identity, tenancy, privacy }),
    quotaRoutes({ tenancy, quotas }),
    holdingsRoute({ engine }),
    signInRoutes({ engine, plans: () => tenancy.plans }),
    importRoutes({ engine, imports: parts.imports }),
    roleRoutes({ engine, installed, plans: tenancy.plans }),
    customFieldRoutes({
      engine,
      settle: (tenantId, field) => {
        settle(tenantId, field).catch(onError)
      },
    }),
    migrationRoutes({
      engine,
      appUrl: options.appUrl,
      ownerUrl: options.ownerUrl,
      sources,
    }),
    brandingRoutes({ engine, tenancy }),
    registrationRoutes({ registration, presets }),
    removalRoutes({ engine, removals }),
    linkRoutes({ engine, links }),
    ...httpAreas({
      engine,
      installed,
      vocabulary,
      identification,
      modules,
      log: logger,
      help: join(options.root, 'docs/help'),
      checks: { events: () => isAnswering(parts.events) },
      beside: { worker: () => hasWorker(parts.events) },
    }),
  ]
  const app = buildApp({
    engine,
    installed,
    identification,
    areas,
    logger,
    metrics: { figures, token: options.metricsToken, collect: options.collectMetrics },
    tracing,
    protection: { publicUrl: options.publicUrl, corsOrigins: options.corsOrigins },
    ...(options.trustProxy !== undefined && { trustProxy: options.trustProxy }),
  })
  if (!smtpUrl)
    app.register(inboxRoutes, {
      inboxDir,
      translator: (request) => vocabulary.translator(vocabulary.negotiate(request.headers['accept-language'])),
    })
  if (options.backoffice && hasBackoffice(options.backoffice))
    app.register(backofficeRoutes({ folder: options.backoffice, isSecure: secure }))
  await app.ready()
  const tidyUp = () => tidyRegistrations(pool, clock.now())
  const chores = [deletions.work, quotas.warn, purge, registration.work, tidyUp, privacy.workAll]
  const housekeeping = options.worker === false ? null : keepHouse({ identity, pool, clock, onError, chores })
  return {
    app,
    engine,
    installed,
    database,
    vocabulary,
    mailer,
    identity,
    tenancy,
    events: parts.events,
    archives,
    deletions,
    privacy,
    quotas,
    imports: parts.imports,
    removals,
    registration,
    links,
    tidy: async () => housekeeping?.tidy(),
    close: () =>
      stopGracefully({
        app,
        patience: 5_000,
        afterwards: [
          endOfDeprecations,
          () => housekeeping?.stop(),
          () => parts.events.stop(),
          () => mailer.close(),
          () => reading?.close(),
          () => database.close(),
          () => tracing?.stop(),
        ],
      }),
  }
}

/** The core as a plugin beside the others: the persons of a tenant and their roles. */
export function corePlugin(parts: {
  readonly tenancy: Pick<Tenancy, 'plans'>
  readonly mailer: Mailer
  readonly imports: Pick<Imports, 'work'>
  readonly privacy: Pick<Privacy, 'work'>
}): Plugin {
  return definePlugin({
    name: 'core',
    settings: coreSettings,
    resources: [rolesResource, peopleResource],
    events: coreEvents,
    firstSteps: coreFirstSteps,
    jobs: { import: importJob(() => parts.imports.work), privacy: privacyJob(() => parts.privacy.work) },
    setup: (setup) => setUpPeople(setup, { plans: () => parts.tenancy.plans, mailer: () => parts.mailer }),
  })
}

function identificationOf(identity: Identity, tenancy: Tenancy, vocabulary: Vocabulary): Identification {
  return {
    cookieName: sessionCookie,
    async resolveSession(token, options) {
      const session = await identity.resolveSession(token, options)
      return session && { userId: session.user.id, sessionId: session.sessionId, superadmin: session.user.superadmin }
    },
    resolveKey: identity.keys.resolve,
    keyOfSigned: identity.keys.ofSigned,
    resolveActing: identity.actings.resolve,
    contextActing: tenancy.contextActing,
    contextFor: (wanted) => tenancy.contextFor(wanted),
    contextSeen: (looking, ticket) => tenancy.contextSeen(looking, ticket),
    anonymousTranslator: (acceptLanguage) => vocabulary.translator(vocabulary.negotiate(acceptLanguage)),
  }
}

const isAnswering = ({ pool }: Events) => pool.query('select 1').then(() => true)

/** Whether any worker of the installation is alive: each looks for jobs every five seconds and says when. */
async function hasWorker({ pool }: Events): Promise<boolean> {
  const { rows } = await pool.query(
    `select clock_timestamp() - (value ->> 'tick')::timestamptz < interval '1 minute' as lives
     from guildhall.installation where name = 'jobs'`,
  )
  return rows[0]?.lives === true
}

/** Of all tenants: facts that no position was given to yet, and deliveries that failed for good. */
async function countEvents({ pool }: Events): Promise<EventFigures> {
  const { rows } = await pool.query<EventFigures>(
    `select (select count(*)::int from guildhall.outbox where position is null) as waiting,
       (select count(*)::int from guildhall.held_deliveries where reason = 'dead') as dead`,
  )
  return rows[0] as EventFigures
}
