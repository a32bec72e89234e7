import { ask } from './ask.ts'
import type { Law } from './law.ts'
import { inhabit } from './sample-record.ts'

/** What a crash does is shown by killed processes (core/test/events, tests/faults); here, that what happened arrived everywhere. */
export const factsAreNotLost: Law = {
  number: 5,
  says: 'facts are not lost: every event has reached every subscriber, or waits where people see it',
  async check(subject) {
    const { platform, tenant } = subject
    await inhabit(subject)
    await platform.events.drain({ hurry: true })
    const { ownerUrl } = platform.urls
    const dead = await ask<{ plugin: string; handler: string; error: string }>(
      ownerUrl,
      `select distinct plugin, handler, error from guildhall.held_deliveries where tenant_id = $1 and reason = 'dead'`,
      [tenant.id],
    )
    const waiting = await ask<{ name: string }>(
      ownerUrl,
      'select distinct name from guildhall.outbox where position is null',
      [],
    )
    const findings = dead.map(({ plugin, handler, error }) => ({
      plugin,
      place: `handler ${handler}`,
      problem: `it failed until nobody tried any more: ${error}.`,
      remedy: 'Mend it; what it missed waits among the dead letters and can be delivered again.',
    }))
    return [
      ...findings,
      ...waiting.map(({ name }) => ({
        plugin: name.split('.')[0] ?? 'core',
        place: `event ${name}`,
        problem: 'nobody has delivered it.',
        remedy: 'Start a worker.',
      })),
    ]
  },
}
