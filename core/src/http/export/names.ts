import type { WireRecord } from '../../records/codec.ts'
import type { Context } from '../../records/context.ts'
import { wireValue } from '../../records/custom/wire.ts'
import type { ResourceModel } from '../../records/model.ts'
import { mostRows, present, selectList } from '../../records/read.ts'
import type { Batches } from './batches.ts'
import type { Column, Names } from './columns.ts'

/** What the records that a portion points to are called, as far as the reader may read that: one question a resource. */
export async function namesBehind(
  batches: Pick<Batches, 'ask'>,
  context: Context,
  columns: readonly Column[],
  records: readonly WireRecord[],
): Promise<Names> {
  const wanted = new Map<ResourceModel, Set<string>>()
  for (const { refersTo } of columns)
    if (refersTo) {
      const ids = wanted.get(refersTo.target) ?? new Set()
      for (const record of records)
        for (const id of [wireValue(record, refersTo.field)].flat()) if (typeof id === 'string') ids.add(id)
      wanted.set(refersTo.target, ids)
    }
  const names = new Map<string, string>()
  for (const [target, ids] of wanted)
    for (const part of portions([...ids])) {
      const query = { where: { id_in: part }, archived: 'with', limit: mostRows } as const
      const { rows } = await batches.ask(selectList(context, target, query).rows)
      for (const record of rows.map((row) => present(context, target, row)))
        names.set(`${target.name}/${record.id}`, String(record[target.title ?? 'id'] ?? ''))
    }
  return names
}

function portions(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / mostRows) }, (_, index) =>
    ids.slice(index * mostRows, (index + 1) * mostRows),
  )
}
