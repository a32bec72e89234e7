import { projects } from '@guildhall/contract-projects'
import { resourceToken, type Scope, text } from '@guildhall/sdk'

const people = resourceToken('people', { name: text() })

/** As the reader may know it; nothing where he may not. */
export async function projectNameOf(scope: Scope, id: unknown): Promise<string | null> {
  return typeof id === 'string' ? ((await scope.records(projects).find(id))?.name ?? null) : null
}

export async function nameOf(scope: Scope, id: unknown): Promise<string | null> {
  return typeof id === 'string' ? ((await scope.records(people).find(id))?.name ?? null) : null
}
