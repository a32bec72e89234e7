import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** As much of a package.json as a plugin's life asks for. */
export interface PackageManifest {
  readonly name: string
  readonly version: string
  readonly main?: string
  readonly exports?: unknown
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

export function readManifest(folder: string): PackageManifest {
  return { version: '0.0.0', ...JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) }
}
