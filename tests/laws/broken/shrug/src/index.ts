import { can, definePlugin, defineResource, text } from '@guildhall/sdk'

const shrugs = defineResource('shrugs', {
  fields: { name: text(), note: text({ optional: true }) },
  rules: { admin: [can('manage')] },
})

/** Breaks law 10: it trips over what is left out. */
export default definePlugin({
  name: 'shrug',
  resources: [shrugs],
  setup({ before }) {
    before.create(shrugs, ({ next }) => ({ note: (next.note as string).toUpperCase() }))
  },
})
