import { parseKey } from './keys.ts'
import { flatten, type LocaleFile } from './resources.ts'

/** Which namespace speaks for a resource and for an error, and which field a state belongs to. */
export interface WordIndex {
  readonly namespaces: readonly string[]
  readonly resources: ReadonlyMap<string, string>
  readonly errors: ReadonlyMap<string, string>
  /** `tasks.done` → `status` */
  readonly states: ReadonlyMap<string, string>
}

export function buildIndex(files: readonly LocaleFile[]): WordIndex {
  const resources = new Map<string, string>()
  const errors = new Map<string, string>()
  const states = new Map<string, string>()
  for (const { namespace, resources: tree } of files) {
    const texts = flatten(tree)
    for (const key of texts.keys()) {
      const path = key.split('.')
      const [, name = '', part, field = '', value = ''] = path
      if (path[0] === 'errors')
        errors.set(parseKey(key, (each) => texts.has(each)).base.slice('errors.'.length), namespace)
      if (path[0] === 'resources') resources.set(name, namespace)
      if (path[0] === 'resources' && part === 'values' && path.length === 5) states.set(`${name}.${value}`, field)
    }
  }
  return { namespaces: [...new Set(files.map((file) => file.namespace))], resources, errors, states }
}
