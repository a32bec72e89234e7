import {
  boolean,
  can,
  date,
  definePlugin,
  defineResource,
  integer,
  money,
  type Plugin,
  ref,
  text,
} from '@guildhall/sdk'

/** Plugins of no use beside the real ones: what an installation with many of them costs. */
export const syntheticPlugins: readonly Plugin[] = Array.from({ length: 20 }, (_, index) => {
  const things = defineResource(`synthetic-things-${index}`, {
    fields: {
      name: text({ searchable: true }),
      person: ref('people', { optional: true }),
      on: date({ optional: true }),
      amount: money({ optional: true }),
      count: integer({ default: 0 }),
      done: boolean(),
    },
    rules: { admin: [can('manage')], worker: [can('read', { done: false })] },
  })
  return definePlugin({
    name: `synthetic${index}`,
    resources: [things],
    setup: ({ before, on }) => {
      before.write(things, ({ next }) => ({ count: next.count + 1 }))
      on({ name: `*.synthetic-things-${index}.created`, schema: {} as never }, async () => {})
    },
  })
})
