import { email, resourceToken, type Scope, state, text } from '@guildhall/sdk'

/** As much of the core's people as notifications need. */
const people = resourceToken('people', {
  name: text(),
  email: email(),
  status: state(['invited', 'active', 'deactivated']),
})

export interface Receiver {
  readonly id: string
  readonly name: string
  readonly email: string
}

/** Somebody who comes in here; who is only invited, or no longer, is told nothing. */
export function receiverOf(scope: Scope, id: string): Promise<Receiver | null> {
  return scope.asSystem('notifications.receiver', async (system) => {
    const found = await system.records(people).find(id)
    return found?.status === 'active' ? { id, name: found.name, email: found.email } : null
  })
}
