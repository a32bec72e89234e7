import { createHash, randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { BootError } from '../config/boot-error.ts'
import { type Account, canReach, currentUserName, isRoot } from './embedded-account.ts'
import { stopPostmaster } from './embedded-process.ts'
import { systemFolder } from './system-folder.ts'

/** The data folder, readable by nobody else; root must let PostgreSQL's account pass through to its own part. */
export function prepareFolder(folder: string): string {
  try {
    const isNew = !existsSync(folder)
    makeFolder(folder)
    if (isNew) chmodSync(folder, isRoot() ? 0o711 : 0o700)
    if (!statSync(folder).isDirectory()) throw new Error('it is not a folder')
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return realpathSync(folder)
  } catch (cause) {
    throw unwritable(folder, cause)
  }
}

/** A secret that is made once and then remembered beside the data. */
export function rememberedSecret(folder: string, name: string): string {
  const file = join(folder, name)
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  const secret = randomBytes(24).toString('base64url')
  writePrivate(file, secret)
  return secret
}

export function readRemembered(folder: string, name: string): string | undefined {
  const file = join(folder, name)
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
}

/** Written whole or not at all, for the owner of the folder only, also when root writes for him. */
export function writePrivate(file: string, text: string): void {
  const partial = `${file}.${process.pid}`
  writeFileSync(partial, `${text}\n`, { mode: 0o600 })
  if (isRoot()) {
    const { uid, gid } = statSync(dirname(file))
    chownSync(partial, uid, gid)
  }
  renameSync(partial, file)
}

/**
 * The cluster's folder: `database` in the data folder, or a link there to a place that PostgreSQL's account can
 * reach. A cluster left there by a data folder that was deleted since is kept aside, once.
 */
export async function placeCluster(folder: string, account: Account): Promise<string> {
  const place = join(folder, 'database')
  if (existsSync(place)) return realpathSync(place)
  if (account.uid === undefined || canReach(folder, account) || allowPassage(folder, account)) return place
  const home = join(systemFolder(), createHash('sha256').update(folder).digest('hex').slice(0, 16))
  const cluster = join(home, 'database')
  mkdirSync(home, { recursive: true })
  chmodSync(home, 0o711)
  if (existsSync(cluster)) {
    await stopPostmaster(cluster)
    rmSync(`${cluster}.old`, { recursive: true, force: true })
    renameSync(cluster, `${cluster}.old`)
  }
  rmSync(place, { force: true })
  symlinkSync(cluster, place)
  return cluster
}

/** Stops on a cluster of another PostgreSQL, on a folder that is no cluster, and on one that belongs to someone else. */
export function hasCluster(cluster: string, major: string): boolean {
  if (!existsSync(cluster)) return false
  try {
    if (readdirSync(cluster).length === 0) return false
    const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
    if (found !== major) throw new BootError('boot.data_version', { folder: cluster, found, expected: major })
    if (!isRoot() && lstatSync(cluster).uid !== process.getuid?.()) throw new Error('it belongs to another user')
    return true
  } catch (cause) {
    if (cause instanceof BootError) throw cause
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT')
      throw new BootError('boot.data_foreign', { folder: cluster })
    throw unwritable(cluster, cause)
  }
}

export function unwritable(folder: string, cause: unknown): BootError {
  const { code, message } = cause as NodeJS.ErrnoException
  return new BootError('boot.data_unwritable', { folder, user: currentUserName(), reason: code ?? message }, { cause })
}

/** Not mkdir's own `recursive`, which never ends where a file system refuses new folders with ENOENT (/proc). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder, { mode: 0o755 })
}

/** A data folder of root's own that others may not even pass through is opened that far; its files stay private. */
function allowPassage(folder: string, account: Account): boolean {
  const { uid, mode } = statSync(folder)
  if (uid !== 0) return false
  chmodSync(folder, mode | 0o011)
  return canReach(folder, account)
}
