import { parseKey } from './keys.ts'
import { flatten, type LocaleFile } from './resources.ts'

/** Which namespace speaks for a resource, a label and an error, and which field a state belongs to. */
export interface WordIndex {
  readonly namespaces: readonly string[]
  /** A resource belongs to the namespace that has its noun. */
  readonly resources: ReadonlyMap<string, string>
  /** `clients.fields.projects` → `projects`: labels that a plugin adds to another's resource. */
  readonly additions: ReadonlyMap<string, string>
  readonly errors: ReadonlyMap<string, string>
  /** `tasks.done` → `status` */
  readonly states: ReadonlyMap<string, string>
}

export function buildIndex(files: readonly LocaleFile[]): WordIndex {
  const resources = new Map<string, string>()
  const labels: { key: string; namespace: string }[] = []
  const errors = new Map<string, string>()
  const states = new Map<string, string>()
  for (const { namespace, resources: tree } of files) {
    const texts = flatten(tree)
    for (const key of texts.keys()) {
      const [root, name = '', part = '', field = '', value, deeper] = key.split('.')
      if (root === 'errors')
        errors.set(parseKey(key, (each) => texts.has(each)).base.slice('errors.'.length), namespace)
      if (root !== 'resources') continue
      if (/^noun(_|$)/.test(part)) resources.set(name, namespace)
      else labels.push({ key: key.slice('resources.'.length), namespace })
      if (part === 'values' && value !== undefined && deeper === undefined) states.set(`${name}.${value}`, field)
    }
  }
  const added = labels.filter(({ key, namespace }) => resources.get(key.slice(0, key.indexOf('.'))) !== namespace)
  return {
    namespaces: [...new Set(files.map((file) => file.namespace))],
    resources,
    additions: new Map(added.map(({ key, namespace }) => [key, namespace])),
    errors,
    states,
  }
}
