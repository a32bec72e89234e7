import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { BootError } from '../config/boot-error.ts'

/** Whom PostgreSQL runs as: empty when it runs as ourselves, otherwise what child_process wants to be told. */
export interface Account {
  uid?: number
  gid?: number
}

export function isRoot(): boolean {
  return process.getuid?.() === 0
}

export function currentUserName(): string {
  try {
    return userInfo().username
  } catch {
    return `user ${process.getuid?.()}`
  }
}

/** PostgreSQL refuses to run as root, so root lends it another account: the owner of an existing cluster, or `postgres`. */
export function databaseAccount(cluster: string): Account {
  if (!isRoot()) return {}
  if (existsSync(cluster)) {
    const { uid, gid } = statSync(cluster)
    if (uid !== 0) return { uid, gid }
  }
  return (
    findAccount('postgres') ?? createAccount() ?? findAccount('nobody') ?? refuse('neither postgres nor nobody exists')
  )
}

/** Whether the account can pass through a folder or run a program; asked of the system, which also knows of mounts. */
export function canReach(path: string, account: Account): boolean {
  if (account.uid === undefined) return true
  const probe = spawnSync('test', ['-x', path], { ...account, cwd: '/', stdio: 'ignore' })
  if (probe.error) refuse(probe.error.message)
  return probe.status === 0
}

function createAccount(): Account | undefined {
  const ways: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres']],
    ['adduser', ['-S', '-D', '-H', '-s', '/bin/false', 'postgres']],
  ]
  for (const [command, args] of ways) {
    if (spawnSync(command, args, { stdio: 'ignore' }).status === 0) return findAccount('postgres')
  }
  return undefined
}

function findAccount(name: string): Account | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined
}

function refuse(reason: string): never {
  throw new BootError('boot.database_account', { reason })
}
