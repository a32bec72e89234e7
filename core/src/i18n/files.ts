import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BootError } from '../config/boot-error.ts'
import { isNote } from './keys.ts'
import { type LocaleFile, merge, type Resources } from './resources.ts'

/** A package that brings the texts of its own namespace: `<folder>/<language>/<namespace>.json`. */
export interface LocalePackage {
  readonly namespace: string
  readonly folder: string
}

/**
 * The locale files of the installation's `locales/` and of the packages. Where both have a text the installation's stands,
 * so that a translator never has to wait for a package's author. A package speaks for its own namespace only.
 */
export function loadLocales(root: string, packages: readonly LocalePackage[] = []): LocaleFile[] {
  const files = new Map<string, LocaleFile>()
  const add = (file: LocaleFile) => {
    const place = `${file.language}/${file.namespace}`
    const before = files.get(place)
    files.set(place, before ? { ...file, resources: merge(before.resources, file.resources) } : file)
  }
  for (const { namespace, folder } of packages)
    for (const file of readLocales(folder)) if (file.namespace === namespace) add(file)
  for (const file of readLocales(root)) add(file)
  return [...files.values()].map((file) => {
    const notes = new Map<string, string>()
    return { ...file, resources: withoutNotes(file.resources, '', notes), notes }
  })
}

/** All files of one folder as they are, notes included. */
export function readLocales(folder: string): LocaleFile[] {
  if (!existsSync(folder)) return []
  const languages = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return languages.flatMap(({ name: language }) =>
    readdirSync(join(folder, language))
      .filter((file) => file.endsWith('.json'))
      .map((file) => ({
        language,
        namespace: file.slice(0, -'.json'.length),
        resources: readJson(join(folder, language, file)),
      })),
  )
}

function readJson(file: string): Resources {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new BootError('boot.locale_unreadable', { file, reason: (error as Error).message })
  }
}

/** The texts alone; the notes beside them go into `notes`, by the dotted key they speak of. */
function withoutNotes(resources: Resources, prefix: string, notes: Map<string, string>): Resources {
  const texts: Record<string, string | Resources> = Object.create(null)
  for (const name of Object.keys(resources)) {
    const value = resources[name] as string | Resources
    if (typeof value !== 'string') texts[name] = withoutNotes(value, `${prefix}${name}.`, notes)
    else if (isNote(name)) notes.set(prefix + name.slice(0, -'@note'.length), value)
    else texts[name] = value
  }
  return texts
}
