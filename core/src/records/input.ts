import type { Fields, TSchema } from '@guildhall/sdk'
import { Type } from '@guildhall/sdk'
import { remember } from './remember.ts'
import { compileInput } from './validate.ts'

const judges = new WeakMap<Fields, (input: unknown) => void>()

/** An action's input, judged by its fields; defaults are filled in. */
export function judgeInput(fields: Fields | undefined, input: unknown): Record<string, unknown> {
  const given = (input ?? {}) as Record<string, unknown>
  const declared = fields ?? {}
  const judge = remember(judges, declared, () => compileInput(inputSchema(declared)))
  const trimmed = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.normalize('NFC').trim() : value,
    ]),
  )
  const present = Object.fromEntries(
    Object.entries(trimmed).filter(([name, value]) => value !== '' || !declared[name]?.optional),
  )
  judge(present)
  const defaults = Object.entries(declared).filter(
    ([name, field]) => present[name] === undefined && field.default !== undefined,
  )
  return { ...Object.fromEntries(defaults.map(([name, field]) => [name, field.default])), ...present }
}

/** The schema of a set of fields taken as input; unknown properties are refused. */
export function inputSchema(fields: Fields): TSchema {
  const properties = Object.entries(fields).map(([name, { schema, optional, default: fallback }]) => {
    const nullable = optional ? Type.Unsafe({ anyOf: [{ type: 'null' }, schema] }) : schema
    return [name, optional || fallback !== undefined ? Type.Optional(nullable) : nullable] as const
  })
  return Type.Object(Object.fromEntries(properties), { additionalProperties: false })
}
