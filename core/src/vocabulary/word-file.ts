import { invalid } from '../records/errors.ts'
import type { WordFile } from './import.ts'

const deepest = 12
const mostTexts = 50_000

/** @throws 422 naming what is no text */
export function requireWordFile(words: Readonly<Record<string, unknown>>): WordFile {
  let count = 0
  const problems: { path: string; code: string; params: object }[] = []
  const refuse = (path: string, expected: string) =>
    problems.push({ path, code: 'validation.wrong_type', params: { expected } })
  const visit = (value: unknown, path: string, depth: number): void => {
    if (typeof value === 'string') count++
    else if (typeof value !== 'object' || value === null || Array.isArray(value) || depth > deepest)
      refuse(path, 'string')
    else for (const [name, part] of Object.entries(value)) visit(part, `${path}.${name}`, depth + 1)
  }
  for (const [namespace, resources] of Object.entries(words))
    if (typeof resources === 'string') refuse(`words.${namespace}`, 'object')
    else visit(resources, `words.${namespace}`, 0)
  if (count > mostTexts)
    throw invalid({}, [{ path: 'words', code: 'validation.max_items', params: { limit: mostTexts } }])
  if (problems.length > 0) throw invalid({}, problems as never)
  return words as WordFile
}
