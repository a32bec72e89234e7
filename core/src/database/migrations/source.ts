import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { BootError } from '../../config/boot-error.ts'

/** Whose migrations they are and where they lie. The core comes first, then plugins in the order of their requirements. */
export interface MigrationSource {
  readonly plugin: string
  readonly folder: URL
  readonly version: string
  /** Why an upgrade from the installed version must not go on, or nothing. */
  refuseUpgrade?(from: string): string | undefined
}

export interface MigrationFile {
  readonly plugin: string
  /** `0001_clients.sql` */
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

/** The migrations of a folder in their order; none when there is no folder. */
export function readMigrations({ plugin, folder }: Pick<MigrationSource, 'plugin' | 'folder'>): MigrationFile[] {
  const path = fileURLToPath(folder)
  const names = existsSync(path)
    ? readdirSync(path)
        .filter((name) => name.endsWith('.sql'))
        .sort()
    : []
  refuseUnordered(plugin, names)
  return names.map((name) => {
    const sql = readFileSync(new URL(name, withSlash(folder)), 'utf8').replaceAll('\r\n', '\n')
    return { plugin, name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
}

/** A folder's URL as a base for the files in it. */
export function withSlash(folder: URL): URL {
  return folder.href.endsWith('/') ? folder : new URL(`${folder.href}/`)
}

function refuseUnordered(plugin: string, names: readonly string[]): void {
  const odd = names.find((name) => !/^\d{4}_[a-z0-9_]+\.sql$/.test(name))
  if (odd)
    throw new BootError('boot.migration_name', { plugin, file: odd, problem: 'is not named like 0001_clients.sql' })
  names.forEach((name, index) => {
    const earlier = names[index - 1]
    if (earlier?.slice(0, 4) === name.slice(0, 4)) {
      throw new BootError('boot.migration_name', { plugin, file: name, problem: `has the number of ${earlier}` })
    }
  })
}
