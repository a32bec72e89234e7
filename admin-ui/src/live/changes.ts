import type { Query, QueryClient } from '@tanstack/react-query'

/** That a record has changed, as the stream tells it. */
export interface Change {
  readonly resource: string
  readonly id: string
  readonly version: number
  readonly type: string
}

/**
 * Asks anew for what the changes touch: the records themselves and every list of their kind. What nobody looks at is only marked
 * as old. Somebody who is writing on a record keeps what he sees; saving tells him of the other change.
 */
export function invalidate(
  client: QueryClient,
  changes: readonly Change[],
  isWritten: (change: Change) => boolean,
): void {
  const byResource = Map.groupBy(changes, ({ resource }) => resource)
  for (const [resource, some] of byResource) {
    const ids = new Map(some.map((change) => [change.id, change]))
    const told = (query: Query) => changeOf(query, resource, ids)
    void client.invalidateQueries({ predicate: (query) => told(query) === 'ask' })
    void client.invalidateQueries({ predicate: (query) => told(query) === 'wait', refetchType: 'none' })
  }

  function changeOf(
    { queryKey, state }: Query,
    resource: string,
    ids: ReadonlyMap<string, Change>,
  ): 'ask' | 'wait' | null {
    const [name, method, params] = queryKey as [string, string, { id?: unknown; ids?: unknown[] } | undefined]
    if (name !== resource) return null
    if (method === 'getOne') {
      const change = ids.get(String(params?.id))
      if (!change || isKnown(state.data, change)) return null
      return isWritten(change) ? 'wait' : 'ask'
    }
    if (method === 'getMany') return params?.ids?.some((id) => ids.has(String(id))) ? 'ask' : null
    return 'ask'
  }
}

/** One's own change is there already. */
const isKnown = (data: unknown, { version, type }: Change) =>
  type !== 'deleted' && Number((data as { version?: number } | undefined)?.version ?? 0) >= version
