import type { FieldError } from '@guildhall/sdk'

/** Nothing that is meant is nested deeper; what is would only be there to break something. */
const deepest = 60

/** Texts that PostgreSQL cannot keep, by their place: with a zero byte, or with half of a character (a lone surrogate). */
export function unstorableIn(value: unknown, path = '', depth = 0): FieldError[] {
  if (typeof value === 'string') return isStorable(value) ? [] : [{ path, code: 'validation.characters' }]
  if (typeof value !== 'object' || value === null) return []
  if (depth === deepest) return [{ path, code: 'validation.invalid' }]
  const problems: FieldError[] = []
  for (const [name, part] of Object.entries(value)) {
    const place = path ? `${path}.${name}` : name
    if (!isStorable(name)) problems.push({ path: place, code: 'validation.characters' })
    else problems.push(...unstorableIn(part, place, depth + 1))
  }
  return problems
}

export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed()
