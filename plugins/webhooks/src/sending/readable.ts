import { DomainError, type Scope, type Work } from '@guildhall/sdk'
import type { Delivery } from './message.ts'

/** The records that deliveries tell of, by `<resource>/<id>`, as the reader may read them now; what he may not is not among them. */
export async function readableRecords(
  work: Work,
  reader: string | null,
  due: readonly Delivery[],
): Promise<ReadonlyMap<string, unknown>> {
  const wanted = [...new Set(due.flatMap(({ about }) => about ?? []))].map(
    (about) => about.split('/') as [string, string],
  )
  if (!reader || wanted.length === 0) return new Map()
  try {
    return await work.withinAs(reader, (scope) => readAll(scope, wanted))
  } catch (error) {
    // He has no login here any more.
    if (error instanceof DomainError && error.status === 404) return new Map()
    throw error
  }
}

async function readAll(scope: Scope, wanted: readonly [resource: string, id: string][]): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>()
  for (const [name, group] of Map.groupBy(wanted, ([resource]) => resource)) {
    const where = { id_in: group.map(([, id]) => id) }
    for (const record of await scope.records({ name, fields: {} }).list({ where, archived: 'with' }))
      found.set(`${name}/${record.id}`, record)
  }
  return found
}
