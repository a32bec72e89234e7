import type { TSchema } from '@sinclair/typebox'
import { environmentSchema } from './environment-schema.ts'

/** The schema as the table of docs/configuration.md; a test holds the two together. */
export function renderEnvironment(): string {
  const rows = Object.entries(environmentSchema.properties).map(([name, schema]) => {
    const { description = '' } = schema as TSchema
    return `| \`${name}\` | ${escapeCell(describeAllowed(schema))} | ${describeDefault(schema)} | ${escapeCell(description)} |`
  })
  return ['| Variable | Allowed | Default | Meaning |', '|---|---|---|---|', ...rows].join('\n')
}

/** What a variable may be, in words that follow "It must be". */
export function describeAllowed(schema: TSchema): string {
  if (typeof schema.allowed === 'string') return schema.allowed
  if (Array.isArray(schema.enum)) return `${schema.enum.slice(0, -1).join(', ')} or ${schema.enum.at(-1)}`
  if (schema.type === 'integer') return `a whole number from ${schema.minimum} to ${schema.maximum}`
  return 'text'
}

function describeDefault(schema: TSchema): string {
  const value: unknown = schema.default
  return value === undefined || (Array.isArray(value) && value.length === 0) ? '–' : `\`${String(value)}\``
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
}
