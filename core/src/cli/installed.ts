import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { definePlugin, type Plugin } from '@guildhall/sdk'
import { findInstallation } from '../config/installation.ts'
import { type DefinedSource, migrationSources } from '../database/migrations/index.ts'
import { peopleResource, rolesResource } from '../people/resources.ts'
import { type Installed, installPlugins } from '../plugins/host.ts'

const core = definePlugin({ name: 'core', resources: [rolesResource, peopleResource] })

/** What the composition root lists, put together; the core alone where there is none. */
export async function loadInstalled(root = findInstallation()): Promise<Installed> {
  const file = ['platform.config.ts', 'platform.config.js'].map((name) => join(root, name)).find(existsSync)
  const { default: config } = file
    ? ((await import(pathToFileURL(file).href)) as { default: { plugins: readonly Plugin[] } })
    : { default: { plugins: [] } }
  return installPlugins(core, config.plugins)
}

export async function loadSources(): Promise<DefinedSource[]> {
  const root = findInstallation()
  return migrationSources(await loadInstalled(root), root)
}
