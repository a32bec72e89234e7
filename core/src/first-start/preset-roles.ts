import type { Scope } from '@guildhall/sdk'
import type { Preset } from './preset.ts'
import { recordsOf } from './preset-scope.ts'
import { sayIn } from './preset-values.ts'

/**
 * The preset's roles by their keys. A tenant begins with one role for each archetype: the first of each takes its place,
 * others are added.
 */
export async function shapeRoles(scope: Scope, preset: Preset, language: string): Promise<Map<string, string>> {
  const roles = recordsOf(scope, 'roles')
  const ids = new Map<string, string>()
  const shaped = new Set<string>()
  for (const { key, name: said, archetype, differences = { add: [], remove: [] } } of preset.roles) {
    const name = sayIn(said, language)
    const isFirst = !shaped.has(archetype)
    shaped.add(archetype)
    const found = isFirst
      ? await roles.first({ where: { archetype, system: true } })
      : await roles.first({ where: { archetype, name } })
    if (found) await roles.update(found.id, { name, differences })
    ids.set(key, found?.id ?? (await roles.create({ name, archetype, differences })).id)
  }
  return ids
}
