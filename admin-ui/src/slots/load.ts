import type { ManifestModule } from '@guildhall/sdk/manifest'
import type { AdminModule } from '../shared/module.ts'

const loading = new Map<string, Promise<AdminModule>>()

/** Loads a plugin's module, once for all its slots; `attempt` counts how often somebody wanted it again. */
export function loadModule({ url }: ManifestModule, attempt: number): Promise<AdminModule> {
  // A browser never tries the same address again, even if it was only the network that failed.
  const address = attempt === 0 ? url : `${url}#${attempt}`
  const known = loading.get(address)
  if (known) return known
  const asked = import(/* @vite-ignore */ address).then(({ default: module }: { default?: AdminModule }) => {
    if (!module?.slots) throw new Error(`${url} has no default export made by defineAdmin`)
    return module
  })
  loading.set(address, asked)
  return asked
}
