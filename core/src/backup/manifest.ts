import type { ArchiveManifest } from '../archive/manifest.ts'

export const format = 'guildhall-backup/1'

/** Of a whole installation. */
export interface BackupManifest extends ArchiveManifest {
  readonly format: typeof format
  readonly tenants: number
  /** What opens the keys of personal values and second factors; only in a sealed archive. */
  readonly secret?: string
}
