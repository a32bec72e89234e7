import { pino } from 'pino'
import { type Events, openEvents } from '../../core/src/events/index.ts'
import { openScope } from '../../core/src/records/scope.ts'
import { transact } from '../../core/src/records/transact.ts'
import type { TestPlatform } from '../../core/testing/index.ts'

/** The worker as another process would start it over the same database: it remembers nothing. */
export async function anotherWorker(platform: TestPlatform): Promise<Events> {
  const { tenancy, engine, installed, database, clock, urls } = platform
  const events = await openEvents({
    database,
    ownerUrl: urls.ownerUrl,
    clock,
    log: pino({ level: 'silent' }),
    handlers: installed.handlers,
    plugins: installed.plugins,
    worker: true,
    lend: platform.lend,
    withPluginScope: (tenantId, plugin, work) =>
      transact(
        engine,
        (fresh) => tenancy.contextForPlugin(tenantId, plugin, { fresh }),
        (operation) => work(openScope(operation), operation.unit),
      ),
  })
  await events.start()
  return events
}
