import type { FastifyInstance } from 'fastify'
import type { Database } from './database/pool.ts'
import type { Events } from './events/index.ts'
import { keepHouse } from './housekeeping.ts'
import { stopGracefully } from './http/shutdown.ts'
import type { Vocabulary } from './i18n/vocabulary.ts'
import type { Identity } from './identity/identity.ts'
import type { Imports } from './imports/imports.ts'
import type { Links } from './links/links.ts'
import type { Mailer } from './mail/mailer.ts'
import type { MailListener } from './mail-in/listener.ts'
import { openDoors } from './platform/doors.ts'
import { layFoundation } from './platform/foundation.ts'
import type { PlatformOptions } from './platform/options.ts'
import { openServices } from './platform/services.ts'
import type { Installed } from './plugins/host.ts'
import type { Removals } from './plugins/removal/removals.ts'
import type { Privacy } from './privacy/privacy.ts'
import type { Engine } from './records/engine.ts'
import { tidyRegistrations } from './registration/housekeeping.ts'
import type { Registration } from './registration/registration.ts'
import type { Archives } from './tenancy/archive/archives.ts'
import type { Deletions } from './tenancy/deletion/deletions.ts'
import type { QuotaKeeper } from './tenancy/quotas/keep.ts'
import type { Tenancy } from './tenancy/tenancy.ts'
import { type OpenDesk, openDesks } from './work/desk.ts'
import type { Lend } from './work/work.ts'

export { corePlugin } from './platform/core-plugin.ts'
export type { PlatformOptions } from './platform/options.ts'

/** The parts of a running Guildhall. */
export interface Platform {
  readonly app: FastifyInstance
  readonly engine: Engine
  readonly installed: Installed
  readonly database: Database
  readonly vocabulary: Vocabulary
  readonly mailer: Mailer
  /** What a worker lends to work of several transactions. */
  readonly lend: Lend
  /** Where an operator's work in a tenant is done, for a plugin. */
  readonly desk: OpenDesk
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
  /** Where mail comes in; null where none is taken. */
  readonly mailIn: MailListener | null
  /** Ends and throws away what has served its time; in a worker it happens by itself. */
  tidy(): Promise<void>
  close(): Promise<void>
}

/** Puts the core and the plugins together over a migrated database. Nothing is delivered before `events.start`, nothing served before `app.listen`. */
export async function createPlatform(options: PlatformOptions): Promise<Platform> {
  const foundation = await layFoundation(options)
  const services = await openServices(options, foundation)
  const app = await openDoors(options, foundation, services)
  const { clock, onError, engine, installed, database, reading, vocabulary } = foundation
  const { identity, events, mailer, mailIn, deletions, quotas, removals, registration, privacy } = services
  const { pool } = events
  const purge = async () => void (await removals.purge())
  const tidyUp = () => tidyRegistrations(pool, clock.now())
  const chores = [deletions.work, quotas.warn, purge, registration.work, tidyUp, privacy.workAll]
  const housekeeping = options.worker === false ? null : keepHouse({ identity, pool, clock, onError, chores })
  const { presets: _, sources: __, ...parts } = services
  return {
    ...{ app, engine, installed, database, vocabulary },
    ...parts,
    desk: openDesks(engine, parts.tenancy, foundation.lendTo),
    tidy: async () => housekeeping?.tidy(),
    close: () =>
      stopGracefully({
        app,
        patience: 5_000,
        afterwards: [
          foundation.endOfDeprecations,
          () => mailIn?.close(),
          () => housekeeping?.stop(),
          () => events.stop(),
          () => mailer.close(),
          () => reading?.close(),
          () => database.close(),
          () => options.tracing?.stop(),
        ],
      }),
  }
}
