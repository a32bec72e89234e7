import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from '@guildhall/sdk'
import { BootError } from '../../config/boot-error.ts'
import { compareMigrations, describeDifference, migrationSources } from '../../database/migrations/index.ts'
import type { Installed } from '../host.ts'
import { loadFolder } from '../load-folder.ts'
import { readManifest } from '../manifest.ts'
import { WiringError } from '../wiring.ts'
import { checkAdminModule } from './admin-module.ts'
import { checkPluginImports } from './imports.ts'
import { laws } from './index.ts'
import type { Finding } from './law.ts'
import { withTrial } from './trial.ts'

export interface CheckOptions {
  /** The installation's folder: its plugins are those that the checked one may need. */
  readonly root: string
  /** Where the plugin lies: its sources, or what was unpacked of its package. */
  readonly folder: string
  readonly ownerUrl: string
  readonly appUrl: string
  /** Puts the plugin together with those that it needs. */
  compose(plugin: Plugin): Promise<Installed>
}

export interface Found extends Finding {
  /** A law's number, or what else is looked at. */
  readonly law: number | 'wiring' | 'imports' | 'admin' | 'migrations'
}

export interface Report {
  readonly plugin: string
  readonly version: string
  /** How many laws were held against it. */
  readonly laws: number
  readonly findings: readonly Found[]
}

/** Holds the laws against one plugin. What keeps it from running at all is found first, and alone. */
export async function checkPlugin(options: CheckOptions): Promise<Report> {
  const { root, folder, compose } = options
  const { name, version } = readManifest(folder)
  let plugin: Plugin | undefined
  const report = (findings: readonly Found[]): Report => ({
    plugin: plugin?.name ?? name,
    version: plugin?.version ?? version,
    laws: laws.length,
    findings,
  })
  try {
    plugin = await loadFolder(root, folder)
    const installed = await compose(plugin)
    const own = installed.plugin(plugin.name) ?? plugin
    const still: Found[] = [
      ...(existsSync(join(folder, 'src')) ? marked('imports', checkPluginImports(folder)) : []),
      ...marked('admin', await checkAdminModule(folder, own)),
      ...marked('migrations', await checkMigrations(options, installed, own)),
    ]
    if (still.some(({ law }) => law !== 'imports')) return report(still)
    const trial = { ...options, plugin: own, installed }
    const lived = await withTrial(trial, async (subject) => {
      const found: Found[] = []
      for (const law of laws) found.push(...marked(law.number, await law.check(subject)))
      return found
    })
    return report([...still, ...lived.filter((finding) => finding.plugin === own.name)])
  } catch (error) {
    return report(whatStops(error, plugin?.name ?? name))
  }
}

/** They go forward only, so what is looked at is whether they make what the definitions want. */
async function checkMigrations(options: CheckOptions, installed: Installed, { name }: Plugin): Promise<Finding[]> {
  const sources = migrationSources(installed, options.root)
  const tables = new Set(
    sources.find(({ plugin }) => plugin === name)?.tables.map((each) => `${each.schema}.${each.name}`),
  )
  const differences = await compareMigrations({ ...options, sources })
  return differences
    .filter(({ table }) => tables.has(table))
    .map((difference) => ({
      plugin: name,
      place: 'migrations',
      problem: `they do not make what the definitions want: ${describeDifference(difference)}.`,
      remedy: `Run guildhall migration new ${options.folder}.`,
    }))
}

/** @throws what is nobody's mistake in a plugin */
function whatStops(error: unknown, plugin: string): Found[] {
  if (error instanceof WiringError)
    return error.problems.map((finding) => ({ ...finding, law: finding.place.startsWith('route') ? 1 : 'wiring' }))
  if (!(error instanceof BootError)) throw error
  const law = error.code.startsWith('boot.migration') ? 'migrations' : 'wiring'
  return [{ law, plugin, place: law, problem: error.message, remedy: error.remedy }]
}

const marked = (law: Found['law'], findings: readonly Finding[]): Found[] =>
  findings.map((finding) => ({ ...finding, law }))
