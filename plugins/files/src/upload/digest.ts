import { createHash } from 'node:crypto'
import { headLength } from './sniff.ts'

export interface Digest {
  readonly sha256: string
  readonly size: number
  readonly head: Uint8Array
}

/** Looks on while bytes pass: how many, their SHA-256, and how they begin. */
export function digesting(): {
  watch(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array>
  result(): Digest
} {
  const hash = createHash('sha256')
  const beginning: Uint8Array[] = []
  let size = 0
  return {
    async *watch(source) {
      for await (const chunk of source) {
        hash.update(chunk)
        if (size < headLength) beginning.push(chunk.subarray(0, headLength - size))
        size += chunk.length
        yield chunk
      }
    },
    result: () => ({ sha256: hash.digest('hex'), size, head: Buffer.concat(beginning) }),
  }
}

/** Reads all of it, for what was not looked at while it came. */
export async function digestOf(source: AsyncIterable<Uint8Array>): Promise<Digest> {
  const { watch, result } = digesting()
  for await (const _ of watch(source));
  return result()
}
