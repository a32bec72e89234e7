/** A locale file as it is read: texts in nested objects (i18next JSON v4). */
export interface Resources {
  readonly [key: string]: string | Resources
}

/** One locale file: the texts of one namespace in one language. */
export interface LocaleFile {
  readonly namespace: string
  /** BCP 47. */
  readonly language: string
  readonly resources: Resources
  /** What is said to the translator, by the key it stands beside. */
  readonly notes?: ReadonlyMap<string, string>
}

/** Every text by its dotted key. */
export function flatten(resources: Resources): Map<string, string> {
  const texts = new Map<string, string>()
  walk(resources, '', texts)
  return texts
}

function walk(resources: Resources, prefix: string, into: Map<string, string>): void {
  for (const name of Object.keys(resources)) {
    const value = resources[name] as string | Resources
    if (typeof value === 'string') into.set(prefix + name, value)
    else walk(value, `${prefix}${name}.`, into)
  }
}

/** The nested form of dotted keys; the opposite of {@link flatten}. */
export function nest(texts: Iterable<readonly [key: string, text: string]>): Resources {
  const root: Nested = Object.create(null)
  for (const [key, text] of texts) {
    const path = key.split('.')
    const last = path.pop() as string
    let place = root
    for (const part of path) {
      const inner = place[part]
      const next: Nested = typeof inner === 'object' ? inner : Object.create(null)
      place[part] = next
      place = next
    }
    place[last] = text
  }
  return root
}

/** Both together; where both have a text, that of `above` stands. */
export function merge(below: Resources, above: Resources): Resources {
  return nest([...flatten(below), ...flatten(above)])
}

interface Nested {
  [key: string]: string | Nested
}
