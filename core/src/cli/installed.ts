import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { definePlugin, type Plugin } from '@guildhall/sdk'
import { findInstallation } from '../config/installation.ts'
import { coreEvents } from '../core-events.ts'
import { coreFirstSteps } from '../core-first-steps.ts'
import { type DefinedSource, migrationSources } from '../database/migrations/index.ts'
import { importJob } from '../imports/job.ts'
import { coreResources } from '../people/resources.ts'
import { type AddedPlugin, loadAdded, loadPackage } from '../plugins/added.ts'
import { type Installed, installPlugins } from '../plugins/host.ts'
import { developedFolder, loadFolder } from '../plugins/load-folder.ts'

const core = definePlugin({
  name: 'core',
  resources: coreResources,
  events: coreEvents,
  firstSteps: coreFirstSteps,
  jobs: { import: importJob(() => async () => {}) },
})

/** What the composition root says. */
export interface Composition {
  readonly root: string
  readonly plugins: readonly Plugin[]
  /** The folder of presets. */
  readonly presets: URL
}

/** What is put together for a trial: a plugin beside the added ones that stay. */
export interface Trial {
  readonly others: readonly AddedPlugin[]
  readonly plugin: Plugin
}

/** Of the core alone where there is no composition root; what was added stands beside what the root names. */
export async function readComposition(root = findInstallation(), trial?: Trial): Promise<Composition> {
  const file = ['platform.config.ts', 'platform.config.js'].map((name) => join(root, name)).find(existsSync)
  const config = file ? ((await import(pathToFileURL(file).href)) as { default: Partial<Composition> }).default : {}
  const added = trial
    ? [...(await Promise.all(trial.others.map((other) => loadPackage(root, other)))), trial.plugin]
    : await loadAdded(root)
  const developed = process.env[developedFolder] ? [await loadFolder(root, process.env[developedFolder])] : []
  const isReplaced = ({ name }: Plugin) => developed.some((plugin) => plugin.name === name)
  return {
    root,
    plugins: [...[...(config.plugins ?? []), ...added].filter((plugin) => !isReplaced(plugin)), ...developed],
    presets: config.presets ?? pathToFileURL(`${join(root, 'presets')}/`),
  }
}

/** The composition, put together: the core first. */
export async function loadComposition(
  root?: string,
  trial?: Trial,
): Promise<Composition & { readonly installed: Installed }> {
  const composition = await readComposition(root, trial)
  return { ...composition, installed: installPlugins(core, composition.plugins) }
}

/** A plugin from its author's folder with those it requires or enhances, as far as they are installed here. */
export async function composeAround(root: string, plugin: Plugin): Promise<Installed> {
  const { plugins } = await readComposition(root)
  const wanted = new Map([[plugin.name, plugin]])
  const take = ({ requires = [], enhances = [] }: Plugin): void => {
    for (const name of [...requires, ...enhances]) {
      const found = plugins.find((each) => each.name === name)
      if (!found || wanted.has(name)) continue
      wanted.set(name, found)
      take(found)
    }
  }
  take(plugin)
  return installPlugins(core, [...wanted.values()])
}

export async function loadSources(): Promise<DefinedSource[]> {
  const { root, installed } = await loadComposition()
  return migrationSources(installed, root)
}
