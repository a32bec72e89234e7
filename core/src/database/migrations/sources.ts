import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Plugin } from '@guildhall/sdk'
import { BootError } from '../../config/boot-error.ts'
import { folderOfPackage, packageFolder } from '../../plugins/package-folder.ts'
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
    const folder =
      plugin.name === 'core' ? folderOfPackage(fileURLToPath(import.meta.url)) : packageFolder(plugin.name, root)
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

function versionOf(folder: string): string {
  const { version = '0.0.0' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version?: string }
  return version
}
