import type { Scope } from '@guildhall/sdk'

/** What subjects are called, as the reader may know it: a question for each kind of record, however many there are. */
export async function titlesOf(scope: Scope, subjects: Iterable<string | null>): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(subjects)].filter((subject) => subject !== null)
  const titles = new Map<string, string>()
  for (const [resource, some] of Map.groupBy(wanted, (subject) => subject.slice(0, subject.indexOf('/')))) {
    const title = scope.describe(resource)?.title
    if (!title) continue
    const ids = some.map((subject) => subject.slice(resource.length + 1))
    const found = await scope.records({ name: resource, fields: {} }).list({ where: { id_in: ids }, archived: 'with' })
    for (const record of found)
      titles.set(`${resource}/${record.id}`, String((record as unknown as Record<string, unknown>)[title] ?? ''))
  }
  return titles
}
