import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'
import { run } from './run.mjs'
import { tell } from './tell.mjs'

const lockFile = join(root, 'package-lock.json')
/** npm writes it last, so it is missing after an install that was broken off. */
const installedFile = join(root, 'node_modules/.package-lock.json')
const stampFile = join(root, 'node_modules/.guildhall-installed')

/** npm ci, when node_modules is missing, broken off, or not what package-lock.json says; silent otherwise. */
export async function install() {
  if (isInstalled()) return
  tell('Installing the dependencies (about a minute, only now) …')
  const [program, ...first] = npm()
  const args = [...first, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const { code, output } = await run(program, args)
  if (code !== 0)
    throw new Error(
      `${output.trim()}\nThe dependencies could not be installed. Mend what npm names above and run the command again.`,
    )
  writeFileSync(stampFile, stamp())
}

function isInstalled() {
  if (!existsSync(installedFile)) return false
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp()) return true
  // Somebody ran npm himself: then npm's own note is as young as the lock file, give or take its own pace.
  return statSync(installedFile).mtimeMs + 10_000 >= statSync(lockFile).mtimeMs
}

function stamp() {
  return createHash('sha256').update(readFileSync(lockFile)).digest('hex')
}

/** The npm that runs us, by the Node that runs it: the one in node_modules is about to be replaced. */
function npm() {
  const { npm_execpath: cli, npm_node_execpath: node } = process.env
  return cli?.endsWith('.js') && node && existsSync(node) && !node.startsWith(root) ? [node, cli] : ['npm']
}
