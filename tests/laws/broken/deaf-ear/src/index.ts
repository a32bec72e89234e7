import { can, definePlugin, defineResource, recordEvent, text } from '@guildhall/sdk'

const calls = defineResource('calls', { fields: { name: text() }, rules: { admin: [can('manage')] } })

/** Breaks law 5: what it is told it never takes in. */
export default definePlugin({
  name: 'deaf-ear',
  resources: [calls],
  setup({ on }) {
    on(recordEvent(calls, 'created'), async () => {
      throw new TypeError('not listening')
    })
  },
})
