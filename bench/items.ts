import {
  boolean,
  can,
  date,
  definePlugin,
  defineResource,
  duration,
  enumeration,
  instant,
  integer,
  me,
  money,
  ref,
  refs,
  state,
  text,
} from '@guildhall/sdk'

/** What both servers serve: a record of ordinary width with a reference, a list of references, money and times. */
export const groups = defineResource('bench-groups', {
  fields: { name: text(), members: refs('people') },
  rules: { admin: [can('manage')], worker: [can('read', { members: me })] },
})

export const items = defineResource('bench-items', {
  fields: {
    title: text({ indexed: true }),
    description: text({ optional: true, multiline: true }),
    group: ref(groups),
    status: state(['open', 'busy', 'done']),
    priority: enumeration(['low', 'normal', 'high'], { default: 'normal' }),
    dueOn: date({ optional: true, indexed: true }),
    startedAt: instant({ optional: true }),
    estimate: duration({ optional: true }),
    price: money({ optional: true }),
    position: integer({ default: 0 }),
    urgent: boolean(),
    assignees: refs('people'),
  },
  indexes: [['group', 'dueOn']],
  rules: { admin: [can('manage')], worker: [can('read', { 'group.members': me })] },
})

export default definePlugin({ name: 'bench', resources: [groups, items] })
