import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { lt } from 'semver'
import { readEnvironment } from '../config/environment.ts'
import { migrationSources, runMigrations } from '../database/migrations/index.ts'
import { startDatabase } from '../database/start.ts'
import { type AddedPlugin, folderOfAdded, loadPackage, packageOf, readAdded, writeAdded } from '../plugins/added.ts'
import { buildPlugin, hasSources } from '../plugins/build.ts'
import { readManifest } from '../plugins/manifest.ts'
import { isFolder, npm, packageNameOf } from './fetch-package.ts'
import { loadComposition } from './installed.ts'
import { operationsWords } from './operations-words.ts'
import { Refusal } from './refusal.ts'

const words = operationsWords.plugin

export interface Addition extends AddedPlugin {
  /** The version whose place it took. */
  readonly replaced?: string
}

/**
 * Fetches a package into a folder of its own, sees whether it can stand beside the plugins that are there, and puts it on the list
 * that the next start reads. What takes another version's place migrates its tables first: if anything fails, all is as it was.
 */
export async function addPlugin(root: string, asked: string): Promise<Addition> {
  const known = readAdded(root)
  const name = await packageNameOf(asked)
  const old = known.find((each) => each.package === name)
  const folder = `${name.replaceAll(/[^a-z0-9.-]+/g, '_')}-${randomBytes(4).toString('hex')}`
  const place = join(folderOfAdded(root), folder)
  mkdirSync(place, { recursive: true })
  writeFileSync(join(place, 'package.json'), '{ "private": true }\n')
  try {
    if (isFolder(asked) && hasSources(resolve(asked))) await buildPlugin(resolve(asked))
    await npm(place, 'install', existsSync(asked) ? resolve(asked) : asked)
    const { version } = readManifest(packageOf(root, { package: name, folder }))
    if (old && lt(version, old.version)) throw new Refusal(words.downgrade(old.plugin, old.version, version))
    const plugin = await loadPackage(root, { package: name, folder })
    const others = known.filter((each) => each.package !== name)
    const { installed } = await loadComposition(root, { others, plugin })
    if (old) await migrate(root, installed)
    const added = { plugin: plugin.name, package: name, version, folder }
    writeAdded(root, [...others, added])
    sweep(root, [...others, added, ...(old ? [old] : [])])
    return { ...added, ...(old && { replaced: old.version }) }
  } catch (error) {
    rmSync(place, { recursive: true, force: true })
    throw error
  }
}

async function migrate(root: string, installed: Parameters<typeof migrationSources>[0]): Promise<void> {
  const { ownerUrl, appUrl, stop } = await startDatabase(readEnvironment(process.env))
  try {
    await runMigrations({ ownerUrl, appUrl, sources: migrationSources(installed, root) })
  } finally {
    await stop()
  }
}

/** Folders of versions that nobody runs any more; the one that was replaced just now may still be running. */
function sweep(root: string, used: readonly AddedPlugin[]): void {
  const names = new Set([...used.map(({ folder }) => folder), 'node_modules'])
  for (const entry of readdirSync(folderOfAdded(root), { withFileTypes: true }))
    if (entry.isDirectory() && !names.has(entry.name))
      rmSync(join(folderOfAdded(root), entry.name), { recursive: true, force: true })
}
