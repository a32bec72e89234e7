import type { Plugin } from '@guildhall/sdk'
import { WiringError } from './wiring.ts'

/** Those required first, then by name: the order of hooks, migrations and menus. */
export function orderPlugins(plugins: readonly Plugin[]): Plugin[] {
  const byName = new Map(plugins.map((plugin) => [plugin.name, plugin]))
  const ordered = new Set<Plugin>()
  const visit = (plugin: Plugin, trail: readonly string[]): void => {
    if (ordered.has(plugin)) return
    if (trail.includes(plugin.name)) throw new WiringError([circle([...trail, plugin.name])])
    for (const name of [...(plugin.requires ?? [])].sort()) {
      const required = byName.get(name)
      if (required) visit(required, [...trail, plugin.name])
    }
    ordered.add(plugin)
  }
  for (const plugin of [...plugins].sort((a, b) => (a.name < b.name ? -1 : 1))) visit(plugin, [])
  return [...ordered]
}

function circle(trail: readonly string[]) {
  return {
    plugin: trail[0] ?? '',
    place: 'requires',
    problem: `the requirement goes round in a circle: ${trail.join(' → ')}.`,
    remedy: 'Let one of them only enhance the other, or move what both need into a third.',
  }
}

/** The plugins that cannot be on without this one, those that need it through another included. */
export function dependantsOf(plugins: readonly Plugin[], name: string): string[] {
  const found = new Set<string>()
  const visit = (needed: string): void => {
    for (const plugin of plugins)
      if (plugin.requires?.includes(needed) && !found.has(plugin.name)) {
        found.add(plugin.name)
        visit(plugin.name)
      }
  }
  visit(name)
  return [...found]
}
