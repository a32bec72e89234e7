import { badRange } from '../errors.ts'
import type { Range } from '../storage/store.ts'

/**
 * The one range of bytes that was asked for (RFC 9110, 14.2); null for all of it: no range, several, another unit, or one of another
 * version (`If-Range`). @throws 416 for a range that is beyond the end
 */
export function rangeOf(headers: Readonly<Record<string, unknown>>, size: number, etag: string): Range | null {
  const { range, 'if-range': condition } = headers
  if (typeof range !== 'string' || (condition !== undefined && condition !== `"${etag}"`)) return null
  const found = /^bytes=(\d*)-(\d*)$/.exec(range)
  if (!found || (found[1] === '' && found[2] === '')) return null
  const [, first = '', last = ''] = found
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (start >= size || start > end) throw badRange({ size })
  return { start, end }
}
