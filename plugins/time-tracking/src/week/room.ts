/** Milliseconds since 1970; the end is not part of it. */
export type Stretch = readonly [from: number, to: number]

/** Where the first stretch of a length is free between two moments; null where there is none. */
export function roomFor(length: number, [from, to]: Stretch, taken: readonly Stretch[]): number | null {
  let start = from
  for (const [begins, ends] of taken.toSorted(([one], [other]) => one - other)) {
    if (begins - start >= length) break
    start = Math.max(start, ends)
  }
  return start + length <= to ? start : null
}
