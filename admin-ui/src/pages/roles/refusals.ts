import type { Problem } from '../../server/http.ts'
import type { Differences } from './rights.ts'

/** What the server said against single rights of a role, by `resource action`. */
export function refusalsOf(problem: Problem | null, { add }: Differences): ReadonlyMap<string, string> {
  const told = new Map<string, string>()
  if (!problem) return told
  const { rights = [] } = (problem['params'] ?? {}) as { rights?: readonly { resource: string; action: string }[] }
  for (const { resource, action } of rights) told.set(`${resource} ${action}`, problem.message)
  for (const { path, message } of (problem.fields ?? []) as unknown as readonly { path: string; message: string }[]) {
    const one = add[Number(/^differences\.add\.(\d+)/.exec(path)?.[1] ?? -1)]
    if (one) told.set(`${one.resource} ${one.rule.action}`, message)
  }
  return told
}
