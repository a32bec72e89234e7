import type { Plugin } from '@guildhall/sdk'

/** What is installed of what a tenant switched on: `core` always, the rest in the order of the installation. */
export function pluginsOn(plugins: readonly Plugin[], enabled: Iterable<string>): ReadonlySet<string> {
  const wanted = new Set(enabled)
  return new Set(plugins.map(({ name }) => name).filter((name) => name === 'core' || wanted.has(name)))
}

/** A plugin's settings: what a tenant chose, else the defaults. */
export function settingsOf(
  plugin: Plugin | undefined,
  chosen: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const defaults = Object.entries(plugin?.settings ?? {}).filter(([, field]) => field.default !== undefined)
  return Object.freeze({ ...Object.fromEntries(defaults.map(([name, field]) => [name, field.default])), ...chosen })
}
