import { readEnvironment } from '../config/environment.ts'
import { pendingMigrations, runMigrations } from '../database/migrations/index.ts'
import { startDatabase } from '../database/start.ts'
import { loadSources } from './installed.ts'
import { migrationWords as words } from './migration-words.ts'
import type { Verb } from './verb.ts'

/** With --check it changes nothing and exits with 1 when something is to be done, so that it can stand in a pipeline. */
export const migrate: Verb = {
  name: 'migrate',
  description: words.migrate,
  options: [['--check', words.check]],
  async run({ options }) {
    const sources = await loadSources()
    const { ownerUrl, appUrl, stop } = await startDatabase(readEnvironment(process.env))
    try {
      const migrations = options.check
        ? await pendingMigrations({ ownerUrl, sources })
        : await runMigrations({ ownerUrl, appUrl, sources })
      if (options.check && migrations.length > 0) process.exitCode = 1
      const lines = migrations.map(({ plugin, name }) => `${plugin}  ${name}`)
      const summary = options.check ? words.pending(migrations.length) : words.done(migrations.length)
      return { lines: [...lines, summary], data: options.check ? { pending: migrations } : { done: migrations } }
    } finally {
      await stop()
    }
  },
}
