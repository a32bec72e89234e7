import type { Desk } from '@guildhall/sdk'
import { contents, files } from '../resources.ts'
import { openStore } from '../storage/open.ts'
import { blobOf, derivedOf } from '../storage/places.ts'
import type { Store } from '../storage/store.ts'
import { patience } from '../upload/resumable.ts'
import { contentsOf } from './contents.ts'

const batch = 200

/** A record names it, or a version that came later. */
const needed = { $or: [{ $named: true }, { later: { $named: true } }] } as const

/** What a collection did. */
export interface Collected {
  readonly files: number
  readonly contents: number
  /** Uploads that were not gone on with, and bytes that no record speaks of. */
  readonly leftovers: number
}

/** Takes away what nobody names any more and what was left lying; what is being uploaded or was only just let go stays. */
export async function collect(work: Desk): Promise<void> {
  await collectIn(work, await openStore(work.installation.filesUrl))
}

export async function collectIn(work: Desk, store: Store): Promise<Collected> {
  await markUnnamed(work)
  return {
    files: await repeat(() => removeUnnamed(work)),
    contents: await repeat(() => removeUnused(work, store)),
    leftovers: await removeLeftovers(work, store),
  }
}

/** Notes since when nobody names a file, and takes the note back where somebody does again. */
async function markUnnamed(work: Desk): Promise<void> {
  const now = work.clock.now()
  await repeat(() => note({ ...needed, unnamedAt_null: false }, null))
  await repeat(() => note({ $not: needed, unnamedAt_null: true }, now))

  function note(where: object, unnamedAt: string | null): Promise<number> {
    return work.within(async (scope) => {
      const found = await scope.records(files).list({ where: where as Record<never, never>, limit: batch })
      for (const { id } of found) await scope.records(files).update(id, { unnamedAt })
      return found.length
    })
  }
}

async function removeUnnamed(work: Desk): Promise<number> {
  return work.within(async (scope) => {
    const days = scope.setting<number>('files', 'keepDays')
    const found = await scope
      .records(files)
      .list({ where: { $not: needed, unnamedAt_lte: `$now-${days}d` }, limit: batch })
    for (const { id } of found) await scope.records(files).remove(id)
    return found.length
  })
}

/** First the record, then the bytes: a key is never used again, so nobody can come in between. */
async function removeUnused(work: Desk, store: Store): Promise<number> {
  const gone = await work.within(async (scope) => {
    const found = await scope.records(contents).list({ where: { $not: { files: {} } }, limit: batch })
    for (const { id } of found) await scope.records(contents).remove(id)
    return found
  })
  for (const content of gone) {
    await store.remove(blobOf(work.tenant.id, content))
    await store.remove(derivedOf(work.tenant.id, content.key))
  }
  return gone.length
}

async function removeLeftovers(work: Desk, store: Store): Promise<number> {
  const before = Date.now() - patience
  const known = new Set<string>()
  for await (const { key } of contentsOf(work)) known.add(key)
  let removed = 0
  for (const part of ['uploads', 'blobs', 'derived'])
    for await (const { key, changedAt } of store.list(`${work.tenant.id}/${part}`)) {
      if (changedAt > before || (part !== 'uploads' && known.has(keyIn(part, key)))) continue
      await store.remove(key)
      removed++
    }
  return removed
}

/** `<tenant>/blobs/ab/<sha256>.<key>`, `<tenant>/derived/<key>/<variant>` */
export function keyIn(part: string, path: string): string {
  const names = path.split('/')
  return part === 'blobs' ? (names.at(-1)?.split('.')[1] ?? '') : (names[2] ?? '')
}

async function repeat(step: () => Promise<number>): Promise<number> {
  let all = 0
  for (;;) {
    const done = await step()
    all += done
    if (done < batch) return all
  }
}
