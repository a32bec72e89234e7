import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type AddedPlugin, folderOfAdded, loadPackage, readAdded, writeAdded } from '../plugins/added.ts'
import { loadComposition } from './installed.ts'
import { operationsWords } from './operations-words.ts'
import { Refusal } from './refusal.ts'

const words = operationsWords.plugin

/** Fetches a package, sees whether it can stand beside the plugins that are there, and puts it on the list that the next start reads. */
export async function addPlugin(root: string, asked: string): Promise<AddedPlugin> {
  const folder = folderOfAdded(root)
  mkdirSync(folder, { recursive: true })
  if (!existsSync(join(folder, 'package.json'))) writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  const before = dependenciesOf(folder)
  await npm(folder, 'install', existsSync(asked) ? resolve(asked) : asked)
  const name = Object.entries(dependenciesOf(folder)).find(([each, from]) => before[each] !== from)?.[0]
  const known = readAdded(root)
  const packageName = name ?? known.find(({ package: each }) => before[each]?.endsWith(asked))?.package
  if (!packageName) throw new Refusal(words.nothingNew(asked))
  try {
    const plugin = await loadPackage(root, packageName)
    const others = known.filter((each) => each.package !== packageName)
    await loadComposition(root, { others, plugin })
    const { version } = JSON.parse(readFileSync(join(folder, 'node_modules', packageName, 'package.json'), 'utf8'))
    const added = { plugin: plugin.name, package: packageName, version: String(version) }
    writeAdded(root, [...others, added])
    return added
  } catch (error) {
    // What cannot stand here leaves nothing behind.
    if (!known.some((each) => each.package === packageName)) await npm(folder, 'uninstall', packageName)
    throw error
  }
}

function dependenciesOf(folder: string): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).dependencies ?? {}
}

/** Runs no script of the package. What it shares with the house (the sdk, contracts) it finds above itself, so peers are not fetched. */
async function npm(folder: string, ...args: string[]): Promise<void> {
  const quiet = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error']
  const child = spawn('npm', ['--prefix', folder, ...args, ...quiet], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let told = ''
  child.stdout.on('data', (chunk) => {
    told += chunk
  })
  child.stderr.on('data', (chunk) => {
    told += chunk
  })
  const code = await new Promise<number>((done, fail) => {
    child.on('error', fail)
    child.on('close', (code) => done(code ?? 1))
  })
  if (code !== 0) throw new Refusal(words.notFetched(told.trim().split('\n')[0] ?? String(code)))
}
