import { can, definePlugin, defineResource, text } from '@guildhall/sdk'

const riddles = defineResource('riddles', { fields: { name: text() }, rules: { admin: [can('manage')] } })

/** Breaks law 12: a route that asks for each record by itself. */
export default definePlugin({
  name: 'twenty-questions',
  resources: [riddles],
  routes: [
    {
      method: 'GET',
      path: '/all',
      access: { action: 'read', resource: 'riddles' },
      async run({ scope }) {
        const records = await scope.records(riddles).list()
        const found = []
        for (const { id } of records) found.push(await scope.records(riddles).get(id))
        return found
      },
    },
  ],
})
