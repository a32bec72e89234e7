import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, watch } from 'node:fs'
import { relative, resolve } from 'node:path'
import { readEnvironment } from '../config/environment.ts'
import { findInstallation } from '../config/installation.ts'
import { compareMigrations, describeDifference, migrationSources } from '../database/migrations/index.ts'
import { type StartedDatabase, startDatabase } from '../database/start.ts'
import { hasSources } from '../plugins/build.ts'
import { developedFolder, loadFolder } from '../plugins/load-folder.ts'
import { describeFailure } from './failure.ts'
import { composeAround } from './installed.ts'
import { pluginWords as words } from './plugin-words.ts'
import { Refusal } from './refusal.ts'
import { stopRequested } from './stop-requested.ts'
import type { Verb } from './verb.ts'

/**
 * Keeps a server running with a plugin from its author's folder, and starts it anew when a source changes. The database runs on
 * meanwhile, so whoever is signed in stays so. What is wrong is said, and the server of before stays until it is right.
 */
export const pluginDev: Verb = {
  name: 'plugin dev',
  description: words.dev,
  arguments: [['[folder]', words.folder]],
  async run({ args: [asked = '.'] }) {
    const folder = resolve(asked)
    if (!hasSources(folder)) throw new Refusal(words.noSources(asked))
    const stop = stopRequested()
    const root = findInstallation()
    const database = await startDatabase(readEnvironment(process.env))
    let server: ChildProcess | null = null
    try {
      const renew = async () => {
        if (!(await isSound({ root, folder, database }))) return
        await end(server)
        server = serve(folder, database)
      }
      await renew()
      const watching = watchSources(folder, renew)
      await stop
      watching.close()
    } finally {
      await end(server)
      await database.stop()
    }
    return undefined
  },
}

interface Developed {
  readonly root: string
  readonly folder: string
  readonly database: StartedDatabase
}

/** Builds it, and looks whether it can be put together and whether its tables are those that it wants. */
async function isSound({ root, folder, database }: Developed): Promise<boolean> {
  try {
    const plugin = await loadFolder(root, folder)
    const sources = migrationSources(await composeAround(root, plugin), root)
    const own = new Set(
      sources.find((source) => source.plugin === plugin.name)?.tables.map(({ schema, name }) => `${schema}.${name}`),
    )
    const pending = (await compareMigrations({ ...database, sources })).filter(({ table }) => own.has(table))
    if (pending.length === 0) return true
    const place = relative(process.cwd(), folder) || '.'
    tell([...pending.map(describeDifference), words.pending(plugin.name, place.startsWith('.') ? place : `./${place}`)])
  } catch (error) {
    tell([describeFailure(error).line])
  }
  return false
}

function serve(folder: string, { appUrl, ownerUrl }: StartedDatabase): ChildProcess {
  const [, program = ''] = process.argv
  return spawn(process.execPath, [...process.execArgv, program, 'start'], {
    env: { ...process.env, DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl, [developedFolder]: folder },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}

async function end(server: ChildProcess | null): Promise<void> {
  if (!server || server.exitCode !== null || server.signalCode !== null) return
  const ended = once(server, 'exit')
  server.kill('SIGTERM')
  await ended
}

/** One renewal at a time; what changes during one is followed by another. */
function watchSources(folder: string, renew: () => Promise<void>): { close(): void } {
  let timer: NodeJS.Timeout | undefined
  let work = Promise.resolve()
  const watchers = ['src', 'admin', 'locales', 'migrations', 'contract']
    .map((part) => resolve(folder, part))
    .filter(existsSync)
    .map((part) =>
      watch(part, { recursive: true }, () => {
        clearTimeout(timer)
        timer = setTimeout(() => {
          work = work.then(renew)
        }, 100)
      }),
    )
  return {
    close() {
      clearTimeout(timer)
      for (const watcher of watchers) watcher.close()
    },
  }
}

const tell = (lines: readonly string[]) => process.stderr.write(`${lines.join('\n')}\n`)
