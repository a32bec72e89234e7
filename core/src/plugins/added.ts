import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from '@guildhall/sdk'
import { BootError } from '../config/boot-error.ts'
import { type PackageManifest, readManifest } from './manifest.ts'
import { checkRange } from './sdk-range.ts'
import { WiringError, type WiringProblem } from './wiring.ts'

/** A plugin that was added to the installation without touching its code. */
export interface AddedPlugin {
  readonly plugin: string
  readonly package: string
  readonly version: string
  /** Below `added/`: each version has a folder of its own, so that one can take the other's place at once. */
  readonly folder?: string
}

/** Where added packages lie, beside the composition root: their own node_modules, and the list of them. */
export const folderOfAdded = (root: string) => join(root, 'added')
const listFile = (root: string) => join(folderOfAdded(root), 'plugins.json')

export function readAdded(root: string): AddedPlugin[] {
  const file = listFile(root)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as AddedPlugin[]) : []
}

export function writeAdded(root: string, added: readonly AddedPlugin[]): void {
  // Whole or not at all: a start may read it this very moment.
  const written = `${listFile(root)}.${process.pid}`
  writeFileSync(written, `${JSON.stringify(added, null, 2)}\n`)
  renameSync(written, listFile(root))
}

/** Takes a plugin off the list; its package stays where it lies, as it may still be running. */
export function forgetAdded(root: string, plugin: string): void {
  const added = readAdded(root)
  const others = added.filter((each) => each.plugin !== plugin)
  if (others.length < added.length) writeAdded(root, others)
}

/** @throws BootError where a package is not there any more, WiringError where it is no plugin that may stand beside others' */
export async function loadAdded(root: string): Promise<Plugin[]> {
  return Promise.all(readAdded(root).map((added) => loadPackage(root, added)))
}

export const packageOf = (root: string, { package: name, folder = '' }: Pick<AddedPlugin, 'package' | 'folder'>) =>
  join(folderOfAdded(root), folder, 'node_modules', name)

export async function loadPackage(root: string, added: Pick<AddedPlugin, 'package' | 'folder'>): Promise<Plugin> {
  return loadPackageIn(packageOf(root, added), added.package)
}

/** A plugin's package from wherever it lies, built. */
export async function loadPackageIn(folder: string, name: string): Promise<Plugin> {
  const { plugin, manifest } = await importEntry(folder).catch((error: Error) => {
    throw new BootError('boot.added_missing', { package: name, reason: error.message })
  })
  const problems = [...(isOurs(name) ? [] : checkStranger(name, plugin)), ...checkRange(plugin, manifest)]
  if (problems.length > 0) throw new WiringError(problems)
  const beside = (part: string) => pathToFileURL(`${join(folder, part)}/`)
  return {
    ...plugin,
    ...(existsSync(join(folder, 'locales')) || !isOurs(name) ? { locales: plugin.locales ?? beside('locales') } : {}),
    ...(existsSync(join(folder, 'migrations')) && { migrations: plugin.migrations ?? beside('migrations') }),
  }
}

/** The house's own names are its own. */
const isOurs = (name: string) => name.startsWith('@guildhall/')

async function importEntry(folder: string): Promise<{ plugin: Plugin; manifest: PackageManifest }> {
  const manifest = readManifest(folder)
  const { exports, main = 'index.js' } = manifest
  const conditions = exports as Record<string, unknown> | undefined
  const file = join(folder, targetOf(conditions?.['.'] ?? exports) ?? main)
  // What was built anew since is read anew.
  const address = `${pathToFileURL(file).href}?built=${statSync(file).mtimeMs}`
  return { plugin: ((await import(address)) as { default: Plugin }).default, manifest }
}

/** What a package built for Node gives under its own name. */
function targetOf(exports: unknown): string | undefined {
  if (typeof exports === 'string') return exports
  if (typeof exports !== 'object' || exports === null) return undefined
  const conditions = exports as Record<string, unknown>
  return ['node', 'import', 'default'].flatMap((name) => targetOf(conditions[name]) ?? [])[0]
}

/** Names of many authors stand in one installation: each carries its vendor's. */
function checkStranger(name: string, plugin: Plugin | undefined): WiringProblem[] {
  if (plugin?.kind !== 'guildhall-plugin')
    return [
      {
        plugin: name,
        place: 'the default export',
        problem: 'it is no plugin.',
        remedy: 'Export as default what definePlugin gives.',
      },
    ]
  const vendor = /^([a-z][a-z0-9]*)-/.exec(plugin.name)?.[1]
  const report = (place: string, problem: string, remedy: string) => [{ plugin: plugin.name, place, problem, remedy }]
  if (!vendor)
    return report('name', 'it carries no vendor.', 'Name it <vendor>-<name>, so that it meets no other of that name.')
  return (plugin.resources ?? [])
    .filter((resource) => !resource.name.startsWith(`${vendor}-`))
    .flatMap(({ name: resource }) =>
      report(`resource ${resource}`, 'its name does not carry the vendor.', `Name it ${vendor}-${resource}.`),
    )
}
