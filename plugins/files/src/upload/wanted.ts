import type { Wanted } from './policy.ts'

/** `tasks.attachments`: a resource and a field of files of it. */
export const fieldPattern = '^[a-z][a-z0-9-]*\\.[a-zA-Z][a-zA-Z0-9]*$'

export function wantedOf(name: string, field: string, replaces?: string): Wanted {
  const [resource = '', last = ''] = field.split('.')
  return { name, resource, field: last, ...(replaces && { replaces }) }
}
