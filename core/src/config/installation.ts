import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder of the composition root, from where the command was called or above; else where it was called. */
export function findInstallation(from = process.cwd()): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'platform.config.ts')) || existsSync(join(folder, 'platform.config.js'))) return folder
    if (folder === dirname(folder)) return from
  }
}
