import type { TSchema } from '@guildhall/sdk'

const names = new WeakMap<object, string>()

/** A schema that the description states once, under a name, and refers to wherever it occurs. */
export function named<S extends TSchema>(name: string, schema: S): S {
  names.set(schema, name)
  return schema
}

/** `project-members` → `ProjectMembers`. */
export function componentName(...parts: readonly string[]): string {
  return parts
    .flatMap((part) => part.split(/[^a-zA-Z0-9]+/))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}

type Json = Readonly<Record<string, unknown>>

/** Collects named schemas while others are written down. */
export function collectComponents(translated: (text: string) => string) {
  const schemas: Record<string, Json> = {}

  function refer(schema: unknown): Json {
    const name = typeof schema === 'object' && schema !== null ? names.get(schema) : undefined
    if (!name) return written(schema) as Json
    if (!(name in schemas)) {
      schemas[name] = {}
      schemas[name] = written(schema) as Json
    }
    return { $ref: `#/components/schemas/${name}` }
  }

  /** Plain JSON: TypeBox's symbols are left behind, nested named schemas are referred to. */
  function written(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(refer)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [
        key,
        key === 'description' && typeof part === 'string' ? translated(part) : refer(part),
      ]),
    )
  }

  return { schemas, refer }
}
