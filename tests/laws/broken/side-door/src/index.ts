import { can, definePlugin, defineResource, text } from '@guildhall/sdk'
import pg from 'pg'

const doors = defineResource('doors', { fields: { name: text() }, rules: { admin: [can('manage')] } })

/** Breaks law 2: it reaches the database past the scope. */
export default definePlugin({
  name: 'side-door',
  resources: [doors],
  setup({ after }) {
    after.create(doors, async () => {
      const direct = process.env.NEVER_SET && new pg.Client(process.env.NEVER_SET)
      if (direct) await direct.query('delete from doors')
    })
  },
})
