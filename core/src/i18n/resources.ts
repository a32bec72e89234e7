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
export function flatten(resources: Resources, prefix = ''): Map<string, string> {
  const texts = new Map<string, string>()
  for (const [name, value] of Object.entries(resources)) {
    const key = prefix + name
    if (typeof value === 'string') texts.set(key, value)
    else for (const [inner, text] of flatten(value, `${key}.`)) texts.set(inner, text)
  }
  return texts
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
