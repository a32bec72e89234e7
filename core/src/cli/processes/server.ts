import { loggerOf, type RunningServer, type ServeOptions } from '../serve.ts'
import { supervise } from './supervise.ts'

export interface SuperviseServerOptions extends ServeOptions {
  readonly count: number
  readonly args: readonly string[]
}

/** Several processes that look like one server to whoever started them. SIGUSR2 renews them one by one. */
export async function superviseServer(options: SuperviseServerOptions): Promise<RunningServer> {
  const { environment, database, only, count, args, tell } = options
  const { appUrl, ownerUrl } = database
  const log = loggerOf(environment)
  const team = await supervise({ environment, database: { appUrl, ownerUrl }, only, count, args, log, tell })
  database.watch?.((event, error) => log.error({ event: `database.${event}`, err: error }, 'embedded PostgreSQL'))
  const renew = () => void team.renew().catch((error) => log.error({ err: error }, 'the processes were not renewed'))
  process.on('SIGUSR2', renew)
  const { address, inbox, firstStart } = team
  return {
    address,
    inbox,
    firstStart: firstStart && { ...firstStart, done: async () => team.said() },
    async close() {
      process.off('SIGUSR2', renew)
      await team.close()
    },
  }
}
