import type { Readable } from 'node:stream'
import type pg from 'pg'
import { checkArchive } from '../../archive/read.ts'
import type { WriteOptions } from '../../archive/write.ts'
import type { Engine } from '../../records/engine.ts'
import { tablesOf } from '../../records/tables/tables.ts'
import type { Outside } from '../kept-outside.ts'
import { tooMany } from './errors.ts'
import { format, type Manifest } from './manifest.ts'
import { type Restored, type RestoreOptions, restoreArchive } from './restore.ts'
import type { Handlers } from './rows.ts'
import { rewrapping } from './secrets.ts'
import { writeTenant } from './write.ts'

/** Tenants as files: out of an installation, and into the same or another. */
export interface Archives {
  /** @throws 404, 429 where too many are under way */
  write(tenantId: string, options?: WriteOptions): Promise<Readable>
  /** Whether a file is whole, and what is in it. @throws 422 */
  check(path: string, passphrase?: string): Promise<Manifest>
  restore(path: string, options?: RestoreOptions): Promise<Restored>
}

export interface ArchivesOptions {
  readonly engine: Engine
  readonly pool: pg.Pool
  readonly handlers: Handlers
  readonly secret: string
  readonly outside: Outside
}

/** Each holds a connection of the worker's for as long as it takes. */
const mostAtOnce = 2

export function keepArchives({ engine, pool, handlers, secret, outside }: ArchivesOptions): Archives {
  const owners = ownersOf(engine)
  const parts = {
    pool,
    handlers,
    outside,
    now: () => engine.clock.now(),
    pluginOf: (table: string) => owners.get(table),
    secrets: rewrapping(secret, engine.vault),
  }
  let running = 0
  const enter = () => {
    if (running >= mostAtOnce) throw tooMany({ retryAfter: 30 })
    running++
    return () => void running--
  }

  return {
    async write(tenantId, options = {}) {
      const leave = enter()
      try {
        const file = await writeTenant(parts, tenantId, options)
        file.once('close', leave)
        return file
      } catch (error) {
        leave()
        throw error
      }
    },
    check: (path, passphrase) => checkArchive<Manifest>({ path, passphrase, format }),
    async restore(path, options = {}) {
      const leave = enter()
      try {
        return await restoreArchive(parts, path, options)
      } finally {
        leave()
      }
    },
  }
}

/** Which plugin a table belongs to, as its resources say. */
function ownersOf({ registry }: Engine): Map<string, string> {
  return new Map(
    [...registry.models.values()].flatMap((model) =>
      tablesOf(model, registry).map(({ schema, name }) => [`${schema}.${name}`, model.plugin] as const),
    ),
  )
}
