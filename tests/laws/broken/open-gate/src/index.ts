import { can, definePlugin, defineResource, type RouteDefinition, text } from '@guildhall/sdk'

const gates = defineResource('gates', { fields: { name: text() }, rules: { admin: [can('manage')] } })

const everything: Omit<RouteDefinition, 'access'> = {
  method: 'GET',
  path: '/all',
  run: ({ scope }) => scope.records(gates).list(),
}

/** Breaks law 1: a route that does not say who may call it. */
export default definePlugin({
  name: 'open-gate',
  resources: [gates],
  routes: [everything as RouteDefinition],
})
