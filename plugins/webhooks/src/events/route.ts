import { type KnownEvent, type RouteDefinition, type Scope, Type } from '@guildhall/sdk'
import { endpoints } from '../endpoints/endpoints.ts'

/** The events of the plugins that are on, in the reader's words, for who chooses among them. */
export const eventsRoute: RouteDefinition = {
  method: 'GET',
  path: '/events',
  access: { action: 'read', resource: endpoints.name },
  response: Type.Array(Type.Object({ name: Type.String(), group: Type.String(), label: Type.String() })),
  async run({ scope }) {
    return scope
      .events()
      .filter(({ plugin }) => plugin !== 'webhooks')
      .map((event) => ({ name: event.name, group: groupOf(scope, event), label: labelOf(scope, event) }))
  },
}

const usual: ReadonlySet<string> = new Set(['create', 'update', 'delete', 'archive', 'restore'])

function groupOf(scope: Scope, { resource }: KnownEvent): string {
  if (!resource) return scope.t('webhooks:choice.others')
  return scope.t('webhooks:choice.records', { resource })
}

function labelOf(scope: Scope, { name, plugin, resource, action = '' }: KnownEvent): string {
  if (!resource) return scope.t(`${plugin}:events.${name.slice(plugin.length + 1)}`)
  return scope.t(usual.has(action) ? `webhooks:choice.${action}` : `${plugin}:resources.${resource}.actions.${action}`)
}
