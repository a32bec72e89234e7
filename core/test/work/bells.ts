import {
  can,
  contribute,
  defineEvent,
  defineExtensionPoint,
  definePlugin,
  defineResource,
  everyEvent,
  Type,
  text,
  type Work,
} from '@guildhall/sdk'
import { withClient } from '../../src/database/provision.ts'
import { corePlugin } from '../../src/platform.ts'
import { installPlugins } from '../../src/plugins/host.ts'
import { createTable, foreignKeys } from '../../src/records/tables/ddl.ts'
import { tablesOf } from '../../src/records/tables/tables.ts'
import { createTestPlatform } from '../../testing/index.ts'

export const rung = defineEvent('bells.bell.rung', Type.Object({ id: Type.String() }))
const tones = defineExtensionPoint('bells.tones', Type.Object({ hertz: Type.Number() }))
export const bells = defineResource('bells', {
  fields: { name: text() },
  rules: { admin: [can('manage')], worker: [can('read', { name: 'small' })] },
})

/** What the plugin did and heard, and what a test wants its work to do. */
export const seen = {
  heard: [] as string[],
  tones: [] as unknown[],
  steps: async (_: Work): Promise<void> => {},
}

const tower = definePlugin({
  name: 'bells',
  resources: [bells],
  events: [rung],
  extensionPoints: [tones],
  migrations: new URL('./', import.meta.url),
  jobs: { chime: { steps: (work) => seen.steps(work) } },
  setup({ on, after, contributed }) {
    seen.tones = [...contributed(tones)]
    on(everyEvent('bells.**'), async ({ event }) => void seen.heard.push(event.name))
    after.create(bells, async ({ record, scope }) => {
      await scope.emit(rung, { id: record.id })
      if (record.name === 'late')
        await scope.later('bells.chime', { id: record.id }, { at: '2026-03-10T12:00:00.000Z' })
      if (record.name === 'broken') {
        await scope.later('bells.chime', { id: record.id })
        throw new TypeError('It has a crack')
      }
      if (record.name === 'unknown') await scope.later('bells.silence')
    })
  },
})
const foundry = definePlugin({ name: 'foundry', contributes: [contribute(tones, { hertz: 440 })] })

export function openTower() {
  const plugins = [tower, foundry]
  const { registry } = installPlugins(corePlugin({} as never), plugins)
  const tables = tablesOf(registry.model('bells'), registry)
  return createTestPlatform({
    plugins,
    mayAskPrivate: true,
    prepare: {
      name: 'tower',
      run: ({ ownerUrl }) =>
        withClient(ownerUrl, async (client) => {
          for (const one of [...tables.flatMap(createTable), ...tables.flatMap(foreignKeys)]) await client.query(one)
        }),
    },
  })
}
