import { readEnvironment } from '../config/environment.ts'
import { startDatabase } from '../database/start.ts'
import { startWords as words } from './start-words.ts'
import { stopRequested } from './stop-requested.ts'
import type { Verb } from './verb.ts'

/** Stays until it is told to stop; then the server ends first, with what it is doing, and the database after it. */
export const start: Verb = {
  name: 'start',
  description: words.description,
  options: [['--only <part>', words.only, ['web', 'worker']]],
  async run({ options, print, json }) {
    const stop = stopRequested()
    const tell = (line: string) => void (json || process.stderr.write(`${line}\n`))
    const environment = readEnvironment(process.env)
    // The database starts while the program is still read.
    const [database, { serve }] = await Promise.all([startDatabase(environment), import('./serve.ts')])
    try {
      const server = await serve({
        environment,
        database,
        only: options.only as 'web' | 'worker' | undefined,
        tell: (progress) => tell(words.progress(progress)),
      })
      try {
        const { address, inbox, firstStart } = server
        const { administrator, demo } = firstStart ?? {}
        print({ lines: words.ready(server), data: { address, inbox, administrator, demo } })
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
