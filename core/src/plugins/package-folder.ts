import { existsSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Where the package of a plugin lies that does not say where its parts are: `@guildhall/plugin-<name>`, as the installation finds it. */
export function packageFolder(plugin: string, root: string): string | undefined {
  const name = `@guildhall/plugin-${plugin}`
  const places = createRequire(join(root, 'platform.config.js')).resolve.paths(name) ?? []
  const found = places.map((place) => join(place, name)).find((folder) => existsSync(join(folder, 'package.json')))
  return found && realpathSync(found)
}

/** The folder with the package.json that a file belongs to. */
export function folderOfPackage(file: string): string {
  let folder = dirname(file)
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder)
  return folder
}
