import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../src/database/embedded.ts'
import { stopPostmaster } from '../src/database/embedded-process.ts'
import { isAlive } from '../src/database/process-identity.ts'
import { serverVariable } from './database.ts'

const prefix = 'guildhall-test-'

/** One PostgreSQL for the whole run, gone with it. */
export default async function setup(): Promise<() => Promise<void>> {
  await sweepAbandoned()
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`))
  const server = await startEmbedded({ folder, disposable: true })
  process.env[serverVariable] = server.superUrl
  return async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
    if (!server.cluster.startsWith(folder)) rmSync(join(server.cluster, '..'), { recursive: true, force: true })
  }
}

/** What a run that was killed could not remove. */
async function sweepAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : Number.NaN
    if (!Number.isInteger(pid) || isAlive({ pid, started: '' })) continue
    try {
      await stopPostmaster(join(tmpdir(), name, 'database'))
      rmSync(join(tmpdir(), name), { recursive: true, force: true })
    } catch {
      // Another user's.
    }
  }
}
