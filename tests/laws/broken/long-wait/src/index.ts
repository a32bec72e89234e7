import { can, definePlugin, defineResource, text } from '@guildhall/sdk'

const queues = defineResource('queues', {
  fields: { name: text() },
  rules: { admin: [can('manage')] },
  sort: ['name', 'ASC'],
})

/** Breaks law 11: its migration takes away the index that its list opens by. */
export default definePlugin({ name: 'long-wait', resources: [queues] })

/** Gone through by its migration, after its tables. */
export const damage = 'DROP INDEX public.queues_name_idx;'
