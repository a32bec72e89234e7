import { findInstallation } from '../config/installation.ts'
import { bind, prepare } from '../database/statement.ts'
import type { Platform } from '../platform.ts'
import { disablePlugin, enablePlugin, find } from '../plugins/switching.ts'
import { transact } from '../records/transact.ts'
import { addPlugin } from './add-plugin.ts'
import { inOffice } from './office.ts'
import { operationsWords } from './operations-words.ts'
import { pluginBuild, pluginNew } from './plugin-author.ts'
import { pluginCheck } from './plugin-check.ts'
import { pluginDev } from './plugin-dev.ts'
import { pluginRemove, pluginRemoved, pluginRestore } from './plugin-remove.ts'
import { Refusal } from './refusal.ts'
import { required } from './tenant.ts'
import type { Verb } from './verb.ts'

const words = operationsWords.plugin
const tenantOption = ['--tenant <slug>', words.tenant] as const
const pluginArgument = ['<plugin>', words.plugin] as const

export const pluginList: Verb = {
  name: 'plugin list',
  description: words.list,
  options: [[...tenantOption]],
  run: ({ options }) =>
    inOffice(async ({ platform }) => {
      const on = typeof options.tenant === 'string' ? await pluginsOn(platform, options.tenant) : undefined
      const plugins = platform.installed.plugins
        .filter(({ name }) => name !== 'core')
        .map(({ name, requires = [] }) => ({ name, requires, ...(on && { enabled: on.has(name) }) }))
      const lines = plugins.map(({ name, requires, enabled }) =>
        [
          name.padEnd(20),
          ...(enabled === undefined ? [] : [(enabled ? words.on : words.off).padEnd(4)]),
          words.needs(requires),
        ]
          .join('  ')
          .trimEnd(),
      )
      return { lines, data: plugins }
    }),
}

export const pluginAdd: Verb = {
  name: 'plugin add',
  description: words.add,
  arguments: [['<package>', words.package]],
  async run({ args: [asked = ''] }) {
    const added = await addPlugin(findInstallation(), asked)
    const { plugin, version, replaced } = added
    const line = replaced ? words.upgraded(plugin, replaced, version) : words.added(plugin, version)
    return { lines: [line], data: added }
  },
}

export const pluginEnable: Verb = {
  name: 'plugin enable',
  description: words.enable,
  arguments: [[...pluginArgument]],
  options: [[...tenantOption], ['--cascade', words.cascade]],
  run: ({ args: [name = ''], options }) => turn(name, options, enablePlugin, words.enabled),
}

export const pluginDisable: Verb = {
  name: 'plugin disable',
  description: words.disable,
  arguments: [[...pluginArgument]],
  options: [[...tenantOption], ['--cascade', words.cascade]],
  run: ({ args: [name = ''], options }) => turn(name, options, disablePlugin, words.disabled),
}

export const pluginVerbs: readonly Verb[] = [
  pluginList,
  pluginNew,
  pluginBuild,
  pluginCheck,
  pluginDev,
  pluginAdd,
  pluginEnable,
  pluginDisable,
  pluginRemove,
  pluginRemoved,
  pluginRestore,
]

/** At once on every process: the switch overtakes what they remember of the tenant. */
function turn(
  name: string,
  { tenant: slug, cascade }: Readonly<Record<string, string | boolean | undefined>>,
  change: typeof enablePlugin,
  say: (names: readonly string[], slug: string) => string,
) {
  if (typeof slug !== 'string') throw new Refusal(words.tenantMissing)
  return inOffice(async ({ platform }) => {
    const { engine, installed, tenancy } = platform
    find(installed, name)
    const { id } = await required(tenancy, slug)
    const turned = await transact(engine, tenancy.asSystem(id, 'cli'), (operation) =>
      change(installed, operation, name, { cascade: cascade === true }),
    )
    return { lines: [say(turned, slug)], data: { tenant: slug, turned } }
  })
}

const inside = prepare(`select set_config('app.tenant', $1::uuid::text, true)`)
const enabled = prepare(
  'select plugin from guildhall.tenant_plugins where tenant_id = $1::uuid and enabled',
  ([plugin]) => String(plugin),
)

async function pluginsOn({ database, tenancy }: Platform, slug: string): Promise<ReadonlySet<string>> {
  const { id } = await required(tenancy, slug)
  const [, { rows }] = await database.run([bind(inside, id), bind(enabled, id)])
  return new Set(rows)
}
