import type { RemovalPlan } from '../plugins/removal/plan.ts'
import { inOffice } from './office.ts'
import { pluginWords as words } from './plugin-words.ts'
import type { Verb } from './verb.ts'

/** Says what would happen, and does it when told its name once more. */
export const pluginRemove: Verb = {
  name: 'plugin remove',
  description: words.remove,
  arguments: [['<plugin>', words.removed]],
  options: [['--confirm <plugin>', words.confirm]],
  run: ({ args: [name = ''], options }) =>
    inOffice(async ({ platform: { removals } }) => {
      const plan = await removals.plan(name)
      if (options.confirm === undefined) {
        if (plan.neededBy.length > 0) process.exitCode = 1
        return { lines: linesOf(plan), data: plan }
      }
      const archive = await removals.remove(name, String(options.confirm))
      return { lines: [words.away(archive.plugin, archive.purgeAt), words.takeOut(name)], data: archive }
    }),
}

/** Once it was added again. */
export const pluginRestore: Verb = {
  name: 'plugin restore',
  description: words.restore,
  arguments: [['<plugin>', words.removed]],
  run: ({ args: [name = ''] }) =>
    inOffice(async ({ platform: { removals } }) => {
      const archive = await removals.restore(name)
      const rows = archive.tables.reduce((sum, table) => sum + table.rows, 0)
      return { lines: [words.restored(archive.plugin, rows, archive.tables.length)], data: archive }
    }),
}

export const pluginRemoved: Verb = {
  name: 'plugin removed',
  description: words.waiting,
  run: () =>
    inOffice(async ({ platform: { removals } }) => {
      const archives = await removals.list()
      const lines = archives.map(
        ({ plugin, version, purgeAt }) => `${plugin.padEnd(24)}${version.padEnd(10)}${purgeAt}`,
      )
      return { lines: [...lines, words.waitingCount(archives.length)], data: archives }
    }),
}

function linesOf(plan: RemovalPlan): string[] {
  const said: readonly (readonly [label: string, values: readonly string[]])[] = [
    ['tenants', plan.tenants.map(({ slug, hasSettings }) => (hasSettings ? `${slug} (with settings)` : slug))],
    ['rows', plan.tables.flatMap(({ table, tenants }) => tenants.map(({ slug, rows }) => `${table} ${slug} ${rows}`))],
    ['pointed to by', plan.references.map(({ from, rows }) => `${from} ${rows}`)],
    ['used by', plan.enhances],
    ['jobs', plan.jobs],
    ['listens to', plan.subscriptions],
    ['roles', plan.roles > 0 ? [String(plan.roles)] : []],
    ['saved views', plan.views > 0 ? [String(plan.views)] : []],
    ['files', plan.files > 0 ? [String(plan.files)] : []],
  ]
  return [
    `${plan.plugin} ${plan.version ?? ''}`.trim(),
    ...said
      .filter(([, values]) => values.length > 0)
      .map(([label, values]) => `  ${label.padEnd(14)}${values.join(', ')}`),
    plan.neededBy.length > 0 ? words.neededBy(plan.neededBy) : words.doIt(plan.plugin, plan.graceDays),
  ]
}
