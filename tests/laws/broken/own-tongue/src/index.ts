import { can, defineError, definePlugin, defineResource, text } from '@guildhall/sdk'

const tongues = defineResource('tongues', { fields: { name: text() }, rules: { admin: [can('manage')] } })
const tooLoud = defineError('own_tongue.too_loud', 409)

/** Breaks law 7: sentences in code, and no texts for its names. */
export default definePlugin({
  name: 'own-tongue',
  resources: [tongues],
  setup({ before }) {
    before.create(tongues, ({ next }) => {
      if (next.name === 'SHOUT') throw tooLoud({ message: 'Please do not shout here' })
    })
  },
})
