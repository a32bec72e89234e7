import { DomainError, type Scope } from '@guildhall/sdk'
import { contents, files } from '../resources.ts'
import { blobOf } from '../storage/places.ts'
import type { Store } from '../storage/store.ts'
import type { Judged } from './judge.ts'
import type { Wanted } from './policy.ts'
import { earlierOf } from './versions.ts'

/** One transaction of whoever brings the file. */
export type Within = <T>(work: (scope: Scope) => Promise<T>) => Promise<T>

export interface Arrived extends Judged {
  readonly name: string
  /** Where its bytes lie. */
  readonly upload: string
  readonly tenant: string
  readonly wanted: Wanted
}

const mostTries = 5

/**
 * Makes a file of what has arrived. Bytes that are here already are kept once: whoever comes second gets the first one's. The bytes lie at
 * their lasting place before a record speaks of them; what is left over when we die in between is collected.
 */
export async function keepFile(
  store: Store,
  within: Within,
  arrived: Arrived,
): Promise<Readonly<Record<string, unknown>>> {
  const { tenant, upload, sha256 } = arrived
  const key = crypto.randomUUID()
  const blob = blobOf(tenant, { sha256, key })
  let isSettled = false
  for (let attempt = 1; ; attempt++) {
    if (!isSettled && !(await within((scope) => knownContent(scope, sha256)))) {
      await store.settle(upload, blob)
      isSettled = true
    }
    try {
      const { file, isOurs } = await within((scope) => record(scope, arrived, isSettled ? key : null))
      if (!isOurs) await store.remove(isSettled ? blob : upload)
      return file
    } catch (error) {
      // Two brought the same at once, or what was known is just being collected: who comes second looks again.
      const isRefused = error instanceof DomainError && error.code !== 'records.duplicate'
      if (attempt < mostTries && !isRefused) continue
      await store.remove(isSettled ? blob : upload)
      throw error
    }
  }
}

const knownContent = (scope: Scope, sha256: string) =>
  scope.asSystem('files.uploaded', (system) => system.records(contents).first({ where: { sha256 } }))

async function record(scope: Scope, arrived: Arrived, key: string | null) {
  const { name, type, size, sha256, width = null, height = null, wanted } = arrived
  const earlier = await earlierOf(scope, wanted)
  return scope.asSystem('files.uploaded', async (system) => {
    const known = await system.records(contents).first({ where: { sha256 } })
    if (!known && key === null) throw new Error('The content was collected meanwhile')
    const bytes = { sha256, key: key ?? '', type, size, width, height }
    const content = known ?? (await system.records(contents).create(bytes as never))
    const values = { name, type, size, sha256, width, height, content: content.id, uploader: scope.me, earlier }
    const { content: _, ...file } = await system
      .records(files)
      .create({ ...values, unnamedAt: scope.clock.now() } as never)
    return { file, isOurs: known === null }
  })
}
