import { existsSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readEnvironment } from '../config/environment.ts'
import { findInstallation } from '../config/installation.ts'
import { compareMigrations, describeDifference, migrationSources, newMigration } from '../database/migrations/index.ts'
import { startDatabase } from '../database/start.ts'
import { isPackage, loadFolder } from '../plugins/load-folder.ts'
import { composeAround, loadSources } from './installed.ts'
import { migrationWords as words } from './migration-words.ts'
import type { Verb } from './verb.ts'

export const migrationNew: Verb = {
  name: 'migration new',
  description: words.new,
  arguments: [
    ['<plugin>', words.plugin],
    ['[name]', words.name],
  ],
  options: [['--allow-drop', words.allowDrop]],
  async run({ args: [asked = '', name], options }) {
    const { plugin, sources } = await sourcesFor(asked)
    const { ownerUrl, appUrl, stop } = await startDatabase(readEnvironment(process.env))
    try {
      const made = await newMigration({
        ownerUrl,
        appUrl,
        plugin,
        name,
        sources,
        allowDrop: options.allowDrop === true,
      })
      const file = made.file && relative(process.cwd(), fileURLToPath(made.file))
      const changes = made.changes.map(describeDifference)
      const warnings =
        made.withheld.length > 0 ? [words.withheld(plugin), ...made.withheld.map((sql) => `  ${sql}`)] : []
      const written = file
        ? words.written(file)
        : made.withheld.length === 0
          ? words.nothing(plugin)
          : words.nothingElse
      return { lines: [...changes, ...warnings, written], data: { file, changes, withheld: made.withheld } }
    } finally {
      await stop()
    }
  },
}

/** An installed plugin by its name, or one that is being written by its folder. */
async function sourcesFor(asked: string) {
  if (asked === 'core' || !existsSync(asked) || !isPackage(asked))
    return { plugin: asked, sources: await loadSources() }
  const root = findInstallation()
  const plugin = await loadFolder(root, resolve(asked))
  return { plugin: plugin.name, sources: migrationSources(await composeAround(root, plugin), root) }
}

/** Exits with 1 when some plugin's migrations do not make what its definitions want. */
export const migrationCheck: Verb = {
  name: 'migration check',
  description: words.compare,
  async run() {
    const sources = await loadSources()
    const { ownerUrl, appUrl, stop } = await startDatabase(readEnvironment(process.env))
    try {
      const differences = await compareMigrations({ ownerUrl, appUrl, sources })
      if (differences.length > 0) process.exitCode = 1
      const changes = differences.map(describeDifference)
      return { lines: [...changes, words.differences(changes.length)], data: { changes } }
    } finally {
      await stop()
    }
  },
}
