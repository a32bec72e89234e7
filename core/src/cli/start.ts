import { readEnvironment } from '../config/environment.ts'
import { startDatabase } from '../database/start.ts'
import { serve } from './serve.ts'
import { stopRequested } from './stop-requested.ts'
import type { Verb } from './verb.ts'
import { words } from './words.ts'

/** Stays until it is told to stop; then the server ends first, with what it is doing, and the database after it. */
export const start: Verb = {
  name: 'start',
  description: words.start.description,
  options: [['--only <part>', words.start.only, ['web', 'worker']]],
  async run({ options, print, json }) {
    const stop = stopRequested()
    const environment = readEnvironment(process.env)
    const database = await startDatabase(environment)
    try {
      const server = await serve({ environment, database, only: options.only as 'web' | 'worker' | undefined })
      try {
        print({ lines: [words.start.ready(server.address)], data: { address: server.address } })
        await stop
        if (!json) process.stderr.write(`${words.start.stopping}\n`)
      } finally {
        await server.close()
      }
    } finally {
      await database.stop()
    }
    return undefined
  },
}
