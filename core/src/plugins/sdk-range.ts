import { fileURLToPath } from 'node:url'
import type { Plugin } from '@guildhall/sdk'
import { satisfies } from 'semver'
import { type PackageManifest, readManifest } from './manifest.ts'
import { folderOfPackage } from './package-folder.ts'
import type { WiringProblem } from './wiring.ts'

const sdk = '@guildhall/sdk'

/** The version of the sdk that this house has. */
const sdkVersion = () => readManifest(folderOfPackage(fileURLToPath(import.meta.resolve(sdk)))).version

/** A plugin says which sdk it was written with; another would fail it somewhere in the middle. */
export function checkRange(
  plugin: Pick<Plugin, 'name'>,
  { dependencies, peerDependencies }: PackageManifest,
  version = sdkVersion(),
): WiringProblem[] {
  const range = peerDependencies?.[sdk] ?? dependencies?.[sdk]
  if (range === undefined || satisfies(version, range, { includePrerelease: true })) return []
  return [
    {
      plugin: plugin.name,
      place: `package.json, peerDependencies, ${sdk}`,
      problem: `it needs ${range}, and this house has ${version}.`,
      remedy: `Add a version of the plugin that takes ${version}, or write "^${version}" there once it was tried with it.`,
    },
  ]
}
