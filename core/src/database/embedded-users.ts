import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { identify, isAlive, type ProcessIdentity } from './process-identity.ts'

/**
 * Which processes use the cluster. The last to leave stops PostgreSQL, whoever started it; one that was killed is
 * not counted, so the next process that comes and goes tidies up after it.
 */
export interface ClusterUsers {
  leave(): void
  /** Whether another living process still uses the cluster. */
  others(): boolean
}

let serial = 0

export function joinUsers(home: string): ClusterUsers {
  const folder = join(home, 'database.users')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  serial += 1
  const name = `${process.pid}.${serial}`
  writeFileSync(join(folder, name), JSON.stringify(identify(process.pid)), { mode: 0o600 })
  return {
    leave: () => rmSync(join(folder, name), { force: true }),
    others: () => readdirSync(folder).some((entry) => entry !== name && isLiving(join(folder, entry))),
  }
}

function isLiving(file: string): boolean {
  const user = read(file)
  if (user && isAlive(user)) return true
  rmSync(file, { force: true })
  return false
}

function read(file: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity
  } catch {
    return undefined
  }
}
