import { can, definePlugin, defineResource, text } from '@guildhall/sdk'

const wills = defineResource('wills', { fields: { name: text() }, rules: { admin: [can('manage')] } })

/** Breaks law 6: switched off, it takes its data with it. */
export default definePlugin({
  name: 'last-word',
  resources: [wills],
  async onDisable(scope) {
    for (const { id } of await scope.records(wills).list()) await scope.records(wills).remove(id)
  },
})
