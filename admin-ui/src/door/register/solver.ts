import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'

/** What is to be solved: an answer whose SHA-256 together with the id begins with so many zero bits; see core/src/registration/proof. */
export interface Puzzle {
  readonly id: string
  readonly difficulty: number
}

export type Found = { readonly tried: number } | { readonly answer: number }

const atOnce = 4_000
const tell = (found: Found) => postMessage(found)

addEventListener('message', ({ data }: MessageEvent<Puzzle>) => {
  const { id, difficulty } = data
  for (let answer = 0; ; answer++) {
    if (zerosOf(sha256(utf8ToBytes(`${id}.${answer}`))) >= difficulty) return tell({ answer })
    if (answer % atOnce === 0) tell({ tried: answer })
  }
})

function zerosOf(hash: Uint8Array): number {
  let zeros = 0
  for (const byte of hash) {
    zeros += Math.clz32(byte) - 24
    if (byte !== 0) break
  }
  return zeros
}
