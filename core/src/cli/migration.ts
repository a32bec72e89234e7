import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readEnvironment } from '../config/environment.ts'
import { compareMigrations, describeDifference, newMigration } from '../database/migrations/index.ts'
import { startDatabase } from '../database/start.ts'
import { loadSources } from './installed.ts'
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
  async run({ args: [plugin = '', name], options }) {
    const sources = await loadSources()
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
