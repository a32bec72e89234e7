import { empty } from '../errors.ts'
import { isPicture } from '../images/kinds.ts'
import { measure } from '../images/measure.ts'
import type { Store } from '../storage/store.ts'
import type { Digest } from './digest.ts'
import { type Policy, requireSize, requireType } from './policy.ts'
import { typeOf } from './sniff.ts'

/** What is known of bytes once all of them have arrived. */
export interface Judged {
  readonly sha256: string
  readonly size: number
  readonly type: string
  readonly width?: number
  readonly height?: number
}

/** Judges what has arrived by its content. @throws 413, 422 */
export async function judge(
  store: Store,
  upload: string,
  { sha256, size, head }: Digest,
  policy: Policy,
): Promise<Judged> {
  if (size === 0) throw empty()
  requireSize(policy, size)
  const type = await typeOf(head)
  requireType(policy, type)
  const measures = isPicture(type) ? await measure(await store.read(upload)) : {}
  return { sha256, size, type, ...measures }
}
