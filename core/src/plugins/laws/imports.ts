import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { sharedModules } from '@guildhall/sdk/build'
import type { Finding } from './law.ts'

interface Package {
  readonly folder: string
  readonly name: string
  readonly dependencies: ReadonlySet<string>
  /** Of tests and builds only. */
  readonly development: ReadonlySet<string>
}

/** What a package may name of the house; everything else of the house is closed to it. */
function mayName({ folder }: Package, module: string): boolean {
  const isContract = module.startsWith('@guildhall/contract-')
  const isSdk = module === '@guildhall/sdk' || module.startsWith('@guildhall/sdk/')
  if (folder === 'sdk') return false
  if (folder === 'core') return isSdk
  return isSdk || isContract
}

/** The only libraries that whoever ships to others may need at run time. */
const libraries: Readonly<Record<string, readonly string[]>> = { sdk: ['@sinclair/typebox'] }
/** Engines that live in one part of the core each. */
const confined: Readonly<Record<string, readonly string[]>> = {
  knex: ['src/database/', 'src/records/'],
  objection: ['src/database/', 'src/records/'],
  '@casl/ability': ['src/access/'],
  'pg-boss': ['src/events/'],
  eventemitter2: ['src/events/'],
}

/** Who may import whom: every import of every package, and every package.json. */
export function checkImports(root: string): Finding[] {
  return packagesOf(root).flatMap((each) => checkPackage(root, each))
}

/** The same of one plugin's package, wherever it lies. */
export function checkPluginImports(folder: string): Finding[] {
  return checkPackage(folder, readPackage(folder, '.'))
}

function checkPackage(root: string, each: Package): Finding[] {
  return [
    ...sourcesOf(join(root, each.folder)).flatMap((file) =>
      importsOf(join(root, each.folder, file)).flatMap((one) => judge(root, each, file, one)),
    ),
    ...screensOf(join(root, each.folder)).flatMap((file) =>
      importsOf(join(root, each.folder, file)).flatMap((one) => judgeScreen(root, each, file, one)),
    ),
    ...[...each.dependencies]
      .filter((name) => name.startsWith('@guildhall/') && !mayName(each, name))
      .map((name) => finding(each, 'package.json', `it depends on ${name}.`, allowedFor(each))),
  ]
}

function judge(root: string, each: Package, file: string, { module, isType }: Import): Finding[] {
  const report = (problem: string, remedy: string) => [finding(each, file, problem, remedy)]
  if (module.startsWith('node:'))
    return each.folder === 'sdk' && !isType
      ? report(`it imports ${module}, and the sdk does no I/O.`, 'Move that to the core.')
      : []
  if (module.startsWith('.')) {
    const target = relative(join(root, each.folder), resolve(root, each.folder, dirname(file), module))
    return target.startsWith('..') || (each.folder !== target && /^contract[/\\]/.test(target))
      ? report(`it reaches into another package: ${module}.`, 'Import the package by its name.')
      : []
  }
  const name = module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/')
  if (name.startsWith('@guildhall/') && !mayName(each, module)) return report(`it imports ${module}.`, allowedFor(each))
  if (libraries[each.folder] && !libraries[each.folder]?.includes(name) && !isType)
    return report(
      `it imports ${module} at run time.`,
      `Only ${libraries[each.folder]?.join(', ')} is allowed there; types may come from elsewhere.`,
    )
  const places = confined[name]
  if (each.folder === 'core' && places && !places.some((place) => file.startsWith(place)))
    return report(`it imports ${name}.`, `${name} lives in ${places.join(' and ')} only.`)
  const isDeclared =
    each.dependencies.has(name) ||
    (isType &&
      (each.development.has(name) || each.dependencies.has(`@types/${name}`) || each.development.has(`@types/${name}`)))
  return isDeclared
    ? []
    : report(`it imports ${name}, which its package.json does not name.`, `Add ${name} to its dependencies.`)
}

/** What runs in the browser has what the backoffice shares, the sdk's types and contracts; nothing else of the house. */
function judgeScreen(root: string, each: Package, file: string, { module, isType }: Import): Finding[] {
  const report = (problem: string, remedy: string) => [finding(each, file, problem, remedy)]
  if (module.startsWith('.')) {
    const target = relative(join(root, each.folder), resolve(root, each.folder, dirname(file), module))
    const isInside = target.startsWith('admin') || (isType && !target.startsWith('..'))
    return isInside ? [] : report(`it reaches out of admin/: ${module}.`, 'Import types only, or ask the API.')
  }
  const isShared =
    (sharedModules as readonly string[]).includes(module) || /^@mui\/(material|icons-material)\//.test(module)
  if (isShared || module.startsWith('@guildhall/contract-')) return []
  if (module.startsWith('@guildhall/'))
    return isType && module.startsWith('@guildhall/sdk')
      ? []
      : report(`it imports ${module}.`, 'It may have the types of the sdk.')
  if (module.startsWith('node:')) return report(`it imports ${module}, and runs in a browser.`, 'Ask the API for it.')
  return each.dependencies.has(module) || each.development.has(module)
    ? []
    : report(`it imports ${module}, which its package.json does not name.`, `Add ${module} to its devDependencies.`)
}

function allowedFor({ folder }: Package): string {
  if (folder === 'sdk') return 'The sdk stands on its own.'
  return folder === 'core'
    ? 'The core may import the sdk, and no plugin.'
    : 'A plugin may import the sdk and contracts: move what both need into a contract.'
}

function packagesOf(root: string): Package[] {
  const plugins = list(join(root, 'plugins')).flatMap((name) => [`plugins/${name}`, `plugins/${name}/contract`])
  return ['sdk', 'core', ...plugins]
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .map((folder) => readPackage(root, folder))
}

function readPackage(root: string, folder: string): Package {
  const file = readFileSync(join(root, folder, 'package.json'), 'utf8')
  const { name, dependencies = {}, peerDependencies = {}, devDependencies = {} } = JSON.parse(file)
  return {
    folder,
    name,
    dependencies: new Set(Object.keys({ ...dependencies, ...peerDependencies })),
    development: new Set(Object.keys(devDependencies)),
  }
}

function sourcesOf(folder: string): string[] {
  const below = existsSync(join(folder, 'src'))
    ? readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' })
    : []
  return below.filter((file) => file.endsWith('.ts')).map((file) => join('src', file))
}

function screensOf(folder: string): string[] {
  return list(join(folder, 'admin'), { recursive: true })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join('admin', file))
}

interface Import {
  readonly module: string
  readonly isType: boolean
}

const statement =
  /^(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '')
  return [...text.matchAll(statement)].map(([whole, type, named = '', dynamic = '']) => ({
    module: named || dynamic,
    isType: type !== undefined || new RegExp(`typeof ${whole.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`).test(text),
  }))
}

const list = (folder: string, options: { recursive?: boolean } = {}) =>
  existsSync(folder) ? readdirSync(folder, { encoding: 'utf8', ...options }) : []
const finding = (each: Package, place: string, problem: string, remedy: string): Finding => ({
  plugin: each.name.replace(/^(@guildhall\/|guildhall-)plugin-/, ''),
  place: join(each.folder, place),
  problem,
  remedy,
})
