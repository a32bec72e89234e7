import { BootError } from '../config/boot-error.ts'
import { readMoment } from './moments.ts'
import type { Said } from './preset-schema.ts'

/** What the values of a preset speak of. */
export interface Speaking {
  /** Whose file it is, for whoever must mend it. */
  readonly preset: string
  /** The tenant's, a BCP 47 tag. */
  readonly language: string
  /** The tenant's, an IANA name. */
  readonly zone: string
  readonly today: string
  /** The ids of what was made before, by `resource/key`. */
  readonly made: ReadonlyMap<string, string>
}

/** In this language, else in English, else in the first that is there. */
export function sayIn(said: Said, language: string): string {
  if (typeof said === 'string') return said
  return said[language] ?? said[language.replace(/-.*/, '')] ?? said.en ?? Object.values(said)[0] ?? ''
}

/** What is written for a moment, for a record or for several languages is put in its place. */
export function resolveValue(value: unknown, speaking: Speaking): unknown {
  const resolve = (part: unknown) => resolveValue(part, speaking)
  if (Array.isArray(value)) return value.map(resolve)
  if (typeof value === 'object' && value !== null) {
    const { $say: said, ...rest } = value as { $say?: Said }
    if (said && Object.keys(rest).length === 0) return sayIn(said, speaking.language)
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, resolve(part)]))
  }
  if (typeof value !== 'string') return value
  if (value.startsWith('$$')) return value.slice(1)
  if (value.startsWith('@@')) return `${value.slice(2, value.indexOf('/'))}/${resolve(value.slice(1))}`
  if (value.startsWith('@'))
    return speaking.made.get(value.slice(1)) ?? wrong(speaking, value, 'stands for no record made before it')
  if (value.startsWith('$')) return readMoment(value, speaking) ?? wrong(speaking, value, 'is not a moment')
  return value
}

/** @throws BootError always */
export function wrong({ preset }: Pick<Speaking, 'preset'>, value: string, reason: string): never {
  throw new BootError('boot.preset_invalid', { file: preset, reason: `${value} ${reason}` })
}
