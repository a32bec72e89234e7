import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { BootError } from '../config/boot-error.ts'
import { identify, isAlive, type ProcessIdentity } from './process-identity.ts'

const patienceSeconds = 90

/** One process at a time starts or stops the database of a folder; the lock of a killed one is taken over. */
export async function withFolderLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = join(folder, 'starting.lock')
  const deadline = Date.now() + patienceSeconds * 1000
  for (;;) {
    const holder = take(lock)
    if (!holder) break
    if (Date.now() > deadline) {
      throw new BootError('boot.data_locked', { folder, pid: holder.pid, seconds: patienceSeconds })
    }
    await sleep(20)
  }
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

/** Undefined when the lock is ours now; otherwise who holds it. */
function take(lock: string): ProcessIdentity | undefined {
  const mine = `${lock}.${process.pid}.${Math.random().toString(36).slice(2)}`
  writeFileSync(mine, JSON.stringify(identify(process.pid)), { mode: 0o600 })
  try {
    // A hard link appears whole or not at all, so nobody reads a half-written lock.
    linkSync(mine, lock)
    return undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(mine, { force: true })
  }
  const holder = readHolder(lock)
  if (holder && !isAlive(holder)) removeStale(lock, holder)
  return holder ?? { pid: 0, started: '' }
}

function removeStale(lock: string, dead: ProcessIdentity): void {
  const aside = `${lock}.${process.pid}.stale`
  try {
    renameSync(lock, aside)
    // Someone else may have been quicker and have taken it anew between our reading and our moving: give it back.
    const moved = readHolder(aside)
    if (moved && (moved.pid !== dead.pid || moved.started !== dead.started)) linkSync(aside, lock)
  } catch {
    // Gone already: the next round tries again.
  } finally {
    rmSync(aside, { force: true })
  }
}

function readHolder(lock: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(lock, 'utf8')) as ProcessIdentity
  } catch {
    return undefined
  }
}
