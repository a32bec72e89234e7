import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from '@guildhall/sdk'
import { loadPackageIn } from './added.ts'
import { buildPlugin, hasSources } from './build.ts'
import { readManifest } from './manifest.ts'
import { resolveFromHouse } from './resolve-house.ts'

/** Names the folder to a server that is started for a plugin that is being written: it stands there in the place of an added version. */
export const developedFolder = 'PLUGIN_FOLDER'

/** A plugin from its author's folder: built, where it has sources, and read anew. @throws WiringError, BootError */
export async function loadFolder(root: string, folder: string): Promise<Plugin> {
  const { name } = readManifest(folder)
  if (hasSources(folder)) await buildPlugin(folder, pluginNameIn(name))
  resolveFromHouse(root)
  return loadPackageIn(folder, name)
}

export const isPackage = (folder: string) => existsSync(join(folder, 'package.json'))

const pluginNameIn = (packageName: string) => packageName.replace(/^(@guildhall\/|guildhall-)?plugin-/, '')
