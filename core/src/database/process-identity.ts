import { readFileSync, readlinkSync } from 'node:fs'

/** A process that cannot be mistaken for a later one with the same number. */
export interface ProcessIdentity {
  pid: number
  /** When it was started, in ticks since the machine's boot; empty where the system does not say. */
  started: string
}

export function identify(pid: number): ProcessIdentity {
  return { pid, started: readStat(pid)?.started ?? '' }
}

/** A zombie counts as dead: whoever should have collected it may never do so. */
export function isAlive({ pid, started }: ProcessIdentity): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || !answersSignals(pid)) return false
  const stat = readStat(pid)
  if (!stat) return true
  return stat.state !== 'Z' && (started === '' || started === stat.started)
}

/** The folder a process works in, or undefined where the system does not say. */
export function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}

function answersSignals(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function readStat(pid: number): { state: string; started: string } | undefined {
  try {
    // The second field is the command in brackets and may hold anything, brackets and spaces included.
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0] ?? '', started: fields[19] ?? '' }
  } catch {
    return undefined
  }
}
