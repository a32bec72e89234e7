import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from '@guildhall/sdk'
import { BootError } from '../config/boot-error.ts'
import { WiringError, type WiringProblem } from './wiring.ts'

/** A plugin that was added to the installation without touching its code. */
export interface AddedPlugin {
  readonly plugin: string
  readonly package: string
  readonly version: string
}

/** Where added packages lie, beside the composition root: their own node_modules, and the list of them. */
export const folderOfAdded = (root: string) => join(root, 'added')
const listFile = (root: string) => join(folderOfAdded(root), 'plugins.json')

export function readAdded(root: string): AddedPlugin[] {
  const file = listFile(root)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as AddedPlugin[]) : []
}

export function writeAdded(root: string, added: readonly AddedPlugin[]): void {
  writeFileSync(listFile(root), `${JSON.stringify(added, null, 2)}\n`)
}

/** @throws BootError where a package is not there any more, WiringError where it is no plugin that may stand beside others' */
export async function loadAdded(root: string): Promise<Plugin[]> {
  return Promise.all(readAdded(root).map(({ package: name }) => loadPackage(root, name)))
}

export async function loadPackage(root: string, name: string): Promise<Plugin> {
  const folder = join(folderOfAdded(root), 'node_modules', name)
  const plugin = await importEntry(folder).catch((error: Error) => {
    throw new BootError('boot.added_missing', { package: name, reason: error.message })
  })
  const problems = checkStranger(name, plugin)
  if (problems.length > 0) throw new WiringError(problems)
  const beside = (part: string) => pathToFileURL(`${join(folder, part)}/`)
  return {
    ...plugin,
    locales: plugin.locales ?? beside('locales'),
    ...(existsSync(join(folder, 'migrations')) && { migrations: plugin.migrations ?? beside('migrations') }),
  }
}

async function importEntry(folder: string): Promise<Plugin> {
  const { exports, main = 'index.js' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const entry = targetOf(exports?.['.'] ?? exports) ?? main
  return ((await import(pathToFileURL(join(folder, entry)).href)) as { default: Plugin }).default
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
