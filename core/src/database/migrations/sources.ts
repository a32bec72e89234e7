import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Plugin } from '@guildhall/sdk'
import { BootError } from '../../config/boot-error.ts'
import type { Registry } from '../../records/model.ts'
import { tablesOf } from '../../records/tables/tables.ts'
import type { DefinedSource } from './definitions.ts'

/**
 * The migrations and tables of the installed plugins, in the order given: the core first, then those required by others.
 * A plugin that does not say where its migrations are has them beside the package.json of `@guildhall/plugin-<name>`.
 */
export function migrationSources(
  installed: { plugins: readonly Plugin[]; registry: Registry },
  root: string,
): DefinedSource[] {
  const models = [...installed.registry.models.values()]
  return installed.plugins.map((plugin) => {
    const folder = plugin.name === 'core' ? coreFolder() : packageFolder(plugin.name, root)
    const tables = models
      .filter((model) => model.plugin === plugin.name)
      .flatMap((model) => tablesOf(model, installed.registry))
    const migrations =
      plugin.migrations ?? (folder === undefined ? undefined : pathToFileURL(join(folder, 'migrations')))
    if (!migrations && tables.length > 0) throw new BootError('boot.migration_folder', { plugin: plugin.name })
    return {
      plugin: plugin.name,
      folder: migrations ?? pathToFileURL(join(root, 'migrations', plugin.name)),
      version: plugin.version ?? (folder ? versionOf(folder) : '0.0.0'),
      tables,
      ...(plugin.refuseUpgrade && { refuseUpgrade: plugin.refuseUpgrade.bind(plugin) }),
    }
  })
}

function packageFolder(plugin: string, root: string): string | undefined {
  const name = `@guildhall/plugin-${plugin}`
  const places = createRequire(join(root, 'platform.config.js')).resolve.paths(name) ?? []
  const found = places.map((place) => join(place, name)).find((folder) => existsSync(join(folder, 'package.json')))
  return found && realpathSync(found)
}

/** The core's package, whether its sources run or what was built of them. */
function coreFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return folder
}

function versionOf(folder: string): string {
  const { version = '0.0.0' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version?: string }
  return version
}
