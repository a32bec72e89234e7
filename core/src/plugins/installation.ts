import type { Clock, Installation } from '@guildhall/sdk'
import { keyFor } from '../config/cipher.ts'
import type { Registry } from '../records/model.ts'
import { scanWith } from '../scanning/clamd.ts'

export interface InstallationOptions {
  readonly registry: Registry
  readonly clock: Clock
  readonly secret: string
  readonly filesUrl: string
  readonly filesScanner?: string | undefined
}

/** What the installation lends to each plugin; its keys are its own, and no key of the core's. */
export function lending({
  registry,
  clock,
  secret,
  filesUrl,
  filesScanner,
}: InstallationOptions): (plugin: string) => Installation {
  return (plugin) => ({
    filesUrl,
    ...(filesScanner && { scan: (bytes) => scanWith(filesScanner, bytes) }),
    clock,
    keyFor: (purpose) => keyFor(secret, `plugin ${plugin}: ${purpose}`),
    fieldOf: (resource, name) => registry.models.get(resource)?.fields.get(name)?.definition,
  })
}
