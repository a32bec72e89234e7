import type { Desk } from '@guildhall/sdk'
import { files } from '../resources.ts'
import { blobOf } from '../storage/places.ts'
import type { Store } from '../storage/store.ts'
import { digestOf } from '../upload/digest.ts'
import { contentsOf } from './contents.ts'

/** How the bytes of a tenant stand to what its records say of them. */
export interface Inspected {
  readonly contents: number
  readonly bytes: number
  /** A name of each file whose bytes are gone, or are not those that were brought. */
  readonly missing: readonly string[]
  readonly changed: readonly string[]
}

/** Compares sizes with what the store lists; `isWhole` reads every byte and compares checksums. Changes nothing. */
export async function inspect(desk: Desk, store: Store, { isWhole = false } = {}): Promise<Inspected> {
  const sizes = new Map<string, number>()
  for await (const { key, size } of store.list(`${desk.tenant.id}/blobs`)) sizes.set(key, size)
  const [missing, changed]: [string[], string[]] = [[], []]
  let [count, bytes] = [0, 0]
  for await (const content of contentsOf(desk)) {
    count++
    bytes += content.size
    const place = blobOf(desk.tenant.id, content)
    const size = sizes.get(place)
    if (size === undefined) missing.push(await nameOf(desk, content.id))
    else if (size !== content.size || (isWhole && (await digestOf(await store.read(place))).sha256 !== content.sha256))
      changed.push(await nameOf(desk, content.id))
  }
  return { contents: count, bytes, missing, changed }
}

async function nameOf({ within }: Desk, content: string): Promise<string> {
  const file = await within((scope) => scope.records(files).first({ where: { content } }))
  return file?.name ?? content
}
