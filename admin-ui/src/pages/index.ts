import type { ComponentType } from 'react'
import type { Known } from '../server/manifest.ts'

export interface Page {
  readonly path: string
  readonly Page: ComponentType
  /** Its place in the menu; people and roles have theirs as resources, the others are reached from another page. */
  readonly menu?: { readonly label: string; readonly icon: string }
}

/** The pages of the core that this actor may open. */
export function pages(_manifest: Known): readonly Page[] {
  return []
}
