import type { Registry } from '../records/model.ts'
import type { Sheet } from './mapping.ts'

export interface Step {
  readonly sheet: number
  readonly part: number
}

/** The parts of all sheets that mean something, those first that others point to; else as the files have them. */
export function stepsOf(sheets: readonly Sheet[], registry: Registry): Step[] {
  const waiting = sheets.flatMap(({ mapping }, index) => (mapping ? [{ index, mapping }] : []))
  const order: number[] = []
  while (waiting.length > 0) {
    const free = waiting.findIndex(({ index, mapping }) =>
      waiting.every((other) => other.index === index || !targets(mapping).has(other.mapping.resource)),
    )
    // Sheets that point to each other, or to themselves, keep their order.
    const [next] = waiting.splice(Math.max(0, free), 1)
    if (next) order.push(next.index)
  }
  return order.flatMap((sheet) => Array.from({ length: sheets[sheet]?.parts ?? 0 }, (_, part) => ({ sheet, part })))

  function targets({ resource, columns }: NonNullable<Sheet['mapping']>): ReadonlySet<string> {
    const fields = registry.models.get(resource)?.fields
    return new Set(
      columns.flatMap((column) => {
        const target = column && fields?.get(column.field)?.definition.target
        return target && target !== resource ? [target] : []
      }),
    )
  }
}
