import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newNode } from './node.mjs'
import { root } from './root.mjs'
import { run, toolEnvironment } from './run.mjs'
import { tell } from './tell.mjs'

const stampFile = join(root, 'node_modules/.guildhall-built')
const shared = ['package-lock.json', 'tsup.base.ts', 'tsconfig.json', 'turbo.json']
const parts = [
  'src',
  'admin',
  'testing',
  'build',
  'public',
  'index.html',
  'package.json',
  'tsup.config.ts',
  'vite.config.ts',
]
const configs = ['tsup.config.ts', 'vite.config.ts']

/** Builds the packages through turbo, when a source is younger than the last build; silent otherwise. */
export async function build() {
  const packages = findPackages()
  const begun = Date.now()
  if (isBuilt(packages)) return
  tell('Building …')
  const env = toolEnvironment(newNode())
  const { code, output } = await run(
    join(root, 'node_modules/.bin/turbo'),
    ['run', 'build', '--output-logs=errors-only'],
    { env },
  )
  if (code !== 0) throw new Error(`${output.trim()}\nThe build failed; the reason is above.`)
  // As old as its beginning: what was saved while it ran is built next time.
  writeFileSync(stampFile, String(begun))
}

function isBuilt(packages) {
  if (!existsSync(stampFile) || !existsSync(join(root, 'core/dist/cli/main.js'))) return false
  if (packages.some((folder) => !existsSync(join(folder, 'dist')))) return false
  const built = Number(readStamp())
  const sources = [
    ...shared.map((name) => join(root, name)),
    ...packages.flatMap((folder) => parts.map((part) => join(folder, part))),
  ]
  return sources.every((source) => youngest(source) < built)
}

function readStamp() {
  // The file's own time would move with a copy of the checkout; what it says does not.
  return readFileSync(stampFile, 'utf8')
}

function findPackages() {
  const plugins = list(join(root, 'plugins')).flatMap((name) => [
    join(root, 'plugins', name),
    join(root, 'plugins', name, 'contract'),
  ])
  return ['sdk', 'core', 'admin-ui']
    .map((name) => join(root, name))
    .concat(plugins)
    .filter((folder) => configs.some((config) => existsSync(join(folder, config))))
}

function youngest(path) {
  if (!existsSync(path)) return 0
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => youngest(join(path, name))))
}

function list(folder) {
  return existsSync(folder) ? readdirSync(folder) : []
}
