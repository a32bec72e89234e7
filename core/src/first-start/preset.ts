import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Static, TSchema } from '@guildhall/sdk'
import { Value } from '@sinclair/typebox/value'
import { BootError } from '../config/boot-error.ts'
import { type Preset, presetSchema, storySchema } from './preset-schema.ts'

export type { Preset } from './preset-schema.ts'

/** In the name of the file that has only people and records. */
const storySuffix = '.demo'

/**
 * A preset, with the business it is shown with where that stands in a file of its own.
 * @throws BootError when there is none of this name, or a file is not one
 */
export function readPreset(folder: URL, name: string): Preset {
  const pathOf = (file: string) => fileURLToPath(new URL(`${file}.json`, folder))
  if (!/^[a-z0-9-]+$/.test(name) || !existsSync(pathOf(name))) {
    throw new BootError('boot.preset_unknown', { name, known: listPresets(folder).join(', ') || 'none' })
  }
  const shown = pathOf(`${name}${storySuffix}`)
  const story = existsSync(shown) ? read(shown, storySchema) : { people: [], records: [] }
  return read(pathOf(name), presetSchema, story)
}

/** The kind of business, not the people and records it is shown with. */
export const withoutStory = (preset: Preset): Preset => ({ ...preset, people: [], records: [] })

export function listPresets(folder: URL): string[] {
  const path = fileURLToPath(folder)
  if (!existsSync(path)) return []
  return readdirSync(path)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .filter((name) => !name.endsWith(storySuffix))
    .sort()
}

function read<T extends TSchema>(file: string, schema: T, usual: object = {}): Static<T> {
  const content = { ...usual, ...parse(file) }
  const [problem] = Value.Errors(schema, content)
  if (problem)
    throw new BootError('boot.preset_invalid', { file, reason: `${problem.path || '/'}: ${problem.message}` })
  return content as Static<T>
}

function parse(file: string): object {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new BootError('boot.preset_invalid', { file, reason: (error as Error).message })
  }
}
