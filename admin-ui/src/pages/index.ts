import type { ComponentType } from 'react'
import type { Known } from '../server/manifest.ts'

export interface Page {
  readonly path: string
  readonly Page: ComponentType
}

/** The pages of the core that this actor may open. */
export function pages(_manifest: Known): readonly Page[] {
  return []
}
