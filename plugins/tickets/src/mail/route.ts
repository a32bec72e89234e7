import { type RouteDefinition, Type } from '@guildhall/sdk'
import { incomingMails } from './incoming.ts'

/** Where people write to; null where the installation takes no mail. */
export const mailAddressRoute: RouteDefinition = {
  method: 'GET',
  path: '/mail-address',
  access: { action: 'read', resource: incomingMails.name },
  response: Type.Object({ address: Type.Union([Type.String(), Type.Null()]) }),
  summary: 'tickets:openapi.mailAddress',
  run: async ({ scope }) => ({ address: scope.mailAddress() }),
}
