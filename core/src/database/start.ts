import type { Environment } from '../config/environment.ts'
import { startEmbedded } from './embedded.ts'
import type { Watched } from './embedded-watch.ts'
import { provisionExternal } from './external.ts'
import { type DatabaseUrls, provisionServer, rolePasswords } from './provision.ts'

export interface StartedDatabase extends DatabaseUrls {
  /** Of the superuser; only of the embedded server, to the database `postgres`. */
  superUrl?: string
  /** Looks after the embedded server while this process lives; somebody else looks after any other. */
  watch?(tell: Watched['tell']): void
  stop(): Promise<void>
}

/** The database of this process: the one of DATABASE_URL, else the embedded one; ready for migrations. Throws BootError. */
export async function startDatabase(environment: Environment): Promise<StartedDatabase> {
  const { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl, GUILDHALL_DATA: folder } = environment
  if (appUrl && ownerUrl) {
    await provisionExternal({ appUrl, ownerUrl })
    return { appUrl, ownerUrl, stop: async () => {} }
  }
  const embedded = await startEmbedded({ folder })
  try {
    const urls = await provisionServer({ superUrl: embedded.superUrl, passwords: rolePasswords(folder) })
    return { ...urls, superUrl: embedded.superUrl, watch: embedded.watch, stop: embedded.stop }
  } catch (error) {
    await embedded.stop()
    throw error
  }
}
