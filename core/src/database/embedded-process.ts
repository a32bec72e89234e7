import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { BootError } from '../config/boot-error.ts'
import type { Account } from './embedded-account.ts'
import { identify, isAlive, workingFolder } from './process-identity.ts'

const startSeconds = 60
const stopSeconds = 30

export interface Postmaster {
  pid: number
  port: number
  status: string
}

/** Why PostgreSQL gave up, as its log says. */
export class PostmasterFailure extends Error {
  get portTaken(): boolean {
    return this.message.includes('could not create any TCP/IP sockets') || this.message.includes('could not bind')
  }

  /** The processes of a postmaster that was killed need a moment to notice. */
  get predecessorLingers(): boolean {
    return this.message.includes('pre-existing shared memory block') || this.message.includes('is another postmaster')
  }
}

/** The postmaster that runs on this cluster now, if any; the file of one that is gone is removed. */
export function findPostmaster(cluster: string): Postmaster | undefined {
  const running = readPidFile(cluster)
  if (!running) return undefined
  if (isAlive({ pid: running.pid, started: '' }) && (workingFolder(running.pid) ?? cluster) === cluster) return running
  rmSync(join(cluster, 'postmaster.pid'), { force: true })
  return undefined
}

export interface PostmasterLaunch {
  program: string
  cluster: string
  account: Account
  port: number
  log: string
  settings: Readonly<Record<string, string>>
}

/** In a session of its own: a Ctrl-C at the terminal must reach the program first, which then stops PostgreSQL. */
export async function launchPostmaster(launch: PostmasterLaunch): Promise<Postmaster> {
  const { program, cluster, account, port, log, settings } = launch
  const output = openSync(log, 'w', 0o600)
  const flags = Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const child = spawn(program, ['-D', cluster, ...flags], {
    ...account,
    cwd: '/',
    detached: true,
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  child.unref()
  await ready(child, cluster, log)
  return { pid: child.pid ?? 0, port, status: 'ready' }
}

/** Waits until a postmaster that is starting, recovering or stopping has come to rest. */
export async function settlePostmaster(cluster: string): Promise<Postmaster | undefined> {
  const deadline = Date.now() + startSeconds * 1000
  for (;;) {
    const running = findPostmaster(cluster)
    if (!running || running.status === 'ready' || Date.now() > deadline) return running
    await sleep(20)
  }
}

/** A fast shutdown: transactions are rolled back, a checkpoint is written; immediate only when that takes too long. */
export async function stopPostmaster(cluster: string): Promise<void> {
  const running = findPostmaster(cluster)
  if (!running) return
  const target = identify(running.pid)
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    const deadline = Date.now() + stopSeconds * 1000
    send(running.pid, signal)
    while (Date.now() < deadline) {
      if (!isAlive(target)) return
      await sleep(10)
    }
  }
}

/** For the last moment of a process, when nothing can be awaited any more. */
export function signalPostmaster(cluster: string): void {
  const running = findPostmaster(cluster)
  if (running) send(running.pid, 'SIGINT')
}

async function ready(child: ChildProcess, cluster: string, log: string): Promise<void> {
  const deadline = Date.now() + startSeconds * 1000
  let failure: Error | undefined
  const exited = () => {
    failure ??= new PostmasterFailure(readReason(log))
  }
  child.once('exit', exited)
  child.on('error', (error) => {
    failure = error
  })
  for (;;) {
    const running = readPidFile(cluster)
    if (running?.pid === child.pid && running?.status === 'ready') return void child.off('exit', exited)
    if (failure) throw failure
    if (Date.now() > deadline)
      throw new BootError('boot.database_start', { reason: `it was not ready after ${startSeconds} s`, log })
    await sleep(5)
  }
}

/** Its lines: pid, folder, start, port, socket folder, address, shared memory, status. */
function readPidFile(cluster: string): Postmaster | undefined {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  try {
    const lines = readFileSync(file, 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]), status: lines[7]?.trim() ?? '' }
  } catch {
    return undefined
  }
}

function readReason(log: string): string {
  const lines = readFileSync(log, 'utf8').split('\n').filter(Boolean)
  const telling = lines.filter((line) => /FATAL|PANIC|ERROR|could not/.test(line))
  return (telling.length ? telling : lines.slice(-1))
    .map((line) => line.replace(/^.*?(FATAL|PANIC|ERROR|LOG): +/, ''))
    .join('; ')
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It has just ended.
  }
}
