import { lt, valid } from 'semver'
import { BootError } from '../../config/boot-error.ts'
import type { History } from './history.ts'
import { type MigrationFile, type MigrationSource, readMigrations } from './source.ts'

/** What one plugin still has to do. */
export interface Step {
  readonly plugin: string
  readonly files: readonly MigrationFile[]
  /** The version to write down; the core has none, its migrations speak for it. */
  readonly version?: string
}

/** What is to be done, in order. @throws BootError where history and files contradict each other */
export function planMigrations(history: History, sources: readonly MigrationSource[]): Step[] {
  return sources
    .map((source) => planSource(history, source))
    .filter(({ files, version }) => files.length > 0 || version !== undefined)
}

function planSource(history: History, source: MigrationSource): Step {
  const { plugin, version } = source
  const applied = history.applied.get(plugin) ?? new Map<string, string>()
  const files = readMigrations(source)
  refuseMissing(plugin, applied, files)
  for (const file of files) refuseChanged(file, applied)
  const pending = files.filter(({ name }) => !applied.has(name))
  refuseOvertaken(pending[0], [...applied.keys()].sort().at(-1))

  const installed = history.versions.get(plugin)
  const moves = plugin !== 'core' && installed !== version
  if (moves && installed !== undefined) {
    if (valid(version) && valid(installed) && lt(version, installed))
      throw new BootError('boot.downgrade_refused', { plugin, from: installed, to: version })
    const reason = source.refuseUpgrade?.(installed)
    if (reason) throw new BootError('boot.upgrade_refused', { plugin, from: installed, to: version, reason })
  }
  return { plugin, files: pending, ...(moves && { version }) }
}

function refuseMissing(plugin: string, applied: ReadonlyMap<string, string>, files: readonly MigrationFile[]): void {
  const names = new Set(files.map(({ name }) => name))
  const missing = [...applied.keys()].find((name) => !names.has(name))
  if (missing) throw new BootError('boot.migration_missing', { plugin, file: missing })
}

function refuseChanged({ plugin, name, checksum }: MigrationFile, applied: ReadonlyMap<string, string>): void {
  const known = applied.get(name)
  if (known !== undefined && known !== checksum) throw new BootError('boot.migration_changed', { plugin, file: name })
}

/** Two databases must not reach the same state by different orders. */
function refuseOvertaken(first: MigrationFile | undefined, last: string | undefined): void {
  if (first && last && first.name < last)
    throw new BootError('boot.migration_order', { plugin: first.plugin, file: first.name, last })
}
