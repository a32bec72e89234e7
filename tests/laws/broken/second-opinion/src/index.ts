import { can, definePlugin, defineResource, text } from '@guildhall/sdk'

const opinions = defineResource('opinions', {
  fields: { name: text() },
  // Whoever lets the compiler look is told of it there.
  rules: { admin: [can('manage')], worker: [can('read', { owner: '$me' })] } as object,
})

/** Breaks law 4: a rule that the database cannot decide. */
export default definePlugin({ name: 'second-opinion', resources: [opinions] })
