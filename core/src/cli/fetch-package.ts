import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readManifest } from '../plugins/manifest.ts'
import { isTarball, unpack } from '../plugins/tarball.ts'
import { operationsWords } from './operations-words.ts'
import { Refusal } from './refusal.ts'

const words = operationsWords.plugin

export const isFolder = (asked: string) => existsSync(asked) && statSync(asked).isDirectory()

/** The name of what a folder, a tarball or a name with a version stands for. */
export async function packageNameOf(asked: string): Promise<string> {
  if (isFolder(asked)) {
    if (!existsSync(join(asked, 'package.json'))) throw new Refusal(words.noPackage(asked))
    return readManifest(asked).name
  }
  if (!isTarball(asked) || !existsSync(asked)) return asked.replace(/(.)@[^@/]*$/, '$1')
  const folder = mkdtempSync(join(tmpdir(), 'guildhall-package-'))
  try {
    await unpack(asked, folder)
    return readManifest(folder).name
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs no script of the package. What it shares with the house (the sdk, contracts) it finds above itself, so peers are not fetched. */
export async function npm(folder: string, ...args: string[]): Promise<void> {
  const quiet = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error']
  // A folder is copied as it would be packed: what its author writes next does not reach the installation.
  const child = spawn('npm', ['--prefix', folder, ...args, '--install-links', '--no-package-lock', ...quiet], {
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
