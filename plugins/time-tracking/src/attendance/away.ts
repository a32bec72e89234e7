import { type Absence, type AbsenceSource, absences } from '@guildhall/contract-time-tracking'
import type { PluginSetup, Scope } from '@guildhall/sdk'

/** Who tells of absences; taken once, when the platform is put together. */
const sources = new Map<string, { readonly plugin: string; readonly source: AbsenceSource }>()

export function collectAbsences({ contributed }: PluginSetup): void {
  for (const { plugin, value } of contributed(absences)) sources.set(value.name, { plugin, source: value })
}

/** What all plugins that are on for the tenant say of absences. */
export async function absencesOf(
  scope: Scope,
  range: Parameters<AbsenceSource['between']>[1],
): Promise<readonly Absence[]> {
  const found: Absence[] = []
  for (const { plugin, source } of sources.values())
    if (scope.enabled(plugin)) found.push(...(await source.between(scope, range)))
  return found
}
