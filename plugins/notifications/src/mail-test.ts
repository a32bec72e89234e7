import { randomUUID } from 'node:crypto'
import { type RouteDefinition, Type } from '@guildhall/sdk'
import { deliveries } from './deliveries/deliveries.ts'
import { laneOf } from './deliveries/lane.ts'
import { notifications } from './inbox/notifications.ts'
import { requireMe } from './preferences/me.ts'
import { shippedWords } from './templates/words.ts'
import { trial } from './trial.ts'

/** A mail to oneself, by the way that mails go now; what the server says to it stands in its delivery. */
export const mailTestRoute: RouteDefinition = {
  ...{ method: 'POST', path: '/mail-test', access: { action: 'resend', resource: deliveries.name }, keys: 'refused' },
  summary: 'notifications:openapi.mailTest',
  response: Type.Object({ delivery: Type.String() }),
  async run({ scope }) {
    const person = requireMe(scope)
    const now = scope.clock.now()
    const { title } = shippedWords(scope, trial, scope.language)
    return scope.asSystem('notifications.test', async (system) => {
      const told = await system
        .records(notifications)
        .create({ person, kind: trial.name, title, key: `${trial.name} ${randomUUID()}`, inApp: false })
      const { id } = await system.records(deliveries).create({
        ...{ notification: told.id, person, kind: trial.name, title },
        ...{ channel: 'mail', dueAt: now, held: false },
      })
      await scope.later('notifications.deliver', { delivery: id }, { lane: laneOf('mail', person) })
      return { delivery: id }
    })
  },
}
