import type { ArchiveManifest } from '../../archive/manifest.ts'

export const format = 'guildhall-tenant/1'

/** Of one tenant; its plugins are those it has on, or has rows of. */
export interface Manifest extends ArchiveManifest {
  readonly format: typeof format
  /** The tenant's own row. */
  readonly tenant: Readonly<Record<string, unknown>> & {
    readonly id: string
    readonly slug: string
    readonly name: string
  }
  /** Whether it carries passwords, second factors and the keys of personal values; then it is sealed. */
  readonly hasSecrets: boolean
}
