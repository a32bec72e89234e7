import { setTimeout as sleep } from 'node:timers/promises'
import { can, definePlugin, defineResource, text } from '@guildhall/sdk'

const letters = defineResource('letters', { fields: { name: text() }, rules: { admin: [can('manage')] } })

/** Breaks law 13: whoever writes waits for its hook. */
export default definePlugin({
  name: 'slow-hand',
  resources: [letters],
  setup({ before }) {
    before.create(letters, async () => sleep(400))
  },
})
