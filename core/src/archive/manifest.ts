import { formatUnknown } from './errors.ts'

export const manifestName = 'manifest.json'

export interface ArchivedTable {
  readonly name: string
  /** Which the values of a line stand for. */
  readonly columns: readonly string[]
  readonly rows: number
  readonly sha256: string
}

/** What lies outside the database and travels with it. */
export interface ArchivedEntry {
  /** `kept/files/blobs/…`: the plugin, and the name it gave. */
  readonly name: string
  readonly size: number
  readonly sha256: string
}

export interface ArchivedPlugin {
  readonly name: string
  readonly version: string
  /** Checksums of what its tables were made by. */
  readonly migrations: Readonly<Record<string, string>>
}

/** What an archive says of itself; it stands at its end, when all has been counted. */
export interface ArchiveManifest {
  readonly format: string
  readonly createdAt: string
  readonly guildhall: string
  readonly plugins: readonly ArchivedPlugin[]
  readonly tables: readonly ArchivedTable[]
  /** Of archives that carry more than tables. */
  readonly kept?: readonly ArchivedEntry[]
}

/** @throws 422 for one of another kind, or of a version nobody here knows */
export function readManifest<M extends ArchiveManifest>(text: string, format: M['format']): M {
  const manifest = JSON.parse(text) as M
  if (manifest.format !== format) throw formatUnknown({ format: String(manifest.format).slice(0, 100) })
  return manifest
}

/** `tables/guildhall.people/000001.ndjson`: a table lies in pieces, because an archive's entries begin with their length. */
export const entryName = (table: string, part: number) => `tables/${table}/${String(part).padStart(6, '0')}.ndjson`
export const tableOf = (entry: string): string | undefined => /^tables\/([^/]+)\/\d{6}\.ndjson$/.exec(entry)?.[1]

export const keptName = (plugin: string, name: string) => `kept/${plugin}/${name}`
export const keptIn = (entry: string): { plugin: string; name: string } | undefined => {
  const [, plugin, name] = /^kept\/([a-z][a-z0-9-]*)\/([A-Za-z0-9._/-]+)$/.exec(entry) ?? []
  return plugin === undefined || name === undefined || /(^|\/)\.\.?(\/|$)/.test(name) ? undefined : { plugin, name }
}
