import type { Placeholders, PlaceholderType, Values } from '@guildhall/contract-notifications'
import type { Scope } from '@guildhall/sdk'

const braces = /\{\{([^{}]*)\}\}/g

/** Puts values in the places of their names, once: a value that looks like a placeholder stays what it is, and nothing is evaluated. */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(braces, (whole, name: string) => {
    const key = name.trim()
    return Object.hasOwn(values, key) ? (values[key] ?? '') : whole
  })
}

/** What stands in double braces and is no placeholder of the kind. */
export function unknownIn(template: string, placeholders: Placeholders): string[] {
  return [...template.matchAll(braces)]
    .map(([, name = '']) => name.trim())
    .filter((name) => !Object.hasOwn(placeholders, name))
}

/** Each value in the reader's form. */
export function said(scope: Scope, placeholders: Placeholders, values: Values): Record<string, string> {
  return Object.fromEntries(
    Object.entries(placeholders).map(([name, type]) => [name, sayOne(scope, type, values[name])]),
  )
}

function sayOne(scope: Scope, type: PlaceholderType, value: unknown): string {
  if (value === null || value === undefined) return ''
  return type === 'text' ? String(value) : scope.t(`notifications:formats.${type}`, { value })
}
