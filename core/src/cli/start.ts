import cluster from 'node:cluster'
import { availableParallelism } from 'node:os'
import { BootError } from '../config/boot-error.ts'
import { readEnvironment } from '../config/environment.ts'
import { type StartedDatabase, startDatabase } from '../database/start.ts'
import { requirePort } from './require-port.ts'
import type { RunningServer, ServeOptions } from './serve.ts'
import { startWords as words } from './start-words.ts'
import { stopRequested } from './stop-requested.ts'
import type { Verb } from './verb.ts'

/** Stays until it is told to stop; then the server ends first, with what it is doing, and the database after it. */
export const start: Verb = {
  name: 'start',
  description: words.description,
  options: [
    ['--only <part>', words.only, ['web', 'worker']],
    ['--processes <count>', words.processes],
  ],
  async run({ options, print, json }) {
    if (cluster.isWorker) return (await import('./processes/process.ts')).beOneOfSeveral()
    const stop = stopRequested()
    const tell = (line: string) => void (json || process.stderr.write(`${line}\n`))
    const only = options.only as 'web' | 'worker' | undefined
    const count = countOf(options.processes)
    const given = readEnvironment(process.env)
    const environment = only === 'worker' ? given : await requirePort(given)
    // The database starts while the program is still read.
    const [database, run] = await Promise.all([startDatabase(environment), count > 1 ? several(count, json) : alone()])
    try {
      const server = await run({ environment, database, only, tell: (progress) => tell(words.progress(progress)) })
      try {
        const { address, inbox, firstStart } = server
        const { administrator, demos } = firstStart ?? {}
        print({ lines: words.ready(server, count), data: { address, inbox, administrator, demos } })
        await firstStart?.done()
        await stop
        tell(words.stopping)
      } finally {
        await server.close()
      }
    } finally {
      await database.stop()
    }
    return undefined
  },
}

type Run = (options: ServeOptions & { database: StartedDatabase }) => Promise<RunningServer>

const alone = async (): Promise<Run> => (await import('./serve.ts')).serve

async function several(count: number, json: boolean): Promise<Run> {
  const { superviseServer } = await import('./processes/server.ts')
  return (options) => superviseServer({ ...options, count, args: ['start', ...(json ? ['--json'] : [])] })
}

/** `auto` is one for each core. @throws BootError */
function countOf(given: string | boolean | undefined): number {
  if (given === undefined) return 1
  if (given === 'auto') return availableParallelism()
  const count = Number(given)
  if (!Number.isInteger(count) || count < 1 || count > 256)
    throw new BootError('boot.processes_invalid', { given: String(given) })
  return count
}
