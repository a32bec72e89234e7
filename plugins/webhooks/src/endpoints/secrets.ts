import { defineError, type PluginSetup, type RouteDefinition, type Scope, Type } from '@guildhall/sdk'
import { newSecret } from '../sending/signature.ts'
import { endpoints } from './endpoints.ts'

const alreadyShown = defineError('webhooks.secret_shown', 409)
const bothValidFor = 86_400_000

const current = (id: string) => `webhooks.${id}/current` as const
const previous = (id: string) => `webhooks.${id}/previous` as const

/** Every endpoint has a secret from the first; it goes with it. */
export function keepSecrets({ after }: PluginSetup): void {
  after.create(endpoints, ({ record, scope }) => scope.secrets.keep(current(record.id), newSecret()))
  after.delete(endpoints, async ({ record, scope }) => {
    await scope.secrets.forget(current(record.id))
    await scope.secrets.forget(previous(record.id))
  })
}

/** What a message is signed with now: the present secret, and for a day the one before. */
export async function signingSecrets(
  scope: Scope,
  { id, previousSecretUntil }: { readonly id: string; readonly previousSecretUntil: string | null },
): Promise<string[]> {
  const isTurning = previousSecretUntil !== null && previousSecretUntil > scope.clock.now()
  const found = [await scope.secrets.open(current(id)), isTurning ? await scope.secrets.open(previous(id)) : null]
  return found.filter((secret) => secret !== null)
}

const secretRoute = {
  method: 'POST',
  access: { action: 'update', resource: endpoints.name },
  // Who signs messages is a person's to know.
  keys: 'refused',
  body: Type.Object({}, { additionalProperties: false }),
  response: Type.Object({ secret: Type.String() }),
} as const

/** Shows the secret, once. */
export const revealRoute: RouteDefinition = {
  ...secretRoute,
  path: '/endpoints/:id/secret/reveal',
  async run({ scope, params: { id = '' } }) {
    const { secretShownAt, version } = await scope.records(endpoints).get(id)
    if (secretShownAt) throw alreadyShown()
    await scope.records(endpoints).update(id, { secretShownAt: scope.clock.now() }, { version })
    return { secret: await scope.secrets.open(current(id)) }
  },
}

/** Makes another secret and shows it, once; the one before signs along for a day. */
export const rotateRoute: RouteDefinition = {
  ...secretRoute,
  path: '/endpoints/:id/secret/rotate',
  async run({ scope, params: { id = '' } }) {
    const { version } = await scope.records(endpoints).get(id)
    const now = scope.clock.now()
    const previousSecretUntil = new Date(Date.parse(now) + bothValidFor).toISOString()
    await scope.records(endpoints).update(id, { secretShownAt: now, previousSecretUntil }, { version })
    const before = await scope.secrets.open(current(id))
    if (before) await scope.secrets.keep(previous(id), before)
    const secret = newSecret()
    await scope.secrets.keep(current(id), secret)
    return { secret }
  },
}
