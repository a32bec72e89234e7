import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

let isRegistered = false

/** Lets a plugin that lies outside the installation find the sdk and contracts of the installation, as it will once it was added. */
export function resolveFromHouse(root: string): void {
  if (isRegistered) return
  isRegistered = true
  const parentURL = pathToFileURL(join(root, 'platform.config.js')).href
  registerHooks({
    resolve(specifier, context, next) {
      if (!specifier.startsWith('@guildhall/')) return next(specifier, context)
      try {
        return next(specifier, context)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error
        try {
          return next(specifier, { ...context, parentURL })
        } catch {
          return next(specifier, { ...context, parentURL: import.meta.url })
        }
      }
    },
  })
}
