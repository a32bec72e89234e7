import type { ManifestModule, ManifestSlot } from '@guildhall/sdk/manifest'
import { useMemo } from 'react'
import { type Known, useManifest } from '../server/manifest.ts'

/** A slot and the module that fills it. */
export interface PlacedSlot {
  readonly module: ManifestModule
  readonly slot: ManifestSlot
}

export function slotsOf(
  { modules }: Pick<Known, 'modules'>,
  kind: ManifestSlot['kind'],
  resource?: string,
): PlacedSlot[] {
  return modules.flatMap((module) =>
    module.slots
      .filter((slot) => slot.kind === kind && (resource === undefined || slot.resource === resource))
      .map((slot) => ({ module, slot })),
  )
}

/** What plugins draw in a place: all of it, or what is for one resource. */
export function useSlots(kind: ManifestSlot['kind'], resource?: string): PlacedSlot[] {
  const manifest = useManifest()
  return useMemo(() => slotsOf(manifest, kind, resource), [manifest, kind, resource])
}
