import { type RouteDefinition, type Scope, Type } from '@guildhall/sdk'
import { requireMe } from '../preferences/me.ts'
import { devices } from './devices.ts'
import { pushKeys } from './keys.ts'

const subscription = Type.Object(
  {
    label: Type.String({ minLength: 1, maxLength: 120 }),
    endpoint: Type.String({ maxLength: 1000, pattern: '^https?://' }),
    keys: Type.Object(
      {
        p256dh: Type.String({ pattern: '^[\\w-]{80,100}=?$' }),
        auth: Type.String({ pattern: '^[\\w-]{20,40}={0,2}$' }),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
)

export const pushRoutes: RouteDefinition[] = [
  {
    ...{ method: 'GET', path: '/push-key', access: 'signedIn', summary: 'notifications:openapi.pushKey' },
    response: Type.Object({ publicKey: Type.String() }),
    run: async ({ scope }) => ({ publicKey: pushKeys(scope).publicKey }),
  },
  {
    ...{ method: 'POST', path: '/devices', access: 'signedIn', summary: 'notifications:openapi.addDevice' },
    body: subscription,
    response: Type.Object({ id: Type.String(), label: Type.String() }),
    run: ({ scope, body }) => add(scope, body as Subscription),
  },
]

interface Subscription {
  readonly label: string
  readonly endpoint: string
  readonly keys: { readonly p256dh: string; readonly auth: string }
}

/** Whoever signs in at a browser last is who is told there. */
function add(scope: Scope, { label, endpoint, keys }: Subscription) {
  const person = requireMe(scope)
  return scope.asSystem('notifications.device', async (system) => {
    const known = await system.records(devices).first({ where: { endpoint } })
    if (known) await system.records(devices).remove(known.id)
    const { id } = await system.records(devices).create({ person, label, endpoint, ...keys })
    return { id, label }
  })
}
